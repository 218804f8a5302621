import type { Engine } from '../../engine.ts';
import type { DocumentCandidate } from '../../languages/language.ts';
import type { Project } from '../../project.ts';
import type { Source } from '../../text/source.ts';
import { expressionOf } from './expressions.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { NAMES } from './skeletons.ts';
import { fillTemplate, plainText } from './spelling.ts';

/** Documents for an argument that takes one: all of the module, those that fit its name or have no use yet first. */
export function completeDocuments(
  engine: Engine,
  project: Project,
  source: Source,
  offset: number,
): CompletionList | undefined {
  const slot = engine.languageOf(source)?.documentsAt?.(source, project, offset);
  if (slot === undefined || slot.documents.length === 0) return undefined;
  const items = slot.documents.map((document): CompletionItem => {
    const expression = expressionOf(document, document.attribute);
    const label = plainText(expression);
    const { before = '', after = '' } = slot.around ?? {};
    const spelled = [before, ...expression, after];
    return {
      label,
      kind: 'policy',
      detail: detailOf(document),
      newText: fillTemplate(slot.wantsList ? ['[', ...spelled, ']'] : spelled),
      snippet: true,
      filterText: label,
      sortText: `${document.rank}${label}`,
    };
  });
  return { range: slot.range, items, incomplete: false };
}

function detailOf({ uses }: DocumentCandidate): string {
  const kinds = [...new Set(uses.map(({ kind }) => NAMES[kind]))];
  return kinds.length === 0 ? 'not used yet' : kinds.join(', ');
}

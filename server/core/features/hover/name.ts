import type { Engine } from '../../engine.ts';
import type { Statement } from '../../policy/model.ts';
import type { Project } from '../../project.ts';
import { type TextRange, touches } from '../../text/range.ts';
import type { Source } from '../../text/source.ts';
import { paragraphs } from '../markdown.ts';
import { actionsOf } from '../statement-actions.ts';
import { describeReference } from './reference.ts';
import { describeTerm } from './term.ts';
import { describeWiring } from './wiring.ts';

/** A name of the template language at an offset, or an argument that takes a policy: what policies have to do with it. */
export function hoverName(
  engine: Engine,
  project: Project,
  source: Source,
  offset: number,
): { readonly range: TextRange; readonly markdown: string } | undefined {
  const language = engine.languageOf(source);
  const wiring = language?.wiring?.(source, project, offset);
  const term = language?.termAt?.(source, project, offset);
  const about = term === undefined ? undefined : describeTerm(engine.catalog, term);
  if (wiring === undefined)
    return term === undefined || about === undefined ? undefined : { range: term.range, markdown: about };
  const { target, attribute, range } = wiring;
  const statement = attribute === undefined ? undefined : statementAt(engine, project, source, offset);
  const reference =
    statement === undefined || attribute === undefined
      ? undefined
      : describeReference(engine.catalog, target, attribute, actionsOf(engine.catalog, statement).actions);
  const markdown = paragraphs([reference, describeWiring(project, wiring), about]);
  return markdown === '' ? undefined : { range, markdown };
}

function statementAt(
  engine: Engine,
  project: Project,
  { uri }: Source,
  offset: number,
): Statement | undefined {
  const statements = (engine.read(project, uri)?.policies ?? []).flatMap(
    ({ document }) => document.statements,
  );
  return statements.find(({ range }) => touches(range, offset));
}

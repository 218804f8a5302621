import type { Catalog } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import type { FileModel } from '../languages/language.ts';
import type { PolicyDocument, Statement } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { Project } from '../project.ts';
import { covers, type TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';
import { NAMES } from './completion/skeletons.ts';
import { clip } from './markdown.ts';
import { statementTitle } from './statement-title.ts';

/** A policy or a statement, for outlines, breadcrumbs and lists of symbols. */
export interface PolicySymbol {
  readonly kind: 'policy' | 'statement';
  /** Never empty: `Allow 4 aps actions on workspace/*`. */
  readonly name: string;
  /** What a policy is used as, the `Sid` of a statement. */
  readonly detail?: string;
  readonly range: TextRange;
  /** What to show of it first; inside `range`. */
  readonly selection: TextRange;
  readonly children: readonly PolicySymbol[];
}

/** The policies of a document with their statements; nothing else of it, which other language servers know better. */
export function documentSymbols(engine: Engine, project: Project, uri: Uri): readonly PolicySymbol[] {
  const file = engine.read(project, uri);
  if (file === undefined) return [];
  return file.policies.map((policy): PolicySymbol => {
    const { document } = policy;
    const [use] = engine.usesOf(project, file, policy);
    return {
      kind: 'policy',
      name: policyName(document),
      ...(use === undefined || use.kind === 'unknown' ? {} : { detail: useWords(use) }),
      range: document.range,
      selection: firstLine(document.range, file.source.text),
      children: statementSymbols(engine, document, file),
    };
  });
}

export function policyName({ name }: PolicyDocument): string {
  return clip(name.trim(), MAX_NAME) || 'policy';
}

const MAX_NAME = 120;

/** `identity policy`, `resource policy of aps`. */
export function useWords({ kind, attachedTo }: PolicyUse): string {
  const name = NAMES[kind] ?? 'policy';
  return kind === 'resource' && attachedTo !== undefined ? `${name} of ${attachedTo.service}` : name;
}

/** In the order of the text. Those that an expression takes from elsewhere stand where it does. Memoised per document. */
function statementSymbols(
  engine: Engine,
  document: PolicyDocument,
  { source }: FileModel,
): readonly PolicySymbol[] {
  const known = memo.get(document);
  const catalog = engine.catalog.of(document.dialect);
  if (known?.catalog === catalog) return known.symbols;
  const symbols = document.statements
    .slice(0, MAX_STATEMENTS)
    .filter(({ range }) => covers(document.range, range))
    .map((statement) => statementSymbol(catalog, statement, document, source.text));
  memo.set(document, { catalog, symbols });
  return symbols;
}

const memo = new WeakMap<
  PolicyDocument,
  { readonly catalog: Catalog; readonly symbols: readonly PolicySymbol[] }
>();

function statementSymbol(
  catalog: Catalog,
  statement: Statement,
  document: PolicyDocument,
  text: string,
): PolicySymbol {
  const sid = statement.sid?.value?.value;
  return {
    kind: 'statement',
    name: statementTitle(catalog, statement, document),
    ...(sid === undefined || sid === '' ? {} : { detail: clip(sid, MAX_NAME) }),
    range: statement.range,
    selection: selectionOf(statement, text),
    children: [],
  };
}

/** Far more than a document of any quota can hold. */
const MAX_STATEMENTS = 2_000;

function selectionOf({ sid, effect, range }: Statement, text: string): TextRange {
  const shown = sid?.value?.inner ?? effect?.range;
  return shown !== undefined && covers(range, shown) ? shown : firstLine(range, text);
}

function firstLine({ start, end }: TextRange, text: string): TextRange {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}

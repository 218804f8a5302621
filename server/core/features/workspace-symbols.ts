import type { Engine } from '../engine.ts';
import type { Project } from '../project.ts';
import type { TextRange } from '../text/range.ts';
import type { Source, Uri } from '../text/source.ts';
import { documentSymbols, type PolicySymbol } from './symbols.ts';

export interface WorkspaceSymbol {
  readonly kind: PolicySymbol['kind'];
  /** The name of a policy, or the `Sid` of a statement. */
  readonly name: string;
  /** The policy that a statement is in, else the file. */
  readonly container: string;
  readonly uri: Uri;
  readonly range: TextRange;
}

/** Policies and Sids of all documents read so far whose name has the letters of `query` in their order, the best first. */
export function workspaceSymbols(
  engine: Engine,
  project: Project,
  query: string,
): readonly WorkspaceSymbol[] {
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const source of [...project.sources.values()].slice(0, MAX_FILES)) {
    for (const symbol of symbolsOf(engine, project, source)) {
      const rank = rankOf(symbol.name, query);
      if (rank !== undefined) found.push({ symbol, rank });
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank || (a.symbol.name < b.symbol.name ? -1 : 1))
    .slice(0, MAX_SYMBOLS)
    .map(({ symbol }) => symbol);
}

/** Bound the work of one question and its answer. */
const MAX_FILES = 2_000;
const MAX_SYMBOLS = 512;

const known = new WeakMap<Source, Known>();

interface Known {
  readonly engine: Engine;
  /** Undefined for documents that are read alone. */
  readonly project: Project | undefined;
  readonly symbols: readonly WorkspaceSymbol[];
}

function symbolsOf(engine: Engine, project: Project, source: Source): readonly WorkspaceSymbol[] {
  const isAlone = engine.languageOf(source)?.wants === undefined;
  const earlier = known.get(source);
  if (earlier?.engine === engine && (isAlone || earlier.project === project)) return earlier.symbols;
  const { uri } = source;
  const file = uri.slice(uri.lastIndexOf('/') + 1);
  const symbols = documentSymbols(engine, project, uri).flatMap((policy): readonly WorkspaceSymbol[] => [
    { kind: 'policy', name: policy.name, container: file, uri, range: policy.selection },
    ...policy.children.flatMap((statement): readonly WorkspaceSymbol[] =>
      statement.detail === undefined
        ? []
        : [
            {
              kind: 'statement',
              name: statement.detail,
              container: policy.name,
              uri,
              range: statement.selection,
            },
          ],
    ),
  ]);
  known.set(source, { engine, project: isAlone ? undefined : project, symbols });
  return symbols;
}

/** 0: it begins so; 1: it has it inside; 2: its letters come in this order. Case does not count. */
function rankOf(name: string, query: string): number | undefined {
  const [text, wanted] = [name.toLowerCase(), query.trim().toLowerCase()];
  const at = text.indexOf(wanted);
  if (at >= 0) return at === 0 ? 0 : 1;
  let next = 0;
  for (const letter of text) if (letter === wanted[next]) next++;
  return next >= wanted.length ? 2 : undefined;
}

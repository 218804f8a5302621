import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyDocument, PolicyPath } from '../../../policy/model.ts';
import { escapeQuoted } from '../spell.ts';
import { skipTrivia } from '../trivia.ts';
import type { Style } from '../write/print.ts';
import { withAmpersands } from '../write/texts.ts';
import type { Point } from './point.ts';
import { escapeSnippet, parseSnippet, printPart, strings } from './snippet.ts';

export interface ValuePlace {
  readonly policy: PolicyDocument;
  readonly offset: number;
  readonly path: PolicyPath;
  readonly role: Cursor['role'];
  readonly text: string;
  readonly point: Point;
  /** The provider turns `&{` into `${`. */
  readonly variables: boolean;
  /** What the value needs between itself and its name. */
  readonly lead: string;
  /** The argument takes a list, and no bracket is typed yet. */
  readonly wrap: boolean;
  /** An item of a list. */
  readonly listed: boolean;
  /** Where the comma after the item before is missing. */
  readonly commaBefore: number | undefined;
  /** How objects are written here; absent in blocks, where there are none. */
  readonly style?: Style;
}

/** A string, or where one belongs. */
export function valueCursor(place: ValuePlace): Cursor {
  const { policy, offset, path, role, text, point, variables, lead, wrap, listed, commaBefore } = place;
  const { quotes } = point;
  const comma = listed && text[skipTrivia(text, point.range.end, text.length)] === '"' ? ',' : '';
  const beyond = quotes === 'both' && comma !== '';
  const open = quotes === 'none' ? `${lead}${wrap ? '[' : ''}"` : '';
  const close = quotes === 'both' && !beyond ? '' : `"${quotes === 'none' && wrap ? ']' : ''}${comma}`;
  const content = (inside: string) => escapeQuoted(variables ? withAmpersands(inside) : inside);
  const spell = (inside: string) => open + content(inside) + close;
  return {
    policy,
    offset,
    path,
    role,
    ...(point.text === undefined ? {} : { text: point.text }),
    before: point.before,
    replace: { start: point.inner.start, end: beyond ? point.range.end : point.inner.end },
    ...(commaBefore === undefined
      ? {}
      : { also: [{ range: { start: commaBefore, end: commaBefore }, newText: ',' }] }),
    spell,
    ...(role === 'key'
      ? {}
      : { refer: (expression: string, suffix: string) => refer(spell, quotes, expression, suffix) }),
    spellSnippet: ({ key, value }) => {
      if (role === 'key') return escapeSnippet(spell(key ?? ''));
      if (quotes !== 'none') return escapeSnippet(spell(point.text?.value ?? ''));
      const part = parseSnippet(value);
      const printed = place.style === undefined ? strings(part, variables) : printPart(part, place.style);
      return (
        escapeSnippet(lead) + (wrap || place.style !== undefined ? printed : printed.slice(1, -1)) + comma
      );
    },
  };
}

/** An expression in place of a string, or in one. */
export function refer(
  spell: (inside: string) => string,
  quotes: Point['quotes'],
  expression: string,
  suffix: string,
): string {
  const spelled = spell(MARK + suffix);
  if (quotes !== 'none' || suffix !== '') return spelled.replace(MARK, () => `\${${expression}}`);
  return spelled.replace(`"${MARK}"`, () => expression);
}

/** Stands for the expression until the syntax has had its say. */
const MARK = '\ue1ff';

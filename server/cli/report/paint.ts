/** Colours a piece of text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export type Style = 'error' | 'warning' | 'info' | 'hint' | 'bold' | 'dim' | 'good';

const CODES: Readonly<Record<Style, string>> = {
  error: '1;31',
  warning: '1;33',
  info: '1;34',
  hint: '1;36',
  bold: '1',
  dim: '34',
  good: '32',
};

export const plain: Paint = (_style, text) => text;

export const coloured: Paint = (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`;

/** Colours for terminals only; FORCE_COLOR and NO_COLOR decide otherwise, in that order. */
export function paintFor(
  stream: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined) return force === '0' || force === 'false' ? plain : coloured;
  if (no !== undefined && no !== '') return plain;
  return stream.isTTY === true && terminal !== 'dumb' ? coloured : plain;
}

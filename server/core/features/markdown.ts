/**
 * Markdown that nobody can smuggle anything into: what comes from a document passes through `escapeText` or `code`,
 * so that no policy can make a link, a command, an image or HTML in a hover.
 */

/** Text as text: every character that Markdown, its autolinks or HTML could read as markup is spelt harmlessly. */
export function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[<>&]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\\`*_[\]|~!@]/g, '\\$&')
    .replace(/:(?=\/)/g, '\\:')
    .replace(/www\./gi, (match) => `${match.slice(0, 3)}\\.`)
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** A code span, whatever backticks the text has. An empty text gives an empty string. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = /^[` ]|[` ]$/.test(line) ? ` ${line} ` : line;
  return `${fence}${padded}${fence}`;
}

/** A code block, whatever backticks the text has. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A link of ours: `href` is never the author's text. */
export function link(text: string, href: string): string {
  return `[${text}](${href})`;
}

/** Paragraphs that are there, with an empty line between them. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** Lines that belong together: a hard break after each. */
export function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  \n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** `a`, `b` and 3 more. */
export function enumerate(items: readonly string[], limit: number): string {
  const shown = items.slice(0, limit);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** `1 action`, `2 actions`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Hovers are for reading: longer texts of a document are cut. */
export function clip(text: string, limit = 200): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
}

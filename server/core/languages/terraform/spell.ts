/** Text as the content of a quoted string of HCL. */
export function escapeQuoted(text: string): string {
  return escapeHeredoc(text).replace(/["\\\n\r\t]/g, (char) => QUOTED[char] ?? char);
}

/** Text as the content of a heredoc: only what would start an expression or directive is escaped. */
export function escapeHeredoc(text: string): string {
  return text.replace(/[$%](?=\{)/g, (char) => char + char);
}

const QUOTED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

import type { Dialect, ElementFacts } from '../../dialects/dialect.ts';
import { code, link, paragraphs } from '../markdown.ts';

/** The name of an element or of a kind of principal. Our own text, so it is Markdown already. */
export function describeElement(
  dialect: Dialect,
  name: string,
  more: readonly (string | undefined)[] = [],
): string | undefined {
  const facts: ElementFacts | undefined = [...dialect.documentElements, ...dialect.statementElements].find(
    (one) => one.name === name,
  );
  if (facts === undefined) return undefined;
  return paragraphs([
    `**${code(name)}**`,
    facts.summary,
    ...more,
    link(`${dialect.cloud} reference`, facts.href),
  ]);
}

export function describePrincipalKind(dialect: Dialect, name: string): string | undefined {
  const facts = dialect.principalKinds.find((one) => one.name === name);
  if (facts === undefined) return undefined;
  return paragraphs([
    `**${code(name)}** · kind of principal`,
    facts.summary,
    `For example ${code(facts.example)}`,
  ]);
}

/** A value of `Version`. */
export function describeVersion(dialect: Dialect, value: string): string {
  const current = dialect.versions[0] ?? '';
  if (value === current && dialect.versions.length === 1) {
    return `**${code(value)}** · the version of the policy language, the only one there is`;
  }
  if (value === current) {
    return `**${code(value)}** · the current version of the policy language\n\nIt is the language’s date, not yours: leave it as it is when you change the policy.`;
  }
  if (dialect.versions.includes(value)) {
    return `**${code(value)}** · an old version of the policy language\n\nIt has no policy variables: ${code('${aws:username}')} is plain text there. ${code(current)} is current.`;
  }
  return `**${code(value)}** · no version of the policy language\n\nThere are ${dialect.versions.map(code).join(' and ')}.`;
}

import { allRules, type Rule } from '../../core/index.ts';
import { CommandError } from '../arguments.ts';
import type { Page } from '../pages.ts';

/** `policywright explain`: the page of a rule, which may be named by Access Analyzer's code too. */
export function explain(name: string, pageOf: Page): string {
  const rule = findRule(name);
  if (rule === undefined) throw new CommandError(`there is no rule "${name}"${hint(name)}`);
  const page = pageOf(rule.id);
  if (page === undefined) throw new CommandError(`the page of "${rule.id}" is missing`);
  return page.endsWith('\n') ? page : `${page}\n`;
}

function findRule(name: string): Rule | undefined {
  const id = name.toLowerCase().replaceAll('_', '-');
  return allRules.find((rule) => rule.id === id) ?? allRules.find(({ code }) => code === name.toUpperCase());
}

/** Rules whose names share a word with what was asked for. */
function hint(name: string): string {
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 3);
  const near = allRules.filter(({ id }) => words.some((word) => id.includes(word))).slice(0, 5);
  return near.length === 0
    ? ', see "policywright list-rules"'
    : `; near it: ${near.map(({ id }) => id).join(', ')}`;
}

/** `policywright list-rules`. */
export function listRules(format: 'text' | 'json'): string {
  const rules = allRules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (format === 'json') {
    const list = rules.map(({ id, code, severity, dialects, kinds, summary }) => {
      return { rule: id, code: code ?? null, severity, dialects, kinds: kinds ?? null, summary };
    });
    return `${JSON.stringify(list, undefined, 2)}\n`;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`)
    .join('');
}

import type { PolicyDocument, PolicyPath } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import { replaceText } from '../fixes.ts';
import type { RuleContext } from '../rule.ts';

/** Reports each Sid that an earlier statement has, letter case included. */
export function checkUniqueSids(policy: PolicyDocument, ctx: RuleContext, why: string): void {
  if (policy.statements.length < 2) return;
  const first = new Map<string, { readonly text: Text; readonly path: PolicyPath }>();
  let taken: Set<string> | undefined;
  for (const { sid } of policy.statements) {
    const text = sid?.value;
    const value = text?.value;
    if (sid === undefined || text === undefined || value === undefined || value === '') continue;
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, { text, path: sid.path });
      continue;
    }
    taken ??= sidsOf(policy);
    const name = take(value, taken);
    ctx.report({
      at: text.range,
      path: sid.path,
      message: `Another statement has the Sid "${value}", ${why}`,
      related: [{ at: earlier.text.range, path: earlier.path, message: `The first "${value}"` }],
      fixes: () => replaceText(ctx, text, name, 'safe'),
    });
  }
}

/**
 * Another name for every Sid that `better` changes, each different from all other Sids of the policy, so that the names
 * may be put in together. An empty name stays empty.
 */
export function betterSids(
  policy: PolicyDocument,
  better: (sid: string) => string,
): ReadonlyMap<Text, string> {
  const taken = sidsOf(policy);
  const names = new Map<Text, string>();
  for (const { sid } of policy.statements) {
    const text = sid?.value;
    if (text?.value === undefined) continue;
    const wanted = better(text.value);
    if (wanted !== text.value) names.set(text, wanted === '' ? '' : take(wanted, taken));
  }
  return names;
}

function sidsOf(policy: PolicyDocument): Set<string> {
  return new Set(policy.statements.map(({ sid }) => sid?.value?.value ?? ''));
}

/** The name itself, or with the first number behind it that nobody has; nobody else gets it after that. */
function take(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}

import type { PolicyDocument, Statement } from '../../policy/model.ts';

/** What the statement does, said or implied by its syntax. Undefined: not known, or none of the two. */
export function effectOf(statement: Statement, policy: PolicyDocument): 'Allow' | 'Deny' | undefined {
  if (statement.effect === undefined) return policy.implied.effect;
  const value = statement.effect.value?.value;
  return value === 'Allow' || value === 'Deny' ? value : undefined;
}

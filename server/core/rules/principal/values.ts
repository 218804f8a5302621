import type { PrincipalEntry, Statement } from '../../policy/model.ts';

/** The entries of one kind (`AWS`, `Service` …) of both `Principal` and `NotPrincipal`. */
export function entriesOf(statement: Statement): readonly PrincipalEntry[] {
  return [...(statement.principal?.value.entries ?? []), ...(statement.notPrincipal?.value.entries ?? [])];
}

/** A role or user by its unique ID, as IAM shows it when the entity is gone. */
export function isUniqueId(value: string, prefix: 'AROA' | 'AIDA'): boolean {
  return value.startsWith(prefix) && /^[A-Z0-9]{16,32}$/.test(value);
}

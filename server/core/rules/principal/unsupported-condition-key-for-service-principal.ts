import type { Statement } from '../../policy/model.ts';
import { isUnfinished } from '../condition/entries.ts';
import { renameKey } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';

/** `aws:PrincipalOrgID` for a service: an AWS service is in no organization, so the key is never there. */
export const unsupportedConditionKeyForServicePrincipal: Rule = {
  id: 'unsupported-condition-key-for-service-principal',
  code: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A service that calls for itself never has this condition key',
  check: {
    condition(element, ctx) {
      const { parsed, entry, statement } = element;
      const key = KEYS.find(({ name }) => sameKey(entry.name, name));
      if (key === undefined || parsed === undefined || parsed.family === 'Null') return;
      if (isUnfinished(entry.values)) return;
      // With these an absent key lets the request through, which may be meant.
      if (parsed.ifExists || parsed.negated || parsed.qualifier === 'ForAllValues') return;
      const service = onlyServices(statement);
      if (service === undefined) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        ...(key.certain === true ? {} : { severity: 'warning' }),
        message: `Calls that "${service}" makes for itself never have the key "${entry.name}", so the statement never counts; ${key.instead === undefined ? 'test "aws:SourceArn" or "aws:SourceAccount"' : `test "${key.instead}"`}`,
        fixes: () => rename(element, key.instead, ctx),
      });
    },
  },
};

interface PrincipalKey {
  readonly name: string;
  /** The key of the same kind about the resource that the service acts for. */
  readonly instead?: string;
  /** AWS gives it as an example; for the others it follows from what the key means. */
  readonly certain?: true;
}

const KEYS: readonly PrincipalKey[] = [
  { name: 'aws:PrincipalOrgID', instead: 'aws:SourceOrgID', certain: true },
  { name: 'aws:PrincipalOrgPaths', instead: 'aws:SourceOrgPaths' },
  { name: 'aws:PrincipalAccount', instead: 'aws:SourceAccount' },
  { name: 'aws:PrincipalArn' },
  { name: 'aws:PrincipalTag/' },
  { name: 'aws:username' },
];

function sameKey(written: string, name: string): boolean {
  const lower = written.toLowerCase();
  return name.endsWith('/') ? lower.startsWith(name.toLowerCase()) : lower === name.toLowerCase();
}

/** The first service, if the statement names services and nobody else. */
function onlyServices(statement: Statement): string | undefined {
  const principal = statement.principal?.value;
  if (principal === undefined || principal.bare !== undefined || principal.open.length > 0) return undefined;
  if (!principal.entries.every(({ kind, key }) => kind === 'Service' && key.value !== undefined))
    return undefined;
  return principal.entries[0]?.values.items[0]?.text.value;
}

function rename({ entry, operator }: ConditionElement, instead: string | undefined, ctx: RuleContext) {
  if (instead === undefined || operator.entries.some(({ name }) => sameKey(name, instead))) return [];
  return renameKey(ctx, entry.path, instead, 'review');
}

import { covers } from '../catalog/wildcard.ts';
import { NAMES as KIND_NAMES } from '../features/completion/skeletons.ts';
import type { PolicyDocument } from '../policy/model.ts';
import type { PolicyKind, PolicyUse } from '../policy/use.ts';
import type { Denied } from './message.ts';

/** Why an allow in a policy of this use would not help; undefined: it would, as far as the message tells. */
export function helps(
  { action, explicit, by }: Denied,
  { kind }: PolicyUse,
  document: PolicyDocument | undefined,
): string | undefined {
  if (explicit) {
    const here =
      document !== undefined && (by === undefined || by === kind) ? denying(document, action) : undefined;
    const where = here === undefined ? '' : `; this policy has such a deny in ${here}`;
    return `${by === undefined ? 'An explicit deny' : `An explicit deny in a ${NAMES[by]}`} forbids "${action}", and no allow outweighs it: a statement here would not help${where}`;
  }
  if (kind === 'rcp') return `A resource control policy only takes away: it cannot allow "${action}"`;
  if (by === undefined || by === kind || kind === 'unknown') return undefined;
  if (by === 'resource' && kind === 'trust' && action.startsWith('sts:')) return undefined;
  return `No ${NAMES[by]} allows "${action}", says the message, and this is ${kind === 'identity' ? 'an' : 'a'} ${NAMES[kind]}: a statement here would not help`;
}

/** The number of the statement that denies an action, as people count. */
function denying({ statements }: PolicyDocument, action: string): string | undefined {
  const index = statements.findIndex(
    ({ effect, action: list }) =>
      effect?.value?.value === 'Deny' &&
      list?.value.items.some(
        ({ text }) => text.value !== undefined && covers(text.value.toLowerCase(), action.toLowerCase()),
      ) === true,
  );
  return index < 0 ? undefined : `statement ${index + 1}`;
}

/** As the messages have them. */
const NAMES: Readonly<Record<PolicyKind, string>> = {
  ...KIND_NAMES,
  identity: 'identity-based policy',
  resource: 'resource-based policy',
};

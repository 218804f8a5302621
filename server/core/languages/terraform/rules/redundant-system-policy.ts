import { removeFromBody } from '../write/body.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { type RamAttachment, ramAttachments } from './ram-attachments.ts';
import { ramGroups } from './ram-groups.ts';

/** AliyunARMSFullAccess and AliyunARMSReadOnlyAccess for one user: the one includes the other. */
export const redundantSystemPolicy: ModuleRule = {
  id: 'redundant-system-policy',
  severity: 'warning',
  dialects: ['ram'],
  summary: 'A system policy is attached beside one that includes it',
  tags: ['unnecessary'],
  check: {},
  *checkFile(file, ctx) {
    const attachments = ramAttachments(ctx);
    for (const own of attachments) {
      if (own.file !== file || !own.isSystem || own.holder === undefined || own.policy === undefined)
        continue;
      const { holder, policy } = own;
      const widers = attachments.filter(
        (other) =>
          other.isSystem &&
          // What is limited to a group of resources does not cover the account.
          (other.group === undefined || other.group === own.group) &&
          ctx.catalog
            ?.of('ram')
            .managedPolicy(other.policy ?? '')
            ?.includes?.includes(policy) === true,
      );
      const same = widers.find((other) => other.holder === holder);
      const wider = same ?? widers.find((other) => isOfGroupOf(own, other, ctx));
      if (wider === undefined) continue;
      yield {
        at: own.at,
        path: [],
        ...(same === undefined ? { severity: 'info' } : {}),
        message:
          same === undefined
            ? `The user is in "${wider.holder}", and "${wider.policy}" of that group includes all that "${policy}" allows; the attachment to the user adds nothing while that is so`
            : `"${wider.policy}" of the same ${own.holderKind} includes all that "${policy}" allows, and Alibaba Cloud advises against attaching both; keep one of them`,
        related: [{ at: wider.at, uri: wider.file.source.uri, message: 'The policy that includes it' }],
        fixes: () =>
          own.isRound
            ? []
            : [
                {
                  title: `Remove the attachment of "${policy}"`,
                  applicability: 'review',
                  edits: removeFromBody(file.source.text, [own.block]),
                },
              ],
      };
    }
  },
};

/** Users have what their groups have. */
function isOfGroupOf(own: RamAttachment, other: RamAttachment, ctx: ModuleRuleContext): boolean {
  if (own.holderKind !== 'user' || other.holderKind !== 'group') return false;
  const { holder } = own;
  return holder !== undefined && other.holder !== undefined && ramGroups(ctx).holds(other.holder, holder);
}

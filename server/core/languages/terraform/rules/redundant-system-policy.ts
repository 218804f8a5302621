import { removeFromBody } from '../write/body.ts';
import type { ModuleRule } from './module-rule.ts';
import { ramAttachments } from './ram-attachments.ts';

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
      const { policy } = own;
      const wider = attachments.find(
        (other) =>
          other.isSystem &&
          other.holder === own.holder &&
          // What is limited to a group does not cover the account.
          (other.group === undefined || other.group === own.group) &&
          ctx.catalog
            ?.of('ram')
            .managedPolicy(other.policy ?? '')
            ?.includes?.includes(policy) === true,
      );
      if (wider === undefined) continue;
      yield {
        at: own.at,
        path: [],
        message: `"${wider.policy}" of the same ${own.holderKind} includes all that "${policy}" allows, and Alibaba Cloud advises against attaching both; keep one of them`,
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

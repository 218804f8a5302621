import { matches } from '../../../catalog/wildcard.ts';
import type { Fix } from '../../../rules/rule.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { type RamAttachment, ramAttachments } from './ram-attachments.ts';
import { ramGroups } from './ram-groups.ts';

/** AliyunARMSReadOnlyAccess in a resource group: without `arms:ReadTraceApp` the console shows no applications of the group. */
export const resourceGroupWithoutTraceApp: ModuleRule = {
  id: 'resource-group-without-trace-app',
  severity: 'info',
  dialects: ['ram'],
  summary: 'Read-only access to ARMS in a resource group lacks arms:ReadTraceApp',
  check: {},
  *checkFile(file, ctx) {
    const attachments = ramAttachments(ctx);
    for (const own of attachments) {
      if (own.file !== file || own.policy !== READ_ONLY || !own.isSystem || own.group === undefined) continue;
      const beside = attachments.filter(
        (other) =>
          other !== own &&
          mayBeOfSame(own, other, ctx) &&
          (other.group === undefined || other.group === own.group),
      );
      if (beside.some((other) => mayReadTraceApp(other, ctx))) continue;
      yield {
        at: own.at,
        path: [],
        message: `Limited to a resource group, "${READ_ONLY}" shows no applications there: it has no arms:Read*; attach a policy with "arms:ReadTraceApp" to the same group`,
        fixes: () => (own.isRound ? [] : addition(own)),
      };
    }
  },
};

/** Of the same user, or of a group that the user may be in. */
function mayBeOfSame(own: RamAttachment, other: RamAttachment, ctx: ModuleRuleContext): boolean {
  if (own.holder === undefined || other.holder === undefined || other.holder === own.holder) return true;
  if (own.holderKind !== 'user' || other.holderKind !== 'group') return false;
  return ramGroups(ctx).mayHold(other.holder, own.holder);
}

const READ_ONLY = 'AliyunARMSReadOnlyAccess';

/** Policies that nobody can see may have it. */
function mayReadTraceApp({ policy, own, isSystem }: RamAttachment, ctx: ModuleRuleContext): boolean {
  if (isSystem)
    return policy === 'AliyunARMSFullAccess' || policy === 'AdministratorAccess' || policy === undefined;
  if (own === undefined) return true;
  const documents = ctx.linked.found.policies.filter(
    ({ document, consumers }) => document.name === own || consumers.some(({ name }) => name === own),
  );
  if (documents.length === 0) return true;
  return documents.some(({ document }) =>
    document.open.length > 0
      ? true
      : document.statements.some(({ action, notAction }) => {
          if (notAction !== undefined || (action?.value.open.length ?? 0) > 0) return true;
          return (action?.value.items ?? []).some(
            ({ text }) => text.value === undefined || matches(text.value.toLowerCase(), 'arms:readtraceapp'),
          );
        }),
  );
}

/** A policy and its attachment, behind that of the read-only one. */
function addition({ block, file }: RamAttachment): readonly Fix[] {
  const name = block.labels[1]?.text ?? 'arms';
  const { text } = file.source;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const copied = block.body.attributes
    .filter(({ name: argument }) => argument !== 'policy_name' && argument !== 'policy_type')
    .map(({ range }) => `  ${text.slice(range.start, range.end)}`);
  const type = block.labels[0]?.text ?? '';
  const lines = [
    '',
    '',
    `resource "alicloud_ram_policy" "${name}_read_trace_app" {`,
    `  policy_name = "ReadTraceApp"`,
    '  policy_document = jsonencode({',
    '    Version = "1"',
    '    Statement = [{',
    '      Effect   = "Allow"',
    '      Action   = ["arms:ReadTraceApp"]',
    '      Resource = ["*"]',
    '    }]',
    '  })',
    '}',
    '',
    `resource "${type}" "${name}_read_trace_app" {`,
    `  policy_name = alicloud_ram_policy.${name}_read_trace_app.policy_name`,
    '  policy_type = "Custom"',
    ...copied,
    '}',
  ];
  const { end } = block.range;
  return [
    {
      title: 'Attach a policy with "arms:ReadTraceApp" too',
      applicability: 'review',
      edits: [{ range: { start: end, end }, newText: lines.join(eol) }],
    },
  ];
}

import { parseArn } from '../../catalog/arn.ts';
import { meets } from '../../catalog/wildcard.ts';
import type { Item } from '../../policy/model.ts';
import type { Reference } from '../../policy/text.ts';
import type { Attachment } from '../../policy/use.ts';
import { fix } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** The policy of one workspace that names another. */
export const resourceNotAttached: Rule = {
  id: 'resource-not-attached',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A resource policy names another resource than the one it sits on',
  check: {
    statement({ resource }, ctx) {
      const on = ctx.use.attachedTo;
      if (resource === undefined || on?.resources === undefined || on.target === undefined) return;
      const { items, open } = resource.value;
      const strict = CHECKED.has(on.service);
      const strays = items.filter((item) => isElsewhere(item, on));
      // Elsewhere a list may name the resources of several policies.
      if (!strict && (strays.length < items.length || open.length > 0)) return;
      for (const item of items)
        if (on.service === 'aps' && isPattern(item) && !strays.includes(item)) reportPattern(item, on, ctx);
      for (const item of strays) {
        ctx.report({
          at: item.text.range,
          path: item.path,
          ...(strict ? {} : { severity: 'warning' }),
          message: `This policy sits on ${nameOf(on)}, and this is another resource; ${strict ? `${on.service === 'aps' ? 'the service takes only' : 'the service refuses all but'} the ARN of the resource itself` : 'so the statement is about nothing'}`,
          fixes: () => fixesOf(item, on, ctx),
        });
      }
    },
  },
};

/** Services that compare `Resource` with what the policy is put on. Sources: Terraform's page on AMP resource policies; S3's API ("invalid resource"). */
const CHECKED: ReadonlySet<string> = new Set(['aps', 's3']);

/** Services whose resource policies Access Analyzer's rules judge, which look at no references. */
const ANALYZED: ReadonlySet<string> = new Set(['s3', 's3-object-lambda', 'dynamodb']);

/** The name of the workspace has a wildcard: another text than its ARN, whatever it would match. */
function isPattern({ text: { value } }: Item): boolean {
  const arn = value === undefined ? undefined : parseArn(value);
  return arn?.service.text === 'aps' && /^workspace\/.*[*?]/.test(arn.resource.text);
}

function reportPattern(item: Item, on: Attachment, ctx: RuleContext): void {
  ctx.report({
    at: item.text.range,
    path: item.path,
    severity: 'warning',
    message: `"${item.text.value}" is a pattern, and "Resource" must be the ARN of the workspace that the policy sits on, ${nameOf(on)}`,
    fixes: () => fixesOf(item, on, ctx),
  });
}

/** Certainly neither the resource nor, where the service has that, something below it. */
function isElsewhere({ text }: Item, on: Attachment): boolean {
  const [first] = text.pieces;
  if (first?.kind === 'hole') {
    const { reference, shape } = first;
    if (reference?.attribute === undefined || on.target === undefined || 'arn' in on.target) return false;
    if (reference.target === on.target.target || reference.target.startsWith('data.')) return false;
    if (typeOf(reference) === typeOf(on.target)) return true;
    // In other policies unsupported-resource-policy-resource judges what is of another type.
    const service =
      shape === undefined || !ANALYZED.has(on.service) ? undefined : parseArn(shape)?.service.text;
    return service !== undefined && /^[a-z]/.test(service) && service !== on.service;
  }
  const { value } = text;
  if (value === undefined || value.includes('${') || on.target === undefined || !('arn' in on.target))
    return false;
  const { arn } = on.target;
  // An ARN of another type is for unsupported-resource-policy-resource to judge.
  if (!arnsMeet(value, `${arn.replace(/(?<![^:/])[^:/]*$/, '')}*`)) return false;
  const below = on.resources === 'own and below' ? [`${arn}/*`, `${arn}:*`] : [];
  return ![arn, ...below].some((one) => arnsMeet(value, one));
}

/** Whether one ARN can fit both. A wildcard stays in its field here: nobody means a partition with a bucket in it. */
function arnsMeet(a: string, b: string): boolean {
  const left = parseArn(a);
  const right = parseArn(b);
  if (left === undefined || right === undefined) return true;
  return FIELDS.every((field) => meets(left[field].text, right[field].text));
}

const FIELDS = ['partition', 'service', 'region', 'account', 'resource'] as const;

function typeOf({ target }: Reference): string {
  return target.slice(0, target.lastIndexOf('.'));
}

function nameOf({ target }: Attachment): string {
  if (target === undefined) return 'another resource';
  return 'arn' in target ? `"${target.arn}"` : `"${target.target}"`;
}

function fixesOf({ text }: Item, { target }: Attachment, ctx: RuleContext): readonly Fix[] {
  if (target === undefined || text.pieces.length > 1) return [];
  if ('arn' in target) {
    const arn = filledFrom(target.arn, text.value ?? '');
    return arn === undefined ? [] : fix(`Replace by "${arn}"`, 'review', ctx.policy.write.text(text, arn));
  }
  if (target.attribute === undefined) return [];
  const edits = ctx.policy.write.refer?.(text, target) ?? [];
  return fix(`Replace by ${target.target}.${target.attribute}`, 'review', edits);
}

/** The ARN of the resource, with what is not known of it, Region and account, as the author has it. */
function filledFrom(own: string, written: string): string | undefined {
  const left = parseArn(own);
  const right = parseArn(written);
  if (left === undefined || right === undefined) return undefined;
  const fields = FIELDS.map((field) => (left[field].text === '*' ? right[field].text : left[field].text));
  const arn = ['arn', ...fields].join(':');
  return arn.includes('*') || left.resource.text.includes('*') ? undefined : arn;
}

import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Item } from '../../policy/model.ts';
import { own } from '../../text/own.ts';
import { replaceText } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { knownValues } from './entries.ts';

/** A value of `aws:CalledVia` or `kms:ViaService` that no service ever has. */
export const invalidServicePrincipalFormat: Rule = {
  id: 'invalid-service-principal-format',
  code: 'INVALID_SERVICE_PRINCIPAL_FORMAT',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A condition value is not of the form that service principals have there',
  check: {
    condition(element, ctx) {
      const form = own(FORMS, element.entry.name.toLowerCase());
      if (form === undefined || element.parsed?.family !== 'String') return;
      for (const { item, value } of knownValues(element.entry.values.items)) {
        if (value.includes('${') || hasWildcard(value) || form.fits(value, ctx)) continue;
        report(element, item, value, form, ctx);
      }
    },
  },
};

interface Form {
  readonly shape: string;
  fits(value: string, ctx: RuleContext): boolean;
  repair(value: string, wild: boolean): string;
}

function report(element: ConditionElement, item: Item, value: string, form: Form, ctx: RuleContext): void {
  const repaired = form.repair(value, element.parsed?.wild === true);
  const meant =
    repaired !== value && form.fits(repaired.replace('.*.', '.us-east-1.'), ctx) ? repaired : undefined;
  const labels = form === calledVia && severalLabels(value, ctx);
  ctx.report({
    at: item.text.range,
    path: item.path,
    // Such principals exist, and AWS's validator takes exception to them all the same.
    ...(labels ? { severity: 'warning' } : {}),
    message: labels
      ? `AWS's validator takes only principals of one label under "${element.entry.name}", such as "athena.amazonaws.com", and "${value}" has several; make sure that requests carry it`
      : `"${value}" is no value of "${element.entry.name}", which has the form ${form.shape}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    fixes: () => (meant === undefined ? [] : replaceText(ctx, item.text, meant, 'review')),
  });
}

const calledVia: Form = {
  shape: 'service.amazonaws.com, in lower case and with a single label before the suffix',
  fits: (value, ctx) => /^[a-z0-9-]+$/.test(labelOf(value, ctx) ?? ''),
  repair: (value) => withSuffix(value.toLowerCase()),
};

const viaService: Form = {
  shape: 'service.region.amazonaws.com',
  fits: (value, ctx) => /^[a-z0-9-]+\.[a-z]{2,4}(-[a-z]+)+-\d+$/.test(labelOf(value, ctx) ?? ''),
  repair: (value, wild) => {
    const lower = withSuffix(value.toLowerCase());
    return wild ? lower.replace(/^([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/, '$1.*.amazonaws.com$2') : lower;
  },
};

/** Keys whose values AWS is known to check; others, such as `iam:PassedToService`, take principals of any form. */
const FORMS: Readonly<Record<string, Form>> = {
  'aws:calledvia': calledVia,
  'aws:calledviafirst': calledVia,
  'aws:calledvialast': calledVia,
  'kms:viaservice': viaService,
};

function severalLabels(value: string, ctx: RuleContext): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(labelOf(value, ctx) ?? '');
}

/** What stands before the suffix of a partition. */
function labelOf(value: string, ctx: RuleContext): string | undefined {
  const suffixes = [
    'amazonaws.com',
    'amazon.com',
    ...ctx.catalog.partitions.map(({ dnsSuffix }) => dnsSuffix),
  ];
  const suffix = suffixes.find((each) => value.endsWith(`.${each}`));
  return suffix === undefined ? undefined : value.slice(0, -suffix.length - 1);
}

function withSuffix(value: string): string {
  return value.includes('.') ? value : `${value}.amazonaws.com`;
}

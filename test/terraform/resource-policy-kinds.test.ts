import { describe, expect, test } from 'vitest';
import type { ResourcePolicyKind } from '../../server/core/catalog/resource-policies.ts';
import type { PolicyAttribute } from '../../server/core/catalog/terraform.ts';
import { catalog } from '../pages/catalog.ts';
import { analyzeModule } from './module.ts';

/** Every resource policy that Terraform knows by its target: a module made from the facts, right and with one thing wrong. */
interface Case {
  readonly kind: ResourcePolicyKind;
  readonly type: string;
  readonly facts: PolicyAttribute;
}

const CASES: readonly Case[] = catalog()
  .resourcePolicies.kinds.filter(({ kind, terraform }) => kind === undefined && terraform !== undefined)
  .flatMap((kind) => {
    const type = kind.terraform ?? '';
    const facts = catalog()
      .terraform.attributes('resource', type)
      .find(
        ({ attachedBy, attribute, kindFrom }) =>
          attachedBy !== undefined && !attribute.includes('.') && kindFrom === undefined,
      );
    const wanted = kind.types.map((each) => each.toLowerCase());
    const fits = wanted.includes(facts?.attachedBy?.resourceType?.toLowerCase() ?? '');
    return facts === undefined || !fits ? [] : [{ kind, type, facts }];
  });

const OWN = [
  'unsupported-resource-policy-action',
  'unsupported-resource-policy-resource',
  'resource-not-attached',
  'unsupported-action-in-policy',
  'unsupported-resource-arn-in-policy',
  'principal-that-never-counts',
];

function actionsOf({ kind }: Case): readonly string[] {
  const type = kind.types[0]?.toLowerCase();
  const all = catalog().service(kind.services?.[0] ?? kind.service)?.actions ?? [];
  const of = all.filter(({ resourceTypes }) =>
    resourceTypes.some((each) => each.type.name.toLowerCase() === type),
  );
  return (kind.actions ?? of.slice(0, 2).map(({ fullName }) => fullName)).slice(0, 5);
}

interface Change {
  readonly actions?: readonly string[];
  /** An expression; absent: what the kind wants. */
  readonly resource?: string;
}

/** The policy in a data source, attached to one of two resources of the type. */
function moduleOf(one: Case, change: Change = {}): string {
  const { kind, type, facts } = one;
  const {
    argument,
    target = '',
    targetAttribute = 'id',
    targetArnAttribute = 'arn',
  } = facts.attachedBy ?? {};
  const own = `${target}.mine.${targetArnAttribute}`;
  const resource = change.resource ?? (kind.resource === 'star' ? '"*"' : own);
  const service = kind.principals?.includes('AWS') === false;
  const self = argument === undefined;
  return `
resource "${target}" "mine" {
  ${self ? `${facts.attribute} = data.aws_iam_policy_document.share.json` : ''}
}

resource "${target}" "other" {}

data "aws_iam_policy_document" "share" {
  statement {
    actions = [${(change.actions ?? actionsOf(one)).map((name) => `"${name}"`).join(', ')}]
    ${kind.resource === 'absent' && change.resource === undefined ? '' : `resources = [${resource}]`}
    principals {
      type        = "${service ? 'Service' : 'AWS'}"
      identifiers = ["${service ? 'events.amazonaws.com' : 'arn:aws:iam::444455556666:root'}"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
  }
}
${
  self
    ? ''
    : `
resource "${type}" "share" {
  ${argument} = ${target}.mine.${targetAttribute}
  ${facts.attribute} = data.aws_iam_policy_document.share.json
}`
}
`;
}

function said(text: string): readonly string[] {
  return analyzeModule(text)
    .findings.filter(({ rule, severity }) => OWN.includes(rule) && severity !== 'hint')
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

describe.each(CASES.map((one) => [`${one.type} on ${one.facts.attachedBy?.target}`, one] as const))(
  '%s',
  (_, one) => {
    const { kind, facts } = one;
    const { target = '', targetArnAttribute } = facts.attachedBy ?? {};
    const own = facts.docResource === 'own' || facts.docResource === 'own and below';

    test('is quiet for the resource it sits on', () => {
      expect(said(moduleOf(one)).filter((line) => !line.startsWith('info'))).toEqual([]);
    });

    test('knows an action of another service', () => {
      if (kind.services === undefined || kind.certainty === 'low') return;
      const foreign = kind.services.includes('s3') ? 'sqs:SendMessage' : 's3:GetObject';
      const found = said(moduleOf(one, { actions: [...actionsOf(one), foreign] }));
      expect(found.some((line) => /unsupported-(resource-policy-action|action-in-policy)/.test(line))).toBe(
        true,
      );
    });

    test('compares references', () => {
      if (!own || targetArnAttribute === undefined || kind.resource === 'any') return;
      const other = said(moduleOf(one, { resource: `${target}.other.${targetArnAttribute}` }));
      expect(other.some((line) => line.endsWith('resource-not-attached'))).toBe(true);
    });

    test('knows the type of a reference and of a literal', () => {
      const wrongs = ['aws_iam_group.team.arn', '"arn:aws:iam::111122223333:group/team"'];
      for (const resource of wrongs) {
        const found = said(moduleOf(one, { resource }));
        const known = kind.arns !== undefined || kind.resource === 'absent' || kind.services?.length === 1;
        if (known && kind.certainty !== 'low')
          expect(
            found.some((line) =>
              /unsupported-resource-(policy-resource|arn-in-policy)|resource-not-attached/.test(line),
            ),
            resource,
          ).toBe(true);
      }
    });

    test('leaves alone what nobody can see', () => {
      for (const resource of [
        'each.value',
        'var.arn',
        '"${var.arn}:*"',
        'local.unknown',
        `${target}.mine[0].${targetArnAttribute ?? 'arn'}`,
      ]) {
        if (kind.resource === 'absent') continue;
        expect(
          said(moduleOf(one, { resource })).filter((line) => !line.startsWith('info')),
          resource,
        ).toEqual([]);
      }
    });
  },
);

test('Terraform knows many of them', () => {
  expect(CASES.length).toBeGreaterThan(30);
});

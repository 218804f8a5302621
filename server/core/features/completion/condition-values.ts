import type { ConditionKeyType } from '../../catalog/catalog.ts';
import type { OperatorFamily, ParsedOperator } from '../../rules/rule.ts';
import { type ValueFacts, valueFactsOf } from '../condition-values.ts';
import type { Place } from '../place.ts';
import { actionsOf, resourceTypesOf } from '../statement-actions.ts';
import { workspaceArns } from '../workspace-arns.ts';
import { completeArnSegment } from './arn-segments.ts';
import { arnTemplate } from './arn-template.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { valueReferences } from './module-references.ts';
import { servicePrincipals } from './principals.ts';
import type { Stop, Template } from './spelling.ts';
import { templateItem } from './template-item.ts';
import { completeVariableName, variableItems } from './variables.ts';

/** Values of a condition key. */
export function completeConditionValues(place: Place, operatorName: string, keyName: string): CompletionList {
  const operator = place.dialect.parseOperator(operatorName);
  const family = operator?.family;
  const textual = family === undefined || family === 'String' || family === 'ARN';
  const variable = textual ? completeVariableName(place) : undefined;
  if (variable !== undefined) return variable;
  const type = place.catalog.conditionKey(keyName)?.type;
  const items =
    type === 'ARN' && place.cursor.before.startsWith('arn:')
      ? arnItems(place)
      : [
          ...valueReferences(place, keyName),
          ...known(place, keyName),
          ...ofType(place, operator, type),
          ...(textual ? variableItems(place) : []),
        ];
  return { range: place.cursor.replace, items: distinct(items, place), incomplete: false };
}

function known(place: Place, keyName: string): readonly CompletionItem[] {
  const facts = valueFactsOf(keyName.toLowerCase());
  if (facts === undefined) return [];
  return templatesOf(place, facts).map(({ template, detail }, index) =>
    templateItem(place, template, detail, `0${String(index).padStart(4, '0')}`, 'value'),
  );
}

interface Value {
  readonly template: Template;
  readonly detail: string;
}

function templatesOf(place: Place, facts: ValueFacts): readonly Value[] {
  if ('values' in facts) return facts.values.map((value) => ({ template: [value], detail: '' }));
  if ('form' in facts) return [{ template: formOf(facts.form), detail: 'form' }];
  const workspace = workspaceArns(place.engine, place.project, place.dialect.name);
  const seen = (words: readonly string[]) =>
    words.map((word): Value => ({ template: [word], detail: 'in this workspace' }));
  switch (facts.source) {
    case 'account':
      return workspace.accounts.length > 0
        ? seen(workspace.accounts)
        : [{ template: [{ stop: 1, text: '111122223333' }], detail: 'account ID, twelve digits' }];
    case 'region':
      return [
        ...seen(workspace.regions),
        ...place.catalog.partitions.flatMap(({ name, regions }) =>
          regions.map((region) => ({ template: [region], detail: name })),
        ),
      ];
    case 'service-principal':
      return servicePrincipals(place).map(({ name, seen: used }) => ({
        template: [name],
        detail: used ? 'in this workspace' : '',
      }));
    case 'principal-arn':
      return [
        ...seen((workspace.arns.get('iam') ?? []).filter((arn) => /:(role|user)\//.test(arn))),
        {
          template: [
            `arn:${workspace.partitions[0] ?? 'aws'}:iam::`,
            { stop: 1, text: workspace.accounts[0] ?? '111122223333' },
            ':role/',
            { stop: 2, text: 'RoleName' },
          ],
          detail: 'a role',
        },
      ];
    case 'managed-policy':
      return [
        {
          template: ['arn:aws:iam::aws:policy/', { stop: 1 }],
          detail: 'a policy that AWS manages',
        },
      ];
  }
}

/** Odd places are stops. */
function formOf(parts: readonly string[]): Template {
  return parts
    .map((part, index): string | Stop => (index % 2 === 0 ? part : { stop: (index + 1) / 2, text: part }))
    .filter((part) => part !== '');
}

/** What any key of the type takes. Without a known key the operator tells the type. */
function ofType(
  place: Place,
  operator: ParsedOperator | undefined,
  type: ConditionKeyType | undefined,
): readonly CompletionItem[] {
  const family: OperatorFamily | undefined =
    operator?.family === 'Null' ? 'Bool' : (type ?? operator?.family);
  switch (family) {
    case 'Bool':
      return booleans(place, operator?.family === 'Null');
    case 'IPAddress':
      return ADDRESSES.map(({ value, detail }, index) =>
        templateItem(place, [{ stop: 1, text: value }], detail, `1${index}`, 'value'),
      );
    case 'Date':
      return [
        templateItem(place, [{ stop: 1, text: '2026-12-31T23:59:59Z' }], 'date and time, UTC', '10', 'value'),
        templateItem(place, [{ stop: 1, text: '1798761599' }], 'seconds since 1970', '11', 'value'),
      ];
    case 'ARN':
      return arnItems(place);
    default:
      return [];
  }
}

const ADDRESSES = [
  { value: '203.0.113.0/24', detail: '256 addresses' },
  { value: '203.0.113.7/32', detail: 'one address' },
  { value: '2001:db8:1234:5678::/64', detail: 'IPv6' },
];

function booleans({ cursor }: Place, isNull: boolean): readonly CompletionItem[] {
  const details = isNull
    ? { true: 'the key is absent', false: 'the key is present' }
    : { true: undefined, false: undefined };
  return (['true', 'false'] as const).map((value) => {
    const detail = details[value];
    return {
      label: value,
      kind: 'value',
      newText: cursor.spell(value),
      sortText: value === 'true' ? '00' : '01',
      ...(detail === undefined ? {} : { detail }),
    };
  });
}

/** Segment by segment once `arn:` is typed; before that ARNs of the workspace and of the statement's resource types. */
function arnItems(place: Place): readonly CompletionItem[] {
  const { catalog, statement, cursor } = place;
  const workspace = workspaceArns(place.engine, place.project, place.dialect.name);
  const used = resourceTypesOf(actionsOf(catalog, statement).actions);
  if (cursor.before.startsWith('arn:')) return completeArnSegment(place, workspace, used);
  const seen = [...workspace.arns.values()]
    .flat()
    .slice(0, 50)
    .map((arn) => templateItem(place, [arn], 'in this workspace', `4${arn}`, 'resource'));
  const general = arnTemplate(
    'arn:${Partition}:${service}:${Region}:${Account}:${resource}',
    workspace,
    catalog,
  );
  return [...seen, templateItem(place, general.template, 'ARN', '5', 'resource')];
}

/** Once each, and not those that the list has already. */
function distinct(items: readonly CompletionItem[], place: Place): readonly CompletionItem[] {
  const { spot, statement, cursor } = place;
  const present = new Set<string>();
  if (spot.at === 'condition-value') {
    const operator = statement?.condition?.value.operators.find(({ name }) => name === spot.operator);
    const entry = operator?.entries.find(({ name }) => name === spot.key);
    for (const { text } of entry?.values.items ?? []) {
      const here = text.range.start <= cursor.offset && cursor.offset <= text.range.end;
      if (!here && text.value !== undefined) present.add(text.value);
    }
  }
  return items.filter(({ label }) => {
    if (present.has(label)) return false;
    present.add(label);
    return true;
  });
}

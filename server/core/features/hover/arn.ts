import { type Arn, parseArn } from '../../catalog/arn.ts';
import type { Action, Catalog, ResourceType } from '../../catalog/catalog.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import { clip, code, enumerate, escapeText, list, paragraphs } from '../markdown.ts';
import { guideLink, pages } from '../reference.ts';
import { resourceTypesOf } from '../statement-actions.ts';

/** A resource as a policy writes it: its parts, its types, and the actions of the statement that take it. */
export function describeResource(
  catalog: Catalog,
  value: string,
  actions: readonly Action[],
): string | undefined {
  if (value === '*') return describeEverything(actions);
  const arn = parseArn(value);
  return arn === undefined ? undefined : describeArn(catalog, value, arn, actions);
}

function describeEverything(actions: readonly Action[]): string {
  const alone = actions.filter(
    ({ resourceTypes, resourcesUnknown }) => resourceTypes.length === 0 && resourcesUnknown !== true,
  );
  const forms = resourceTypesOf(actions).flatMap(({ type }) => type.arns);
  return paragraphs([
    `**${code('*')}** · every resource of every service`,
    alone.length === 0
      ? undefined
      : `${enumerate(
          alone.map(({ fullName }) => code(fullName)),
          6,
        )} ${alone.length === 1 ? 'takes' : 'take'} nothing else.`,
    forms.length === 0
      ? undefined
      : `The other actions can be narrowed to ARNs:\n\n${list(bounded([...new Set(forms)].map(code), 6))}`,
  ]);
}

function bounded(items: readonly string[], limit: number): readonly string[] {
  return items.length <= limit ? items : [...items.slice(0, limit), `and ${items.length - limit} more`];
}

function describeArn(catalog: Catalog, value: string, arn: Arn, actions: readonly Action[]): string {
  const types = catalog.resourceTypesOf(value);
  return paragraphs([
    `**${code(clip(value))}**`,
    list(parts(catalog, arn, types)),
    serviceLinked(arn),
    usage(types, actions),
    guideLink(catalog, 'How ARNs are made', pages.arn),
  ]);
}

function parts(catalog: Catalog, arn: Arn, types: readonly ResourceType[]): readonly string[] {
  const { partition, service, region, account, resource } = arn;
  const partitionName = catalog.partitions.find(({ id }) => id === partition.text)?.name;
  const names = [...new Set(types.map(({ name }) => name))];
  const type =
    names.length === 0
      ? 'of no type that the reference lists'
      : `${names.length === 1 ? 'type' : 'fits the types'} ${enumerate(names.map(escapeText), 6)}`;
  return [
    ...(catalog.partitions.length === 0
      ? []
      : [part('Partition', partition.text, partitionName, 'every partition')]),
    part('Service', service.text, catalog.service(service.text)?.name, 'every service'),
    part(
      'Region',
      region.text,
      catalog.partitionOfRegion(region.text) === undefined
        ? undefined
        : `of ${catalog.partitionOfRegion(region.text)?.name}`,
      'every Region',
      'no Region in these ARNs',
    ),
    part('Account', account.text, accountNote(account.text), 'every account', 'no account in these ARNs'),
    `Resource ${code(clip(resource.text))}: ${hasWildcard(resource.text) ? 'a pattern, ' : ''}${type}`,
  ];
}

function part(
  name: string,
  text: string,
  meaning: string | undefined,
  every: string,
  none = 'missing',
): string {
  if (text === '') return `${name}: ${none}`;
  if (text === '*') return `${name} ${code(text)}: ${every}`;
  return `${name} ${code(clip(text, 80))}${meaning === undefined ? '' : `: ${escapeText(meaning)}`}`;
}

function accountNote(account: string): string | undefined {
  return account === 'aws' ? 'kept by AWS' : undefined;
}

/** A path that only services may use. */
function serviceLinked(arn: Arn): string | undefined {
  if (!/^role\/aws-service-role\//.test(arn.resource.text)) return undefined;
  return 'A service-linked role: it belongs to the service. You can see its permissions but not edit them.';
}

/** Which actions of the statement mean such a resource; the others go unanswered. */
export function usage(types: readonly ResourceType[], actions: readonly Action[]): string | undefined {
  if (types.length === 0 || actions.length === 0) return undefined;
  const wanted = new Set(types.map(({ service, name }) => `${service} ${name}`));
  const takes = ({ resourceTypes }: Action) =>
    resourceTypes.some(({ type }) => wanted.has(`${type.service} ${type.name}`));
  const users = actions.filter(takes).map(({ fullName }) => code(fullName));
  const others = actions.filter((action) => !takes(action));
  const alone = others.filter(
    ({ resourceTypes, resourcesUnknown }) => resourceTypes.length === 0 && resourcesUnknown !== true,
  );
  const more = others.length - alone.length;
  return paragraphs([
    users.length === 0
      ? 'No action of this statement takes such a resource.'
      : `Taken by ${enumerate(users, 8)} of this statement`,
    alone.length === 0
      ? undefined
      : `Not by ${enumerate(
          alone.map(({ fullName }) => code(fullName)),
          6,
        )}: only ${code('*')} works there`,
    more === 0 || users.length === 0
      ? undefined
      : `${more} other ${more === 1 ? 'action takes' : 'actions take'} resources of other types`,
  ]);
}

/** A resource type by the service that lists it. */
export function describeResourceType(catalog: Catalog, service: string, name: string): string | undefined {
  const found = catalog.service(service);
  const type = found?.resourceTypes.find((one) => one.name === name);
  if (found === undefined || type === undefined) return undefined;
  const users = found.actions.filter(({ resourceTypes }) =>
    resourceTypes.some((one) => one.type.name === name),
  );
  return paragraphs([
    `**${escapeText(name)}** · resource type of ${escapeText(found.name)}`,
    list(type.arns.map(code)),
    `Taken by ${enumerate(
      users.map((action) => code(action.fullName)),
      10,
    )}`,
  ]);
}

import type { Action } from '../../catalog/catalog.ts';
import { enumerate } from '../markdown.ts';
import type { Place } from '../place.ts';
import { actionsOf, resourceTypesOf, type UsedType } from '../statement-actions.ts';
import { type WorkspaceArns, workspaceArns } from '../workspace-arns.ts';
import { completeArnSegment } from './arn-segments.ts';
import { arnTemplate } from './arn-template.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { resourceReferences } from './module-references.ts';
import { spellTemplate } from './spelling.ts';
import { completeVariableName } from './variables.ts';

/** An item of `Resource` or `NotResource`: what exactly this statement's actions take. */
export function completeResources(place: Place): CompletionList {
  const variable = completeVariableName(place);
  if (variable !== undefined) return variable;
  const { cursor, catalog, statement } = place;
  const { actions, open } = actionsOf(catalog, statement);
  const known = workspaceArns(place.engine, place.project, place.dialect.name);
  const references = resourceReferences(place, actions);
  const whole = [...everything(place, actions, open), ...templates(place, actions, known)];
  if (!cursor.before.startsWith(`${place.dialect.arn.prefix}:`))
    return list(place, [...references, ...whole, ...seenArns(place, actions, known)]);
  const segment = completeArnSegment(place, known, resourceTypesOf(actions));
  const fitting = whole.filter(
    ({ label }) => label.startsWith(cursor.before) && cursor.before.length < label.length,
  );
  return list(place, [...segment, ...fitting.map((item) => ({ ...item, range: cursor.replace }))]);
}

function list({ cursor }: Place, items: readonly CompletionItem[]): CompletionList {
  return { range: cursor.replace, items, incomplete: false, topic: 'arn' };
}

/** `*`: first where an action takes nothing else, last where every action takes ARNs. */
function everything(place: Place, actions: readonly Action[], open: boolean): readonly CompletionItem[] {
  const alone = actions
    .filter(({ resourceTypes, resourcesUnknown }) => resourceTypes.length === 0 && resourcesUnknown !== true)
    .map(({ name }) => name);
  const detail =
    alone.length > 0
      ? `the only form that ${enumerate(alone, 2)} ${alone.length === 1 ? 'takes' : 'take'}`
      : meansItself(place)
        ? 'the resource that the policy sits on'
        : 'every resource';
  const first = alone.length > 0 || meansItself(place) || (open && actions.length === 0);
  return [
    {
      label: '*',
      kind: 'value',
      detail,
      newText: place.cursor.spell('*'),
      sortText: first ? '0' : '8',
      topic: 'arn',
    },
  ];
}

/** Policies of keys and OAM sinks say `*` for the resource they sit on. */
function meansItself({ use, catalog }: Place): boolean {
  if (use.kind !== 'resource' || use.attachedTo === undefined) return false;
  const kinds = catalog.resourcePolicies.of(use.attachedTo);
  return kinds.length > 0 && kinds.every(({ resource }) => resource === 'star');
}

function templates(
  place: Place,
  actions: readonly Action[],
  known: WorkspaceArns,
): readonly CompletionItem[] {
  const used = resourceTypesOf(actions);
  const seen = new Set<string>();
  return used.slice(0, MAX_TYPES).flatMap((one, index) =>
    one.type.arns.flatMap((arn): readonly CompletionItem[] => {
      const { template, label } = arnTemplate(arn, known, place.catalog);
      if (seen.has(label)) return [];
      seen.add(label);
      return [
        {
          label,
          kind: 'resource',
          detail: detailOf(one, actions.length),
          newText: spellTemplate(place.cursor, template),
          snippet: true,
          sortText: `1${String(index).padStart(3, '0')}`,
          topic: `resource-type ${one.type.service} ${one.type.name}`,
        },
      ];
    }),
  );
}

/** `ec2:*` takes more types than anyone reads; the most used come first. */
const MAX_TYPES = 150;

function detailOf({ type, uses }: UsedType, actions: number): string {
  if (actions < 2) return type.name;
  return uses.length === actions
    ? `${type.name}, all actions`
    : `${type.name}, ${uses.length} of ${actions} actions`;
}

/** Resources that other statements and documents of the workspace name, for the same services. */
function seenArns(place: Place, actions: readonly Action[], known: WorkspaceArns): readonly CompletionItem[] {
  const { statement, cursor } = place;
  const present = new Set(
    [...(statement?.resource?.value.items ?? []), ...(statement?.notResource?.value.items ?? [])].map(
      ({ text }) => text.value,
    ),
  );
  const services = new Set(actions.map(({ service }) => service));
  return [...services].flatMap((service) =>
    (known.arns.get(service) ?? [])
      .filter((arn) => !present.has(arn))
      .slice(0, MAX_SEEN)
      .map(
        (arn): CompletionItem => ({
          label: arn,
          kind: 'resource',
          detail: 'in this workspace',
          newText: cursor.spell(arn),
          sortText: `5${arn}`,
        }),
      ),
  );
}

const MAX_SEEN = 20;

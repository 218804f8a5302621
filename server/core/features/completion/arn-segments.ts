import { parseArn } from '../../catalog/arn.ts';
import type { ResourceType } from '../../catalog/catalog.ts';
import type { Place } from '../place.ts';
import type { UsedType } from '../statement-actions.ts';
import type { WorkspaceArns } from '../workspace-arns.ts';
import { arnTemplate } from './arn-template.ts';
import type { CompletionItem } from './list.ts';
import { partAtCursor, plainText, spellTemplate, type Template } from './spelling.ts';

/** The one segment of a half-typed ARN at the cursor. `arn:aws:` and the first four end with a colon that comes along. */
export function completeArnSegment(
  place: Place,
  known: WorkspaceArns,
  used: readonly UsedType[],
): readonly CompletionItem[] {
  const { before } = place.cursor;
  const { fields } = place.dialect.arn;
  // Without a partition the fields behind it come one earlier.
  const missing = 6 - fields;
  const segments = splitSegments(before, fields);
  const typed = segments.at(-1) ?? '';
  const spelled = speller(place, typed, segments.length < fields);
  const [partition = '', service = '', region = ''] =
    missing === 0 ? segments.slice(1) : ['', ...segments.slice(1)];
  switch (segments.length + missing) {
    case 2:
      return spelled(partitions(place, known));
    case 3:
      return spelled(serviceSegments(place, used));
    case 4:
      return spelled(regions(place, known, partition, formsOf(place, service, used)));
    case 5:
      return spelled(accounts(place, known, formsOf(place, service, used), region));
    case 6:
      return spelled(resourceParts(place, known, formsOf(place, service, used)));
    default:
      return [];
  }
}

interface Suggestion {
  readonly template: Template;
  readonly label: string;
  readonly detail?: string;
  readonly kind?: CompletionItem['kind'];
}

/** `arn:aws:s3:::bucket/a:b` has six segments, however many colons the last one holds. */
function splitSegments(text: string, fields: number): readonly string[] {
  const parts = text.split(':');
  const before = fields - 1;
  return parts.length <= fields ? parts : [...parts.slice(0, before), parts.slice(before).join(':')];
}

function speller(place: Place, typed: string, colonFollows: boolean) {
  const { cursor } = place;
  const part = partAtCursor(cursor, typed.length, colonFollows ? ':' : '');
  const next = part === undefined ? '' : textAt(place, part.end);
  const colon = colonFollows && next !== ':';
  const base = cursor.before.slice(0, cursor.before.length - typed.length);
  return (suggestions: readonly Suggestion[]): readonly CompletionItem[] =>
    suggestions.map(({ template, label, detail, kind }, index) => {
      const ended: Template = colon ? [...template, ':'] : template;
      const hasStops = template.some((one) => typeof one !== 'string');
      const newText =
        part === undefined
          ? spellTemplate(cursor, [base, ...ended])
          : spellTemplate({ ...cursor, spell: (inside) => inside }, ended);
      return {
        label,
        kind: kind ?? 'segment',
        newText,
        snippet: true,
        sortText: `0${String(index).padStart(4, '0')}`,
        filterText: part === undefined ? base + plainText(template) : plainText(template) || label,
        ...(part === undefined ? {} : { range: part }),
        ...(detail === undefined ? {} : { detail }),
        ...(colonFollows || !hasStops ? { retrigger: true as const } : {}),
      };
    });
}

function textAt({ project, uri }: Place, offset: number): string {
  return project.sources.get(uri)?.text[offset] ?? '';
}

const plain = (label: string, detail?: string): Suggestion => ({
  template: [label],
  label,
  ...(detail === undefined ? {} : { detail }),
});

function unique(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}

function partitions({ catalog }: Place, known: WorkspaceArns): readonly Suggestion[] {
  const names = new Map(catalog.partitions.map(({ id, name }) => [id, name]));
  return unique([...known.partitions, ...names.keys()]).map((id) => plain(id, names.get(id)));
}

function serviceSegments({ catalog }: Place, used: readonly UsedType[]): readonly Suggestion[] {
  const wanted = used.flatMap(({ type }) => type.arns.map((arn) => parseArn(arn)?.service.text ?? ''));
  const all = catalog.services
    .filter(({ resourceTypes }) => resourceTypes.length > 0)
    .map(({ prefix }) => prefix);
  return unique([...wanted, ...all])
    .filter((prefix) => prefix !== '' && !prefix.includes('$'))
    .map((prefix) => plain(prefix, catalog.service(prefix)?.name));
}

/** A format of an ARN of the service. */
interface Form {
  readonly arn: string;
  readonly type: ResourceType;
  /** An action of the statement takes the type. */
  readonly used: boolean;
}

/** Every known format, those of the statement's actions first. */
function formsOf({ catalog }: Place, service: string, used: readonly UsedType[]): readonly Form[] {
  const seen = new Set<string>();
  const collect = (types: readonly ResourceType[], wanted: boolean) =>
    types.flatMap((type) =>
      type.arns.flatMap((arn): readonly Form[] => {
        if (seen.has(arn) || parseArn(arn)?.service.text !== service) return [];
        seen.add(arn);
        return [{ arn, type, used: wanted }];
      }),
    );
  return [
    ...collect(
      used.map(({ type }) => type),
      true,
    ),
    ...collect(catalog.service(service)?.resourceTypes ?? [], false),
  ];
}

/** Whether a segment is empty in the formats that count, those of the statement's actions if there are any: S3's buckets have no Region. */
function emptiness(forms: readonly Form[], segment: 'region' | 'account'): 'always' | 'sometimes' | 'never' {
  const own = forms.filter(({ used }) => used);
  const empty = (own.length > 0 ? own : forms).map(({ arn }) => parseArn(arn)?.[segment].text === '');
  if (!empty.includes(true)) return 'never';
  return empty.includes(false) ? 'sometimes' : 'always';
}

const nothing = (what: string): Suggestion => ({ template: [''], label: `no ${what}` });

function regions(
  { catalog }: Place,
  known: WorkspaceArns,
  partition: string,
  forms: readonly Form[],
): readonly Suggestion[] {
  const empty = emptiness(forms, 'region');
  if (empty === 'always') return [nothing('Region')];
  const all = catalog.partitions.find(({ id }) => id === partition)?.regions ?? [];
  const seen = known.regions.filter((region) => all.length === 0 || all.includes(region));
  return [
    ...seen.map((region) => plain(region, 'in this workspace')),
    ...(empty === 'sometimes' ? [nothing('Region')] : []),
    plain('*', 'every Region'),
    ...all.filter((region) => !seen.includes(region)).map((region) => plain(region)),
  ];
}

function accounts(
  { dialect }: Place,
  known: WorkspaceArns,
  forms: readonly Form[],
  region: string,
): readonly Suggestion[] {
  const empty = emptiness(forms, 'account');
  if (empty === 'always') return [nothing('account')];
  const placeholder: Suggestion = {
    template: [{ stop: 1, text: dialect.account.example }],
    label: 'account ID',
    detail: dialect.account.form,
  };
  const managed = region === '' && forms.some(({ arn }) => arn.includes(':iam:'));
  return [
    ...known.accounts.map((account) => plain(account, 'in this workspace')),
    ...(empty === 'sometimes' ? [nothing('account')] : []),
    plain('*', 'every account'),
    placeholder,
    ...(managed ? [plain('aws', 'policies that AWS manages')] : []),
  ];
}

function resourceParts(
  { catalog }: Place,
  known: WorkspaceArns,
  forms: readonly Form[],
): readonly Suggestion[] {
  const parts = forms.map(({ arn, type }): Suggestion => {
    const { template, label } = arnTemplate(parseArn(arn)?.resource.text ?? '', known, catalog);
    return { template, label, detail: type.name, kind: 'resource' };
  });
  const distinct = parts.filter(
    ({ label }, index) => parts.findIndex((other) => other.label === label) === index,
  );
  return [...distinct, plain('*', 'every resource of the service')];
}

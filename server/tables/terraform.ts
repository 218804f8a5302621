import type { TerraformArnRow, TerraformTable } from '../core/catalog/tables.ts';
import { tableFormat } from '../core/catalog/tables.ts';
import type {
  ArgumentTarget,
  AttachTarget,
  ElementArguments,
  ForeignAttribute,
  ForeignGrammar,
  PolicyAttribute,
  PolicyReference,
  StatementArguments,
  ValueKind,
  ValueShape,
} from '../core/catalog/terraform.ts';
import { POLICY_KINDS, type PolicyKind } from '../core/policy/use.ts';
import { compare, readJson } from './sources.ts';

/** The hand-kept facts in `folder`. Throws where a row has a kind nobody knows: better no table than a wrong one. */
export function compileTerraform(folder: string): TerraformTable {
  const attributes = readJson<AttributeRow[]>(folder, 'policy-attributes.json').filter(
    ({ computed }) => computed !== true,
  );
  const [policies, others] = [attributes.filter(isPolicy), attributes.filter((row) => !isPolicy(row))];
  return {
    format: tableFormat,
    attributes: byBlock(policies, attributeOf),
    foreign: byBlock(others, foreignOf),
    references: byBlock(readJson<ReferenceRow[]>(folder, 'policy-references.json'), referenceOf),
    statements: Object.fromEntries(
      readJson<StatementRow[]>(folder, 'statement-arguments.json').map((row) => [
        keyOf(row),
        statementOf(row),
      ]),
    ),
    arns: readJson<ArnRow[]>(folder, 'arns.json').flatMap(arnOf).toSorted(byName),
    values: Object.fromEntries(
      readJson<ValueRow[]>(folder, 'values.json').map((row) => [
        `${row.type}.${row.attribute}`,
        shapeOf(row),
      ]),
    ),
  };
}

interface Row {
  readonly block: string;
  readonly type: string;
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

interface AttributeRow extends Row, Omit<PolicyAttribute, 'kind' | 'attachedBy' | 'required'> {
  readonly kind: string;
  readonly grammar?: 'iam' | ForeignGrammar;
  readonly computed?: boolean;
  readonly required: boolean;
  readonly attachedBy: AttachedRow | null;
}

interface AttachedRow extends Nullable<AttachTarget> {
  readonly argument: string | null;
  readonly alternatives?: readonly Nullable<AttachTarget>[];
  readonly alsoNeeds?: readonly string[];
}

interface ReferenceRow extends Row, Pick<PolicyReference, 'attribute' | 'form' | 'note'> {
  readonly makesKind: string;
  readonly principal?: Nullable<ArgumentTarget> | { readonly self: true };
}

interface StatementRow extends Row, Omit<StatementArguments, 'block'> {
  readonly statementBlock?: string;
  readonly elements: Readonly<Record<string, ElementArguments>>;
}

interface ArnRow {
  readonly type: string;
  readonly attribute: string;
  readonly service: string;
  readonly resourceType: string | null;
  readonly arn: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly alternatives?: readonly {
    readonly service: string;
    readonly resourceType: string | null;
    readonly arn: string;
  }[];
  readonly dataSource?: boolean;
  readonly suffix?: string;
  readonly below?: string;
}

interface ValueRow {
  readonly type: string;
  readonly attribute: string;
  readonly kind: ValueKind;
  readonly pattern: string;
  readonly note?: string;
}

function isPolicy({ grammar }: AttributeRow): boolean {
  return grammar === undefined || grammar === 'iam';
}

function keyOf({ block, type }: Row): string {
  return `${block} ${type}`;
}

function byBlock<R extends Row, T>(rows: readonly R[], convert: (row: R) => T): Record<string, T[]> {
  const table: Record<string, T[]> = {};
  for (const row of rows) {
    table[keyOf(row)] ??= [];
    table[keyOf(row)]?.push(convert(row));
  }
  return table;
}

function attributeOf(row: AttributeRow): PolicyAttribute {
  const { attribute, service, kindFrom, kindBy, list, allowedActions, policyServiceFrom } = row;
  const { accountScopedWhen, limits, docResource, note } = row;
  return present({
    attribute,
    kind: kindOf(row.kind, row.kindFrom),
    kindFrom,
    service,
    attachedBy: row.attachedBy === null ? undefined : attachedByOf(row.attachedBy),
    kindBy,
    list,
    required: row.required ? (true as const) : undefined,
    allowedActions,
    policyServiceFrom,
    accountScopedWhen,
    limits,
    docResource,
    note,
  });
}

/** A registry's policy is a resource policy on the account's registry. */
function kindOf(written: string, kindFrom: string | undefined): PolicyKind {
  if (kindFrom === 'consumer') return 'unknown';
  const kind = POLICY_KINDS.find((known) => known === (written === 'registry' ? 'resource' : written));
  if (kind === undefined) throw new Error(`Unknown kind of policy: ${written}`);
  return kind;
}

function attachedByOf({
  argument,
  alternatives,
  alsoNeeds,
  ...target
}: AttachedRow): PolicyAttribute['attachedBy'] {
  return present({
    argument: argument ?? undefined,
    ...targetOf(target),
    alternatives: alternatives?.map(targetOf),
    alsoNeeds,
  });
}

function targetOf(row: Nullable<AttachTarget>): AttachTarget {
  const { target, targetAttribute } = row;
  if (target === null || targetAttribute === null) throw new Error('A policy is attached to an unnamed type');
  return present({
    target,
    targetAttribute,
    targetArnAttribute: row.targetArnAttribute ?? undefined,
    resourceType: row.resourceType ?? undefined,
    service: row.service ?? undefined,
  });
}

function foreignOf({ attribute, service, grammar, note }: AttributeRow): ForeignAttribute {
  if (grammar === undefined || grammar === 'iam') throw new Error(`${attribute} takes policies`);
  return present({ attribute, service, grammar, note });
}

function referenceOf({ attribute, form, makesKind, principal, note }: ReferenceRow): PolicyReference {
  const kind = makesKind === 'not-iam' ? undefined : kindOf(makesKind, undefined);
  return present({ attribute, form, kind, principal: principalOf(principal), note });
}

function principalOf(row: ReferenceRow['principal']): PolicyReference['principal'] {
  if (row === undefined) return undefined;
  if ('self' in row) return 'self';
  const { argument, target, targetAttribute } = row;
  if (argument === null || target === null || targetAttribute === null) return undefined;
  return { argument, target, targetAttribute };
}

function statementOf({
  statementBlock,
  effect,
  elements,
  conditions,
  note,
}: StatementRow): StatementArguments {
  return present({ block: statementBlock, effect, elements, conditions, note });
}

/** An ARN that nobody is sure about is an unknown one. */
function arnOf(row: ArnRow): TerraformArnRow[] {
  if (row.confidence === 'low') return [];
  const arns = [row, ...(row.alternatives ?? [])];
  const compiled: TerraformArnRow = present({
    t: row.type,
    a: row.attribute,
    p: arns.map(({ service, resourceType, arn }) => [service, resourceType ?? '', arn] as const),
    d: row.dataSource === true ? (1 as const) : undefined,
    s: row.suffix,
    b: row.below,
  });
  return [compiled];
}

function byName(a: TerraformArnRow, b: TerraformArnRow): number {
  return compare(a.t, b.t) || compare(a.a, b.a);
}

function shapeOf({ kind, pattern, note }: ValueRow): ValueShape {
  return present({ kind, pattern, note });
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without what is undefined. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Present<T>;
}

import type { Limits } from './catalog.ts';
import type { ResourcePolicyRows } from './resource-policies.ts';
import type {
  ForeignAttribute,
  PolicyAttribute,
  PolicyReference,
  StatementArguments,
  ValueShape,
} from './terraform.ts';

/**
 * The compiled tables: what `server/tables` writes at build time and this folder decodes.
 * Every table is one JSON text with its format version; a table of another version counts as absent.
 */
export type TableName =
  | 'shape'
  | 'facts'
  | 'prose'
  | 'policies'
  | 'policy-documents'
  | 'policy-history'
  | 'terraform'
  | 'resource-policies'
  | 'ram';

/**
 * The JSON text of a table, or undefined where the host does not have it (yet). Called at most once per table and
 * answer; an absent `prose`, `policies` … table means "nothing is known", never an error.
 */
export type TableLoader = (name: TableName) => string | undefined;

/** Raised with every change of the table formats below. */
export const tableFormat = 1;

export interface ShapeTable {
  readonly format: number;
  /** The day of today's data. */
  readonly date: string;
  /** The days of all data versions, oldest first; the last one is `date`. */
  readonly snapshots: readonly string[];
  /** Names of condition keys and dependent actions, referred to by index. */
  readonly strings: readonly string[];
  /** Sets of strings, as indices into `strings`; the first set is empty. */
  readonly sets: readonly (readonly number[])[];
  /** Sorted by prefix, retired ones included. */
  readonly services: readonly ServiceRow[];
}

export interface ServiceRow {
  /** Prefix and name. */
  readonly p: string;
  readonly n: string;
  /** Action names, sorted, joined by blanks: today's first, then the retired ones. */
  readonly a: string;
  /** How many of them are retired, absent for none. */
  readonly o?: number;
  /** Per action, the index of its shape in `s`. */
  readonly x: readonly number[];
  /** Shapes: access level, key set, set of dependent actions, then per resource: type, 1 if required, key set, dependents. */
  readonly s: readonly (readonly number[])[];
  /** Resource types, sorted by name: name, key set, ARN patterns. */
  readonly t: readonly TypeRow[];
  /** How many of the types, at the end, belong to retired actions only. */
  readonly u?: number;
  /** Condition keys: pairs of string index and type code (see `conditionKeyTypes`; plus 8 if multivalued). */
  readonly k: readonly number[];
  /** First seen: pairs of action index and snapshot index. Always there: not listed. */
  readonly f?: readonly number[];
  /** Retired since: pairs of action index and snapshot index. */
  readonly g?: readonly number[];
  /** Retired service: index of the first snapshot without it. */
  readonly r?: number;
  /** The service has more actions than are listed. */
  readonly l?: 1;
  /** Per action, the first letter of how certain its facts are; absent: all are documented. */
  readonly c?: string;
  /** Indices of actions that are on their way out, and what replaces them. */
  readonly d?: readonly number[];
  readonly i?: string;
  /** Indices of actions whose resource types are not known. */
  readonly w?: readonly number[];
}

export type TypeRow = readonly [name: string, keySet: number, ...arns: string[]];

/** Position = access level code in a shape. */
export const accessLevels = [
  'List',
  'Read',
  'Write',
  'Tagging',
  'Permissions management',
  'Unknown',
] as const;

/** Position = type code of a condition key. */
export const conditionKeyTypes = ['String', 'ARN', 'Numeric', 'Date', 'Bool', 'IPAddress', 'Binary'] as const;

/** Reference texts. A leading `~` stands for `Grants permission to `. */
export interface ProseTable {
  readonly format: number;
  readonly date: string;
  /** By service prefix: texts of the actions, in the order of `ServiceRow.a`, then of the condition keys, of `ServiceRow.k`. */
  readonly services: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export interface FactsTable {
  readonly format: number;
  readonly date: string;
  readonly globalKeys: readonly GlobalKeyRow[];
  readonly partitions: readonly PartitionRow[];
  readonly principals: readonly PrincipalRow[];
  /** Claims that the keys of every OpenID Connect provider have: `sub`. */
  readonly federationKeys: readonly { readonly name: string; readonly multivalued: boolean }[];
  readonly rcpServices: readonly string[];
  readonly endedServices?: readonly EndedServiceRow[];
  /** Prefixes of condition keys that are no service, with the services that use them: `saml` → `sts`. */
  readonly keyPrefixes: Readonly<Record<string, readonly string[]>>;
}

/** A service that AWS no longer supports though its reference still lists it. */
export interface EndedServiceRow {
  readonly prefix: string;
  /** The last day of support, `2025-09-12`. */
  readonly ended: string;
}

export interface GlobalKeyRow {
  readonly key: string;
  readonly type: (typeof conditionKeyTypes)[number];
  readonly multivalued: boolean;
  readonly group: string;
  readonly present: string;
  readonly sensitive?: boolean;
  readonly note: string;
  readonly supportedServices?: readonly string[];
}

export interface PartitionRow {
  readonly id: string;
  readonly name: string;
  readonly dnsSuffix: string;
  readonly regions: readonly string[];
}

export interface PrincipalRow {
  /** `ec2.amazonaws.com`. */
  readonly name: string;
  readonly source: 'documented' | 'managed-policies' | 'known';
  /** A Region may stand before the suffix: `logs.eu-west-1.amazonaws.com`. */
  readonly regional?: boolean;
}

export interface PoliciesTable {
  readonly format: number;
  /** The day of the newest change in the data. */
  readonly date: string;
  /** ARN paths below `policy/`, referred to by index; the first is empty. */
  readonly paths: readonly string[];
  /** Sorted by name. Name, path, version numbers, days of the versions (days since 1970), oldest version first. */
  readonly policies: readonly (readonly [
    name: string,
    path: number,
    versions: readonly number[],
    days: readonly number[],
  ])[];
  /** Per policy, the fingerprints of its versions' statements, oldest first, joined by blanks. */
  readonly prints?: readonly string[];
  /** What versions that are no longer in force do, see `actionsPrintOf`; to the base of 36, joined by blanks. */
  readonly formerActions?: string;
  /** Policies that AWS has withdrawn, without documents. */
  readonly former: readonly FormerPolicyRow[];
}

export interface FormerPolicyRow {
  readonly name: string;
  /** `service-role/`. */
  readonly path: string;
  readonly since: string;
  /** The name of the policy to use instead. */
  readonly successor: string;
}

export interface PolicyDocumentsTable {
  readonly format: number;
  /** Minified documents of the newest version, in the order of `PoliciesTable.policies`. */
  readonly documents: readonly string[];
}

export interface PolicyHistoryTable {
  readonly format: number;
  /** Fragments of documents, referred to by index. */
  readonly strings: readonly string[];
  /**
   * Per policy, per older version (newest first), how its document comes from that of the next newer version, both cut
   * by `cutDocument`: a number n ≥ 0 copies n fragments, taken from where the last copy ended unless a negative number
   * -1 - p moved that place to p; `[i, …]` inserts strings.
   */
  readonly policies: readonly (readonly PolicyDelta[])[];
}

export type PolicyDelta = readonly (number | readonly number[])[];

/** What Terraform's providers do with policies. Keys are `resource aws_iam_role`. */
export interface TerraformTable {
  readonly format: number;
  readonly attributes: Readonly<Record<string, readonly PolicyAttribute[]>>;
  readonly foreign: Readonly<Record<string, readonly ForeignAttribute[]>>;
  readonly references: Readonly<Record<string, readonly PolicyReference[]>>;
  readonly statements: Readonly<Record<string, StatementArguments>>;
  /** Sorted by type and attribute. */
  readonly arns: readonly TerraformArnRow[];
  /** Keys are `data.aws_region.name`. */
  readonly values: Readonly<Record<string, ValueShape>>;
}

/** Alibaba Cloud: the same tables as AWS has, smaller, in one. */
export interface RamTable {
  readonly format: number;
  /** The month of the facts, `2026-04`. */
  readonly date: string;
  readonly shape: ShapeTable;
  readonly prose: ProseTable;
  readonly facts: FactsTable;
  /** System policies, sorted by name. */
  readonly policies: readonly SystemPolicyRow[];
  readonly limits: Limits;
}

export interface SystemPolicyRow {
  readonly name: string;
  /** `v16` and the day it came, where they are known. */
  readonly version?: string;
  readonly date?: string;
  /** Whoever has it can do anything, or can give it to himself. */
  readonly risk?: 'high';
  /** Names of others that it is said to include. */
  readonly includes?: readonly string[];
  readonly summary: string;
  /** Absent: only its existence is known. */
  readonly document?: object;
  /** The document has more than is known. */
  readonly partial?: boolean;
  /** How certain the document is. */
  readonly certainty: 'documented' | 'seen' | 'inferred';
}

/** What services take as policies that sit on resources. */
export interface ResourcePoliciesTable extends ResourcePolicyRows {
  readonly format: number;
}

export interface TerraformArnRow {
  /** Type and attribute. */
  readonly t: string;
  readonly a: string;
  /** What it may hold, the usual one first: service, resource type (empty for none that IAM knows), pattern. */
  readonly p: readonly (readonly [service: string, resourceType: string, arn: string])[];
  /** The data source of that name has the attribute too. */
  readonly d?: 1;
  /** What a policy must append; what it appends, by convention, for everything below the resource. */
  readonly s?: string;
  readonly b?: string;
}

/** A minified JSON document in fragments: cut behind every comma, bracket and brace that a quote or brace follows. */
export function cutDocument(document: string): string[] {
  return document.split(/(?<=[,[{])(?=["{])/);
}

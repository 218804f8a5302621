/** What IAM's elements are called in a document's block. */
export const DOCUMENT_NAMES: Readonly<Record<string, string>> = {
  Version: 'version',
  Id: 'policy_id',
  Statement: 'statement',
};

/** What IAM's elements are called in a `statement` block. */
export const STATEMENT_NAMES: Readonly<Record<string, string>> = {
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
  Principal: 'principals',
  NotPrincipal: 'not_principals',
  Condition: 'condition',
};

/** Arguments and blocks of a `statement` block in the order of the documentation. */
export const STATEMENT_MEMBERS: readonly string[] = Object.values(STATEMENT_NAMES);

/** IAM's elements by the arguments that say them: not by blocks. */
export const ELEMENT_OF_ARGUMENT: Readonly<Record<string, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
};

/** Arguments by which a document takes in others; the last two are those of providers before version 5. */
export const MERGING: readonly string[] = [
  'source_policy_documents',
  'override_policy_documents',
  'source_json',
  'override_json',
];

/** Elements that are nested blocks, and so may stand there several times. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set([
  'Statement',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** Elements that are lists of strings even when they have one. */
export const LIST_ELEMENTS: ReadonlySet<string> = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

/** Arguments in which the provider turns `&{` into IAM's `${`. */
export const VARIABLE_ARGUMENTS: ReadonlySet<string> = new Set([
  'resources',
  'not_resources',
  'identifiers',
  'values',
]);

/** IAM's name of an argument or block of a `statement`; undefined for what a statement does not have. */
export function elementOf(names: Readonly<Record<string, string>>, argument: string): string | undefined {
  return Object.keys(names).find((name) => names[name] === argument);
}

/** The order in which people write the elements, in JSON's names. */
export const STATEMENT_ORDER: readonly string[] = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

export const DOCUMENT_ORDER: readonly string[] = ['Version', 'Id', 'Statement'];

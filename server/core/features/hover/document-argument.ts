import { own } from '../../text/own.ts';
import { code, paragraphs } from '../markdown.ts';

/** The data sources that put a document together from blocks. */
export const DOCUMENT_TYPES = /^aws_iam_policy_documents?$/;

/** An argument of a document's block that is no element of IAM's, by its path; undefined for the others. */
export function describeDocumentArgument(path: string): string | undefined {
  const text = own(ARGUMENTS, path.replace(/^statement\.not_/, 'statement.'));
  return text === undefined ? undefined : paragraphs([`**${code(path.split('.').at(-1) ?? '')}**`, text]);
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  source_policy_documents:
    'JSON of documents that this one starts from, in their order. A statement below with the same `sid` takes the place of theirs as a whole; those without a `sid` all stay. No `sid` may come twice among them.',
  override_policy_documents:
    'JSON of documents that are laid over this one, in their order. A statement of theirs with the `sid` of one here takes its place as a whole; the last one wins. Those without a `sid` are added.',
  max_policy_size:
    'How many bytes of JSON one document may have. The statements are packed into as many documents as that takes.',
  'statement.principals.type':
    'What the identifiers are: `AWS` (accounts, roles, users), `Service`, `Federated`, `CanonicalUser`, or `*` for everybody. The provider takes any word here; AWS does not.',
  'statement.principals.identifiers':
    'Who is meant, in the form that `type` says. Blocks of one type add up. `*` alone with `type = "*"` becomes `"Principal": "*"`, which role trust policies refuse; with `type = "AWS"` it becomes `{ "AWS": "*" }`. `&{…}` is written as IAM’s `${…}`.',
  'statement.condition.test':
    'The condition’s operator, `StringEquals` and the like. Blocks with the same operator and key add to one list of values.',
  'statement.condition.variable':
    'The condition key whose value in the request is compared: `aws:PrincipalOrgID`, `s3:prefix`. Written as it is: `&{…}` means nothing here.',
  'statement.condition.values':
    'What the key’s value is compared to. One that fits is enough; all `condition` blocks of the statement must hold. Numbers and `true` become strings. `&{…}` is written as IAM’s `${…}`.',
};

/** What a document's block makes of an element, by the name that it has there. */
export function documentNote(argument: string): string | undefined {
  return own(NOTES, argument);
}

const AMPERSAND =
  'A set: order and repetition do not count. `&{aws:username}` is written as IAM’s `${aws:username}`.';
const SET = 'A set: order and repetition do not count. `&{…}` stays as it is here.';
const PRINCIPALS =
  'A block with `type` and `identifiers`, as often as there are kinds of principals. Blocks of one type add up.';

const NOTES: Readonly<Record<string, string>> = {
  version: 'Without it the provider writes `2012-10-17`. Of merged documents the newest version counts.',
  policy_id: 'A name for the document. Of merged documents the last one that has it wins.',
  statement:
    'One block for each statement, in their order. A `sid` must not come twice, and replaces the statement of that `sid` in `source_policy_documents`.',
  sid: 'Left out when it is empty. Statements of merged documents replace each other by it.',
  effect: 'Without it the provider writes `Allow`. Only `Allow` and `Deny` in this spelling are taken.',
  actions: SET,
  not_actions: SET,
  resources: AMPERSAND,
  not_resources: AMPERSAND,
  principals: PRINCIPALS,
  not_principals: PRINCIPALS,
  condition:
    'A block with `test`, `variable` and `values`. All blocks must hold; of the values of one, any. Blocks with the same `test` and `variable` add up.',
};

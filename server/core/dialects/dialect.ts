import type { DialectName, StatementElement } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import type { OperatorFamily, ParsedOperator } from '../rules/rule.ts';

/** What one policy language is made of. Rules and features ask it instead of naming a cloud. */
export interface Dialect {
  readonly name: DialectName;
  /** Who speaks it and which of its services takes policies, for messages: `AWS`, `IAM`. */
  readonly cloud: string;
  readonly service: string;
  readonly arn: ArnForm;
  readonly account: AccountForm;
  /** What the keys begin with that every service may send: `aws`. */
  readonly keyPrefix: string;
  /** The kind of principal that stands for accounts, users and roles: `AWS`. */
  readonly ownPrincipal: string;
  /** Whether `${…}` in values is filled in by the cloud. */
  readonly variables: boolean;
  /** The same as `parseOperator` knows: whether operators take `ForAnyValue:` and `ForAllValues:`, and `IfExists`. */
  readonly qualifiers: boolean;
  /** Kinds of policies whose services name principals as they like: lists, account numbers. */
  readonly ownPrincipals: ReadonlySet<PolicyKind>;
  /** The kind that a principal without one must be of, told by its value. */
  principalKindOf(value: string): string | undefined;
  /** Elements that the language does not have, but of which that is an inference. */
  readonly doubtful: ReadonlySet<string>;
  /** How things that authors bring along from the other cloud are said here. */
  readonly foreign: Foreign;
  /** Newest first. */
  readonly versions: readonly string[];
  readonly documentElements: readonly ElementFacts[];
  readonly statementElements: readonly ElementFacts[];
  readonly operators: readonly OperatorFacts[];
  readonly principalKinds: readonly PrincipalKindFacts[];
  /** Why an operator that does not exist here is refused, where more can be said than that, and how sure that is. */
  refusedOperator?(name: string): RefusedOperator | undefined;
  /** Splits qualifier and `IfExists` off and looks the base up, without case. Undefined: no such operator. */
  parseOperator(name: string): ParsedOperator | undefined;
  /** Whether a kind of policy takes, needs or refuses an element of a statement. */
  element(kind: PolicyKind, name: StatementElement): 'required' | 'optional' | 'refused' | 'unknown';
}

/** The ID of an account. */
export interface AccountForm {
  readonly example: string;
  readonly digits: number;
  /** The same in words: `twelve digits`. */
  readonly form: string;
  /** An account as a principal. */
  readonly principal: string;
}

export interface ArnForm {
  /** `arn`. */
  readonly prefix: string;
  /** How many colon-separated fields there are; the last one has all further colons. */
  readonly fields: number;
  /** The fields' names. */
  readonly form: string;
  /** Services that have policies of their own, with ARNs of another form. */
  readonly exceptions?: ReadonlySet<string>;
}

/** What is known of the other cloud, to tell authors what they brought along and how to say it here. */
export interface Foreign {
  readonly cloud: string;
  /** Versions of the other language. */
  readonly versions: readonly string[];
  readonly arnPrefix: string;
  readonly keyPrefix: string;
  readonly principal: string;
  /** What names of services that act for an account end with: `.amazonaws.com`. */
  readonly serviceSuffix: string;
  /** Condition keys in lower case; what stands behind a slash, a tag key, stays. */
  readonly keys: Readonly<Record<string, string>>;
  /** Operators in lower case. */
  readonly operators: Readonly<Record<string, string>>;
  /** The ARN that says the same here; undefined where nobody can tell. */
  arn(arn: string): string | undefined;
}

export interface ElementFacts {
  readonly name: string;
  /** One or two sentences in our own words: the hover and the completion's documentation. */
  readonly summary: string;
  readonly href: string;
}

export interface OperatorFacts {
  readonly name: string;
  readonly family: OperatorFamily;
  readonly negated: boolean;
  readonly wild: boolean;
  readonly summary: string;
  /** A value that shows the form. */
  readonly example: string;
}

export interface RefusedOperator {
  readonly why: string;
  /** What to write instead; undefined where nothing says the same. */
  readonly instead: string | undefined;
  readonly severity: 'error' | 'warning';
}

export interface PrincipalKindFacts {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
}

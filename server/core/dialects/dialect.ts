import type { DialectName, StatementElement } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import type { OperatorFamily, ParsedOperator } from '../rules/rule.ts';

/** What one policy language is made of. Rules and features ask it instead of naming a cloud. */
export interface Dialect {
  readonly name: DialectName;
  /** Newest first. */
  readonly versions: readonly string[];
  readonly documentElements: readonly ElementFacts[];
  readonly statementElements: readonly ElementFacts[];
  readonly operators: readonly OperatorFacts[];
  readonly principalKinds: readonly PrincipalKindFacts[];
  /** Splits qualifier and `IfExists` off and looks the base up, without case. Undefined: no such operator. */
  parseOperator(name: string): ParsedOperator | undefined;
  /** Whether a kind of policy takes, needs or refuses an element of a statement. */
  element(kind: PolicyKind, name: StatementElement): 'required' | 'optional' | 'refused' | 'unknown';
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

export interface PrincipalKindFacts {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
}

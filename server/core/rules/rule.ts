import type { Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type {
  ConditionEntry,
  ConditionOperator,
  DialectName,
  Field,
  Item,
  List,
  PolicyDocument,
  PolicyPath,
  Principal,
  PrincipalEntry,
  Statement,
} from '../policy/model.ts';
import type { PolicyKind, PolicyUse } from '../policy/use.ts';
import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';

export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * A rule is a value that does not know who runs it. The driver walks each policy once and calls the checks a rule has.
 * Its page is `docs/rules/<id>.md`; the examples there are its tests.
 */
export interface Rule {
  /** Kebab-case; an Access Analyzer check keeps its name: `redundant-action`. */
  readonly id: string;
  /** Access Analyzer's issue code, for rules that mirror one of its checks. */
  readonly code?: string;
  readonly severity: Severity;
  /** The element the rule judges: where its file stands and how lists of rules are grouped. */
  readonly dialects: readonly DialectName[];
  /** Absent: every kind, `unknown` included. A rule that needs a kind never runs on `unknown`. */
  readonly kinds?: readonly PolicyKind[];
  /**
   * Whether the rule reports an element of `Resource` or a condition depends on nothing but its own text, the kind of the
   * policy and the catalog: neither on what stands around it nor on the version. What was fine once is not judged again.
   */
  readonly textual?: true;
  /** One line for lists: sentence case, no full stop. */
  readonly summary: string;
  /** The finding marks text that does nothing, or a name that is on its way out. */
  readonly tags?: readonly FindingTag[];
  readonly check: Checks;
}

export type FindingTag = 'unnecessary' | 'deprecated';

/** The places a rule can look at. Each is called for every such place of a policy, in the author's order. */
export interface Checks {
  document?(policy: PolicyDocument, ctx: RuleContext): void;
  statement?(statement: Statement, ctx: RuleContext): void;
  /** Each element of `Action` and `NotAction`. */
  action?(element: ListElement, ctx: RuleContext): void;
  /** Each element of `Resource` and `NotResource`. */
  resource?(element: ListElement, ctx: RuleContext): void;
  /** Each value of `Principal` and `NotPrincipal`, the bare string included. */
  principal?(element: PrincipalElement, ctx: RuleContext): void;
  operator?(element: OperatorElement, ctx: RuleContext): void;
  /** Each condition key with its values. */
  condition?(element: ConditionElement, ctx: RuleContext): void;
}

export interface ListElement {
  readonly statement: Statement;
  readonly field: Field<List>;
  /** `NotAction`, `NotResource`. */
  readonly negated: boolean;
  readonly item: Item;
  /** Of the item in `field.value.items`. */
  readonly index: number;
  /** The text when it has no holes. */
  readonly value: string | undefined;
}

export interface PrincipalElement {
  readonly statement: Statement;
  readonly field: Field<Principal>;
  /** `NotPrincipal`. */
  readonly negated: boolean;
  /** Absent for the bare string. */
  readonly entry: PrincipalEntry | undefined;
  readonly item: Item;
  readonly value: string | undefined;
}

export interface OperatorElement {
  readonly statement: Statement;
  readonly operator: ConditionOperator;
  /** Undefined when no such operator exists. */
  readonly parsed: ParsedOperator | undefined;
}

export interface ConditionElement extends OperatorElement {
  readonly entry: ConditionEntry;
}

/** `ForAnyValue:StringLikeIfExists` taken apart. */
export interface ParsedOperator {
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** The operator in its documented spelling: `StringLike`. */
  readonly base: string;
  readonly family: OperatorFamily;
  /** A `Not…` operator. */
  readonly negated: boolean;
  /** Takes `*` and `?` as wildcards. */
  readonly wild: boolean;
  readonly ifExists: boolean;
}

export type OperatorFamily = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IPAddress' | 'ARN' | 'Null';

export interface RuleContext {
  readonly policy: PolicyDocument;
  readonly use: PolicyUse;
  readonly kind: PolicyKind;
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  /** What rules have worked out about parts of the policy, by the part: for the others, and gone with the run. */
  readonly notes: Map<object, unknown>;
  report(report: Report): void;
}

export interface Report {
  /** The smallest text the author must change. */
  readonly at: TextRange;
  readonly path: PolicyPath;
  /** What, why, what now. Sentence case, no full stop, the author's spelling quoted. */
  readonly message: string;
  /** Other places that take part, in Access Analyzer's order after the first. */
  readonly related?: readonly Related[];
  /** Quieter (never louder) than the rule, where the facts are less certain. */
  readonly severity?: Severity;
  readonly tags?: readonly FindingTag[];
  /** The best first. Asked for when somebody wants them. */
  readonly fixes?: () => readonly Fix[];
}

export interface Related {
  readonly at: TextRange;
  /** Of another document; absent: the finding's own. */
  readonly uri?: Uri;
  readonly path?: PolicyPath;
  readonly message: string;
}

export interface Fix {
  /** A verb phrase: `Replace by "aps:QueryMetrics"`. */
  readonly title: string;
  /** `safe` never changes who may do what. */
  readonly applicability: 'safe' | 'review';
  readonly edits: readonly TextEdit[];
}

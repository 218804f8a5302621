import type { TextRange } from '../../../text/range.ts';

/** A file of HCL's native syntax as plain data. Ranges are those of the file, whatever was repaired to read it. */
export interface Body {
  readonly range: TextRange;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute {
  readonly name: string;
  readonly key: TextRange;
  /** From the name to the end of the value. */
  readonly range: TextRange;
  readonly value: Expr;
}

export interface Block {
  /** `resource`, `data`, `statement`, `dynamic` … */
  readonly type: string;
  readonly typeRange: TextRange;
  readonly labels: readonly Label[];
  readonly range: TextRange;
  /** Between the braces. */
  readonly body: Body;
  /** The closing brace is still to be typed: more may come. */
  readonly unclosed?: true;
}

export interface Label {
  readonly text: string;
  readonly range: TextRange;
}

export type Expr =
  | TemplateExpr
  | NumberExpr
  | BoolExpr
  | NullExpr
  | TupleExpr
  | ObjectExpr
  | CallExpr
  | TraversalExpr
  | ConditionalExpr
  | ForExpr
  | OtherExpr
  | MissingExpr;

/** A quoted string or heredoc. A plain string has one literal part or none. */
export interface TemplateExpr {
  readonly kind: 'template';
  readonly range: TextRange;
  /** Without quotes or heredoc words. */
  readonly inner: TextRange;
  readonly heredoc: 'no' | 'plain' | 'flush';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  /** Source characters, escapes not yet decoded. */
  | { readonly kind: 'literal'; readonly range: TextRange }
  | { readonly kind: 'interpolation'; readonly range: TextRange; readonly expr: Expr; readonly strip: Strip }
  | {
      readonly kind: 'if';
      readonly range: TextRange;
      readonly test: Expr;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
    }
  | {
      readonly kind: 'for';
      readonly range: TextRange;
      readonly names: readonly string[];
      readonly in: Expr;
      readonly body: readonly TemplatePart[];
    }
  /** `${aws:username}`: IAM's variable where HCL wants an expression. Terraform refuses the file. */
  | { readonly kind: 'iam-variable'; readonly range: TextRange };

/** `~` beside a brace eats white space on that side. */
export interface Strip {
  readonly left: boolean;
  readonly right: boolean;
}

export interface NumberExpr {
  readonly kind: 'number';
  readonly range: TextRange;
}

export interface BoolExpr {
  readonly kind: 'bool';
  readonly range: TextRange;
  readonly value: boolean;
}

export interface NullExpr {
  readonly kind: 'null';
  readonly range: TextRange;
}

export interface TupleExpr {
  readonly kind: 'tuple';
  readonly range: TextRange;
  readonly items: readonly Expr[];
}

export interface ObjectExpr {
  readonly kind: 'object';
  readonly range: TextRange;
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry {
  /** A bare name is a traversal without steps; `(expr)` is `parenthesised`. */
  readonly key: Expr;
  readonly computed: boolean;
  readonly value: Expr;
  readonly range: TextRange;
}

export interface CallExpr {
  readonly kind: 'call';
  readonly range: TextRange;
  readonly name: string;
  readonly nameRange: TextRange;
  readonly args: readonly Expr[];
  /** The last argument is spread: `concat(lists...)`. */
  readonly spread: boolean;
}

/** `aws_s3_bucket.logs[0].arn`, `local.actions`, `each.value`. */
export interface TraversalExpr {
  readonly kind: 'traversal';
  readonly range: TextRange;
  readonly root: string;
  readonly rootRange: TextRange;
  readonly steps: readonly Step[];
  /** Something else than a name at the root: `f(x).y`. */
  readonly on?: Expr;
}

export type Step =
  | { readonly kind: 'attribute'; readonly name: string; readonly range: TextRange }
  | { readonly kind: 'index'; readonly expr: Expr; readonly range: TextRange }
  | { readonly kind: 'splat'; readonly range: TextRange };

export interface ConditionalExpr {
  readonly kind: 'conditional';
  readonly range: TextRange;
  readonly test: Expr;
  readonly yes: Expr;
  readonly no: Expr;
}

export interface ForExpr {
  readonly kind: 'for';
  readonly range: TextRange;
  readonly names: readonly string[];
  readonly in: Expr;
  /** Present in `{ for … : key => value }`. */
  readonly key?: Expr;
  readonly value: Expr;
  /** `value...` groups equal keys. */
  readonly grouped: boolean;
  readonly filter?: Expr;
}

/** Arithmetic, comparison and the like: nothing that a policy is made of. */
export interface OtherExpr {
  readonly kind: 'other';
  readonly range: TextRange;
  readonly parts: readonly Expr[];
}

/** Nothing is typed yet where a value should stand. */
export interface MissingExpr {
  readonly kind: 'missing';
  readonly range: TextRange;
}

export interface HclProblem {
  readonly at: TextRange;
  readonly kind: 'syntax' | 'iam-variable';
}

export interface HclFile {
  readonly body: Body;
  readonly problems: readonly HclProblem[];
}

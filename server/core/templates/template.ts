import type { DialectName, PlainValue } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';

/** A policy to start from, in IAM's JSON, with places to fill in. It knows no syntax that it will be written in. */
export interface Template {
  /** Kebab-case: what people type, the prefix of its snippet, and the name of its row in `docs/templates.md`. */
  readonly name: string;
  /** `AMP: query`. */
  readonly title: string;
  /** One line, no full stop. */
  readonly summary: string;
  readonly dialect: DialectName;
  readonly kind: PolicyKind;
  /** Prefix of the service that takes it, for resource policies: `aps`. */
  readonly service?: string;
  /** What stands in a place until somebody fills it in, in the order of filling in. In the document a place is `{{name}}`. */
  readonly places: Readonly<Record<string, string>>;
  /** A whole document: version and a list of statements. */
  readonly document: TemplateDocument;
}

export interface TemplateDocument {
  readonly Version: string;
  readonly Statement: readonly { readonly [name: string]: PlainValue }[];
}

import type { Attribute, Block, Expr, TemplatePart } from '../hcl/ast.ts';
import { attributeOf } from '../module.ts';
import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** The secret of an access key, handed on: whoever reads the output or the file has the key. */
export const secretOfAccessKey: ModuleRule = {
  id: 'secret-of-access-key',
  severity: 'info',
  dialects: ['aws', 'ram'],
  summary: "An access key's secret is written where others read it",
  check: {},
  *checkFile(file) {
    for (const block of file.hcl.body.blocks) {
      const saved = savedBy(block);
      if (saved !== undefined)
        yield report(
          saved.key,
          'The secret of an access key is saved in a file: whoever reads it acts as the user; hand it on by a store of secrets, or let the program assume a role',
        );
      for (const { value, what } of outlets(block)) {
        const secret = secretIn(value);
        if (secret !== undefined)
          yield report(
            secret.range,
            `The secret of an access key stands in ${what}: it is shown once and never again, and whoever has it acts as the user; hand it on by a store of secrets, or let the program assume a role`,
          );
      }
    }
  },
};

/** The argument by which Alibaba Cloud's provider writes a key to a file of the machine that runs Terraform. */
function savedBy({ type, labels, body }: Block): Attribute | undefined {
  return type === 'resource' && labels[0]?.text === 'alicloud_ram_access_key'
    ? attributeOf(body, 'secret_file')
    : undefined;
}

/** Places that are read by more than who applies. */
function outlets({ type, labels, body }: Block): readonly { readonly value: Expr; readonly what: string }[] {
  if (type === 'output') {
    const value = attributeOf(body, 'value')?.value;
    const sensitive = attributeOf(body, 'sensitive')?.value;
    const isHidden = sensitive !== undefined && !(sensitive.kind === 'bool' && !sensitive.value);
    return value === undefined || isHidden ? [] : [{ value, what: 'an output that is not sensitive' }];
  }
  if (type !== 'resource' || !FILES.has(labels[0]?.text ?? '')) return [];
  return ['content', 'content_base64', 'sensitive_content'].flatMap((name) => {
    const value = attributeOf(body, name)?.value;
    return value === undefined ? [] : [{ value, what: 'a file' }];
  });
}

const FILES: ReadonlySet<string> = new Set(['local_file', 'local_sensitive_file', 'aws_s3_object']);

/** Resources that make a key. */
const KEYS: ReadonlySet<string> = new Set(['aws_iam_access_key', 'alicloud_ram_access_key']);

const SECRETS: ReadonlySet<string> = new Set(['secret', 'ses_smtp_password_v4']);

/** The first mention of a secret in an expression. */
function secretIn(expr: Expr): Expr | undefined {
  if (expr.kind === 'traversal')
    return KEYS.has(expr.root) &&
      expr.steps.some((step) => step.kind === 'attribute' && SECRETS.has(step.name))
      ? expr
      : undefined;
  for (const part of partsOf(expr)) {
    const found = secretIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'template':
      return expr.parts.flatMap(expressionsOf);
    case 'tuple':
      return expr.items;
    case 'object':
      return expr.entries.map(({ value }) => value);
    case 'call':
      return expr.args;
    case 'conditional':
      return [expr.yes, expr.no];
    case 'for':
      return [expr.value];
    case 'other':
      return expr.parts;
    default:
      return [];
  }
}

function expressionsOf(part: TemplatePart): readonly Expr[] {
  switch (part.kind) {
    case 'interpolation':
      return [part.expr];
    case 'if':
      return [...part.yes, ...part.no].flatMap(expressionsOf);
    case 'for':
      return part.body.flatMap(expressionsOf);
    default:
      return [];
  }
}

import type { Fix, Report } from '../../../rules/rule.ts';
import type { Attribute } from '../hcl/ast.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { resourcesOf, textOf } from './ram-attachments.ts';
import { edit, report } from './wiring.ts';

/** `name = "dev team"`: RAM takes letters, digits, periods, hyphens and underscores, and not too many. */
export const invalidRamName: ModuleRule = {
  id: 'invalid-ram-name',
  severity: 'error',
  dialects: ['ram'],
  summary: 'A logon, display, role or policy name has a form that RAM does not take',
  check: {},
  *checkFile(file, ctx) {
    for (const form of FORMS) {
      for (const { body } of resourcesOf(file, form.type)) {
        for (const name of form.arguments) {
          const attribute = attributeOf(body, name);
          if (attribute !== undefined) yield* judge(attribute, form, file, ctx);
        }
      }
    }
  },
};

interface Form {
  readonly type: string;
  readonly arguments: readonly string[];
  /** By which the catalog knows how long it may be. */
  readonly limit: string;
  /** Characters that the name must not have; absent: it takes any. */
  readonly strange?: RegExp;
  /** The provider wants another beginning. */
  readonly noHyphenFirst?: true;
  /** Where only pages about the API say so. */
  readonly severity?: 'info';
}

const FORMS: readonly Form[] = [
  {
    type: 'alicloud_ram_user',
    arguments: ['name'],
    limit: 'user',
    strange: /[^A-Za-z0-9._-]+/g,
    noHyphenFirst: true,
  },
  { type: 'alicloud_ram_user', arguments: ['display_name'], limit: 'displayName' },
  {
    type: 'alicloud_ram_role',
    arguments: ['role_name', 'name'],
    limit: 'role',
    strange: /[^A-Za-z0-9.-]+/g,
    severity: 'info',
  },
  {
    type: 'alicloud_ram_policy',
    arguments: ['policy_name', 'name'],
    limit: 'policy',
    strange: /[^A-Za-z0-9-]+/g,
    severity: 'info',
  },
];

function* judge(
  { value: expr }: Attribute,
  form: Form,
  file: ModuleFile,
  ctx: ModuleRuleContext,
): Iterable<Report> {
  const name = textOf(expr, file, ctx.linked);
  const facts = ctx.catalog?.of('ram').limits.names[form.limit];
  if (name === undefined || name === '' || facts === undefined) return;
  const trouble = troubleOf(name, form, facts);
  if (trouble === undefined) return;
  const { message, better = '' } = trouble;
  const isLiteral = expr.kind === 'template' && better !== '';
  const fixes: readonly Fix[] = isLiteral
    ? [edit(`Replace by "${better}"`, expr.range, JSON.stringify(better))]
    : [];
  const said = report(expr.range, message, fixes);
  yield form.severity === undefined ? said : { ...said, severity: form.severity };
}

interface Trouble {
  readonly message: string;
  readonly better?: string;
}

function troubleOf(
  name: string,
  { strange, noHyphenFirst }: Form,
  { most, form = '' }: { readonly most: number; readonly form?: string },
): Trouble | undefined {
  if (name.length > most)
    return { message: `"${name}" has ${name.length} characters, and RAM takes ${most} here; shorten it` };
  const plain = strange === undefined ? name : name.trim().replace(strange, '-');
  if (plain !== name) {
    const message = `"${name}" has characters that RAM does not take here; write ${form}`;
    return { message, better: plain.replace(/^-+|(?<!-)-+$/g, '') };
  }
  if (noHyphenFirst !== true || !name.startsWith('-')) return undefined;
  const message = `"${name}" begins with a hyphen, which the provider refuses; begin with a letter or digit`;
  return { message, better: name.replace(/^-+/, '') };
}

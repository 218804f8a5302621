import type { Report } from '../../../rules/rule.ts';
import type { Block } from '../hcl/ast.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import { mentionOf } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';
import { edit, report } from './wiring.ts';

/** `import { id = "arn:…" }` of a resource that is imported by another name. */
export const importByWrongId: ModuleRule = {
  id: 'import-by-wrong-id',
  severity: 'hint',
  dialects: ['aws'],
  summary: 'A resource is imported by something else than its id',
  check: {},
  *checkFile(file) {
    for (const block of file.hcl.body.blocks) if (block.type === 'import') yield* judge(block, file);
  },
};

function* judge({ body }: Block, file: ModuleFile): Iterable<Report> {
  const to = attributeOf(body, 'to')?.value;
  const id = attributeOf(body, 'id')?.value;
  const type = to === undefined ? undefined : mentionOf(to)?.type;
  const wanted = type === undefined ? undefined : WANTED.get(type);
  if (type === undefined || wanted === undefined || id?.kind !== 'template') return;
  if (id.heredoc !== 'no' || id.parts.some(({ kind }) => kind !== 'literal')) return;
  const text = file.source.text.slice(id.inner.start, id.inner.end);
  if (wanted.form.test(text)) return;
  // Any text can be a name, and only an ARN is certainly none.
  if (!wanted.strict && !text.startsWith('arn:')) return;
  const [, inside] = wanted.within.exec(text) ?? [];
  yield report(
    id.inner,
    `"${type}" is imported by ${wanted.what}, and this is ${text.startsWith('arn:') ? 'an ARN' : 'something else'}`,
    inside === undefined ? [] : [edit(`Replace by "${inside}"`, id.inner, inside)],
  );
}

interface Wanted {
  readonly what: string;
  readonly form: RegExp;
  /** Whatever has not the form is wrong. */
  readonly strict?: true;
  /** Where an ARN has the id. */
  readonly within: RegExp;
}

const WORKSPACE: Wanted = {
  what: 'the id of the workspace ("ws-…")',
  form: /^ws-[\w-]+$/,
  strict: true,
  within: /^arn:[^:]*:aps:[^:]*:[^:]*:\w+\/(ws-[\w-]+)/,
};

const NAME: Wanted = { what: 'its name', form: /^[^:]+$/, within: /^arn:.*[:/]([\w+=,.@-]+)$/ };

/** Sources: the pages of the AWS provider. */
const WANTED: ReadonlyMap<string, Wanted> = new Map([
  ['aws_prometheus_resource_policy', WORKSPACE],
  ['aws_prometheus_workspace', WORKSPACE],
  ['aws_prometheus_alert_manager_definition', WORKSPACE],
  ['aws_iam_role', NAME],
  ['aws_iam_user', NAME],
  ['aws_iam_group', NAME],
  ['aws_iam_instance_profile', NAME],
  ['aws_s3_bucket_policy', { ...NAME, what: 'the name of the bucket' }],
  ['aws_ecr_repository_policy', { ...NAME, what: 'the name of the repository' }],
]);

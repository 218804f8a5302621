import type { Report } from '../../../rules/rule.ts';
import type { ModuleFile } from '../module.ts';
import { RAM_DOCUMENT, RAM_DOCUMENT_TEXT } from '../ram-blocks.ts';
import { DOCUMENTS } from '../trace.ts';
import { leavesOf, type Mention, mentionOf } from './expressions.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { consumersIn, edit, mergedIn, report } from './wiring.ts';

/** `policy = data.aws_iam_policy_document.x`: the policy's text is in the attribute `json`. */
export const missingJsonAttribute: ModuleRule = {
  id: 'missing-json-attribute',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A policy argument refers to a document without its JSON',
  check: {},
  *checkFile(file, ctx) {
    const consumers = consumersIn(file, ctx).filter(({ block }) => block.unclosed !== true);
    const attributes = [...consumers.map(({ attribute }) => attribute), ...mergedIn(file)];
    for (const attribute of new Set(attributes)) {
      for (const leaf of leavesOf(attribute.value)) {
        const mention = mentionOf(leaf);
        if (mention === undefined || textsOf(mention.type) === undefined || isHalfTyped(mention, file, ctx))
          continue;
        yield* judge(mention, attribute.name, ctx);
      }
    }
  },
};

/** A dot at the end, a beginning of `json`, or of the name of a document. */
function isHalfTyped(
  { attribute, range, type, name }: Mention,
  { source }: ModuleFile,
  { linked }: ModuleRuleContext,
): boolean {
  if (source.text[range.end - 1] === '.') return true;
  if (attribute !== undefined)
    return (textsOf(type) ?? []).some((text) => text !== attribute.name && text.startsWith(attribute.name));
  const { data } = linked.module;
  const target = `${type}.${name}`;
  return !data.has(target) && [...data.keys()].some((other) => other.startsWith(target));
}

/** Attributes of a data source with the document's text, the usual one first; undefined for what makes no document. */
function textsOf(type: string): readonly [string, ...string[]] | undefined {
  if (type === RAM_DOCUMENT) return [RAM_DOCUMENT_TEXT];
  return DOCUMENTS.has(type) ? ['json', 'minified_json'] : undefined;
}

function* judge(mention: Mention, argument: string, ctx: ModuleRuleContext): Iterable<Report> {
  const { attribute, range, type, name } = mention;
  if (!mention.data) {
    if (!ctx.linked.module.data.has(`${type}.${name}`)) return;
    const start = { start: range.start, end: range.start };
    const message = `"${type}.${name}" is a data source, so Terraform finds no such resource; write "data." in front of it`;
    yield report(range, message, [edit('Write "data." in front of it', start, 'data.')]);
    return;
  }
  const [text, ...others] = textsOf(type) ?? ['json'];
  if (attribute === undefined) {
    const end = { start: range.end, end: range.end };
    const message = `"${argument}" takes the text of a policy, and this is the whole data source; write ".${text}" behind it`;
    yield report(range, message, [edit(`Add ".${text}"`, end, `.${text}`)]);
    return;
  }
  if (attribute.name === text || others.includes(attribute.name)) return;
  const what = attribute.name === 'id' ? 'a hash of the document' : 'not the text of the document';
  const message = `"${attribute.name}" is ${what}, and "${argument}" takes the text of a policy; write ".${text}"`;
  yield report(attribute.range, message, [edit(`Replace by ".${text}"`, attribute.range, `.${text}`)]);
}

import type { Report } from '../../../rules/rule.ts';
import { DOCUMENTS } from '../origins.ts';
import { leavesOf, type Mention, mentionOf } from './expressions.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { consumersIn, edit, mergedIn, report } from './wiring.ts';

/** `policy = data.aws_iam_policy_document.x`: the policy's text is in the attribute `json`. */
export const missingJsonAttribute: ModuleRule = {
  id: 'missing-json-attribute',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A policy argument refers to a document without its JSON',
  check: {},
  *checkFile(file, ctx) {
    const attributes = [...consumersIn(file, ctx).map(({ attribute }) => attribute), ...mergedIn(file)];
    for (const attribute of new Set(attributes)) {
      for (const leaf of leavesOf(attribute.value)) {
        const mention = mentionOf(leaf);
        if (mention !== undefined && DOCUMENTS.has(mention.type)) yield* judge(mention, attribute.name, ctx);
      }
    }
  },
};

/** Attributes with the document's text. */
const TEXTS: ReadonlySet<string> = new Set(['json', 'minified_json']);

function* judge(mention: Mention, argument: string, ctx: ModuleRuleContext): Iterable<Report> {
  const { attribute, range, type, name } = mention;
  if (!mention.data) {
    if (!ctx.linked.module.data.has(`${type}.${name}`)) return;
    const start = { start: range.start, end: range.start };
    const message = `"${type}.${name}" is a data source, so Terraform finds no such resource; write "data." in front of it`;
    yield report(range, message, [edit('Write "data." in front of it', start, 'data.')]);
    return;
  }
  if (attribute === undefined) {
    const end = { start: range.end, end: range.end };
    const message = `"${argument}" takes the text of a policy, and this is the whole data source; write ".json" behind it`;
    yield report(range, message, [edit('Add ".json"', end, '.json')]);
    return;
  }
  if (TEXTS.has(attribute.name)) return;
  const what = attribute.name === 'id' ? 'a hash of the document' : 'not the text of the document';
  const message = `"${attribute.name}" is ${what}, and "${argument}" takes the text of a policy; write ".json"`;
  yield report(attribute.range, message, [edit('Replace by ".json"', attribute.range, '.json')]);
}

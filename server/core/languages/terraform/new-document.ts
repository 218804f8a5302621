import { dialectOfType, type TerraformFacts } from '../../catalog/terraform.ts';
import type { NewDocument, NewDocumentWish } from '../language.ts';
import { argumentAt } from './argument-at.ts';
import { jsonToTerraform } from './convert/texts.ts';
import { isJsonModuleFile } from './folders.ts';
import { scan } from './hcl/scan.ts';
import type { LinkedModule } from './link.ts';
import type { Module, ModuleFile } from './module.ts';
import { lineEnd } from './trivia.ts';

/** At the top of a file a block, behind an argument that takes a document an expression. */
export function newDocumentAt(
  { module }: LinkedModule,
  facts: TerraformFacts,
  file: ModuleFile,
  offset: number,
): NewDocument | undefined {
  if (isJsonModuleFile(file.source.uri)) return undefined;
  return inArgument(facts, file, offset) ?? atTop(module, file, offset);
}

function inArgument(
  facts: TerraformFacts,
  { source: { text } }: ModuleFile,
  offset: number,
): NewDocument | undefined {
  const at = argumentAt(text, offset);
  if (at === undefined || at.around !== undefined) return undefined;
  const dialect = dialectOfType(at.type);
  const taker = facts.attributes(at.block, at.type, dialect).find(({ attribute }) => attribute === at.path);
  const isFree = /^[ \t]*(?:$|[\r\n#,\]]|\/[/*])/.test(text.slice(at.range.end));
  if (taker === undefined || !isFree || (taker.list === true && !at.inList)) return undefined;
  const line = text.lastIndexOf('\n', at.range.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, at.range.start))?.[0] ?? '';
  const blank = /[ \t]/.test(text[at.range.start - 1] ?? '') || at.inList ? '' : ' ';
  return {
    form: 'jsonencode',
    range: at.range,
    dialect,
    ...(taker.kind === 'unknown' ? {} : { kind: taker.kind }),
    ...(taker.service === '' ? {} : { service: taker.service }),
    write: (json, { name }) => before(blank, jsonToTerraform(json, 'jsonencode', name, indent)),
  };
}

type Answer = ReturnType<typeof jsonToTerraform>;

function before(blank: string, answer: Answer): Answer {
  return 'refused' in answer ? answer : { text: blank + answer.text };
}

/** On a line of its own outside of every block. A word that is typed there is replaced. */
function atTop(
  module: Module,
  { source: { text }, hcl }: ModuleFile,
  offset: number,
): NewDocument | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = lineEnd(text, offset);
  const behind = text[end - 1] === '\r' ? end - 1 : end;
  // Between the two characters of a line break.
  if (behind < offset) return undefined;
  const { body } = hcl;
  const last = body.blocks.findLast(({ range }) => range.start < start);
  if (!/^\ufeff?[ \t]*(?:[\w-]+[ \t]*)?\r?$/.test(text.slice(start, end))) return undefined;
  if (last !== undefined && start < last.range.end) return undefined;
  const { frames, ending } = scan(text, last?.range.start ?? 0, start);
  if (frames.length !== 1 || ending !== undefined) return undefined;
  const begin = text.startsWith('\ufeff') && start === 0 ? 1 : start;
  const above = text.slice(begin === 1 ? 1 : 0, begin);
  const below = text.slice(end);
  const gapAbove = /\S[ \t]*\r?\n$/.test(above) ? '\n' : '';
  const gapBelow = /^\r?\n?[ \t]*\S/.test(below) ? '\n' : '';
  return {
    form: 'data source',
    range: { start: begin, end: behind },
    write(json, wanted) {
      const answer = blockOf(json, wanted, module);
      if ('refused' in answer) return answer;
      return { text: `${gapAbove}${answer.text.trimEnd()}${below === '' ? '\n' : ''}${gapBelow}` };
    },
  };
}

/** AWS's provider renders documents from blocks; Alibaba Cloud's takes the text in a policy or role. */
function blockOf(json: string, { name, dialect, kind }: NewDocumentWish, module: Module): Answer {
  const word = name.replace(/[^\w]/g, '_');
  if (dialect === 'aws') {
    const label = free(word, (one) => module.data.has(`aws_iam_policy_document.${one}`));
    return jsonToTerraform(json, 'data source', label);
  }
  const [type, title, argument] = kind === 'trust' ? RAM_ROLE : RAM_POLICY;
  const label = free(word, (one) => module.resources.has(`${type}.${one}`));
  const answer = jsonToTerraform(json, 'jsonencode', label, '  ');
  if ('refused' in answer) return answer;
  const lines = [
    `resource "${type}" "${label}" {`,
    `  ${title} = "${name}"`,
    `  ${argument} = ${answer.text}`,
    '}',
  ];
  return { text: lines.join('\n') };
}

const RAM_POLICY = ['alicloud_ram_policy', 'policy_name', 'policy_document'] as const;
const RAM_ROLE = ['alicloud_ram_role', 'role_name', 'assume_role_policy_document'] as const;

function free(word: string, taken: (name: string) => boolean): string {
  if (!taken(word)) return word;
  let count = 2;
  while (taken(`${word}_${count}`)) count++;
  return `${word}_${count}`;
}

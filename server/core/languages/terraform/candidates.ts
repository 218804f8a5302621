import { dialectOfType, type TerraformFacts } from '../../catalog/terraform.ts';
import { covers, type TextRange } from '../../text/range.ts';
import type { Candidate, DocumentCandidate, DocumentSlot } from '../language.ts';
import { argumentAt } from './argument-at.ts';
import { isJsonModuleFile } from './folders.ts';
import type { Block } from './hcl/ast.ts';
import type { LinkedModule } from './link.ts';
import { attributeOf, type Module, type ModuleFile, type Named } from './module.ts';
import { RAM_DOCUMENT_TEXT } from './ram-blocks.ts';
import { argumentAtJson } from './tf-json/argument-at.ts';

/** The resources and data sources of a module that expressions can refer to, in the order of its files. */
export function candidatesOf({ resources, data }: Module): readonly Candidate[] {
  return [...listed('', resources), ...listed('data.', data)];
}

function listed(prefix: string, blocks: ReadonlyMap<string, Named<Block>>): readonly Candidate[] {
  return [...blocks].flatMap(([name, { node }]): readonly Candidate[] => {
    const [type, label] = node.labels;
    if (type === undefined || label === undefined || !NAME.test(label.text)) return [];
    return [{ target: `${prefix}${name}`, type: `${prefix}${type.text}`, index: indexOf(node) }];
  });
}

/** What an expression may be made of. */
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function indexOf({ body }: Block): Candidate['index'] {
  if (attributeOf(body, 'count') !== undefined) return 'number';
  return attributeOf(body, 'for_each') === undefined ? 'none' : 'key';
}

/** The documents of the module for the argument whose value is typed at an offset. */
export function documentsAt(
  { module, found }: LinkedModule,
  facts: TerraformFacts,
  file: ModuleFile,
  offset: number,
): DocumentSlot | undefined {
  const { text, uri } = file.source;
  const at = isJsonModuleFile(uri) ? argumentAtJson(text, offset) : argumentAt(text, offset);
  if (at === undefined) return undefined;
  const dialect = dialectOfType(at.type);
  const taker = facts.attributes(at.block, at.type, dialect).find(({ attribute }) => attribute === at.path);
  if (taker === undefined) return undefined;
  const own = `${at.block === 'data' ? 'data.' : ''}${at.type}.${at.name}`;
  const documents = found.policies.flatMap(({ document, uses, ...policy }): readonly DocumentCandidate[] => {
    if (document.name === own || document.dialect !== dialect) return [];
    const block = module.data.get(document.name.replace(/^data\./, ''))?.node;
    const rank = document.name.endsWith(`.${at.name}`) ? 0 : uses.length === 0 ? 1 : 2;
    if (block !== undefined && document.name.startsWith('data.')) {
      const type = document.name.slice(0, document.name.lastIndexOf('.'));
      const attribute = document.dialect === 'ram' ? RAM_DOCUMENT_TEXT : 'json';
      return [{ target: document.name, type, index: indexOf(block), attribute, uses, rank }];
    }
    const local = localAround(module, policy.file, document.range);
    return local === undefined ? [] : [{ target: local, type: 'local', index: 'none', uses, rank }];
  });
  const { around } = at;
  return {
    range: at.range,
    wantsList: taker.list === true && !at.inList,
    documents,
    ...(around === undefined ? {} : { around }),
  };
}

/** The local whose value a policy is. */
function localAround({ locals }: Module, file: ModuleFile, range: TextRange): string | undefined {
  for (const [name, { file: where, node }] of locals)
    if (where.source === file.source && node.value.kind !== 'object' && covers(node.range, range))
      return `local.${name}`;
  return undefined;
}

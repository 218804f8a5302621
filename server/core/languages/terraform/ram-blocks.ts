import type { Cursor } from '../../policy/cursor.ts';
import type { PlainValue, PolicyPath, Writer } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import { own } from '../../text/own.ts';
import type { Attribute, Block, Body } from './hcl/ast.ts';
import { isObject } from './write/print.ts';

/**
 * Alibaba Cloud's provider has the same blocks for a policy as AWS's, by other names. They are read, located and written as
 * AWS's, under whose names the rest of this folder knows them; the names are exchanged here, on the way in and out.
 */

/** The data source that renders a document from blocks, and the attribute that has its text. */
export const RAM_DOCUMENT = 'alicloud_ram_policy_document';
export const RAM_DOCUMENT_TEXT = 'document';

/** A resource that long ago took statements as blocks of its own. */
const RAM_POLICY = 'alicloud_ram_policy';

export function isRamDocument({ type, labels }: Block): boolean {
  return type === 'data' && labels[0]?.text === RAM_DOCUMENT;
}

export function isRamPolicyOfBlocks({ type, labels, body }: Block): boolean {
  return (
    type === 'resource' &&
    labels[0]?.text === RAM_POLICY &&
    body.blocks.some((block) => typeOf(block) === 'statement')
  );
}

/** The block with AWS's names; ranges stay those of the file. */
export function asAwsBlock(block: Block): Block {
  const isResource = block.type === 'resource';
  const { attributes, blocks } = block.body;
  const body: Body = {
    ...block.body,
    attributes: attributes.filter(({ name }) => (isResource ? name === 'version' : name !== 'output_file')),
    blocks: blocks
      .filter((inner) => !isResource || typeOf(inner) === 'statement')
      .map((inner) => throughDynamic(inner, statementBody)),
  };
  return { ...block, body };
}

/** As AWS's provider calls an argument or block, by what stands around it: `action` in a statement is `actions`. */
export function awsNameOf(name: string, around: string): string {
  const names = own(NAMES, around);
  if (names === undefined) return name;
  const known = Object.keys(names).find((aws) => names[aws] === name);
  // What only AWS's provider has is no name here.
  return known ?? (Object.hasOwn(names, name) ? `${name}?` : name);
}

/** The other way round, as Alibaba Cloud's provider calls it. */
export function ramNameOf(name: string): string {
  return own(ALL_NAMES, name) ?? name;
}

/** A writer of AWS's blocks whose edits say what Alibaba Cloud's provider calls things. */
export function asRamWriter<W extends Writer>(writer: W, spelled: (edits: Edits) => Edits = respelled): W {
  return {
    ...writer,
    set: (path, value) => (isTaken(path, value) ? spelled(writer.set(path, value)) : []),
    insert: (path, value) => (isTaken(path, value) ? spelled(writer.insert(path, value)) : []),
    rename: (path, name) => {
      const element = path.length === 3 || path.length === 1;
      const taken = !element || isTaken([...path.slice(0, -1), name]);
      return taken ? spelled(writer.rename(path, name)) : [];
    },
  };
}

type Edits = readonly TextEdit[];

/** A cursor in AWS's blocks whose texts say what Alibaba Cloud's provider calls things. */
export function asRamCursor(cursor: Cursor, spelled: (text: string) => string = respell): Cursor {
  const { label } = cursor;
  return {
    ...cursor,
    spell: (name) => spelled(cursor.spell(name)),
    spellSnippet: (snippet) => spelled(cursor.spellSnippet(snippet)),
    ...(label === undefined ? {} : { label: (name: string) => ramNameOf(label(name)) }),
    refuses: (name) => MISSING.has(name),
  };
}

/** By the block around: AWS's names and those of Alibaba Cloud. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  statement: { actions: 'action', resources: 'resource', principals: 'principal' },
  principals: { type: 'entity' },
  condition: { test: 'operator' },
};

const ALL_NAMES: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(NAMES));

/** Elements that the provider's blocks do not have. */
const MISSING: ReadonlySet<string> = new Set(['Sid', 'Id', 'NotAction', 'NotResource', 'NotPrincipal']);

function isTaken(path: PolicyPath, value?: PlainValue): boolean {
  const names = value !== undefined && isObject(value) ? Object.keys(value) : [];
  return ![...path, ...names].some((step) => typeof step === 'string' && MISSING.has(step));
}

/** A line that begins with a name, or a text that is nothing else. */
const NAMED = /^([ \t]*)(actions|resources|principals|type|test)(?=[ \t]*(?:[={]|$))/gm;

function respelled(edits: Edits): Edits {
  return edits.map((edit) => ({
    ...edit,
    newText: respell(edit.newText),
  }));
}

function respell(text: string): string {
  const spelled = text.replace(NAMED, (_, blanks: string, name: string) => blanks + ramNameOf(name));
  return spelled === text ? text : aligned(spelled);
}

/** Arguments on neighbouring lines have their signs in one column; other names move it. */
function aligned(text: string): string {
  const lines = text.split('\n');
  for (let from = 0; from < lines.length; ) {
    let to = from;
    const indent = ARGUMENT.exec(lines[from] ?? '')?.[1];
    while (indent !== undefined && ARGUMENT.exec(lines[to] ?? '')?.[1] === indent) to++;
    const rows = lines.slice(from, to).map((line) => ARGUMENT.exec(line));
    const width = Math.max(...rows.map((row) => row?.[2]?.length ?? 0));
    if (rows.length > 1)
      for (const [index, row] of rows.entries())
        lines[from + index] = `${indent}${(row?.[2] ?? '').padEnd(width)} = ${row?.[3] ?? ''}`;
    else if (rows[0] !== undefined && rows[0] !== null)
      lines[from] = `${indent}${rows[0][2] ?? ''} = ${rows[0][3] ?? ''}`;
    from = Math.max(to, from + 1);
  }
  return lines.join('\n');
}

const ARGUMENT = /^([ \t]*)([\w-]+) += (.*)$/;

function typeOf({ type, labels }: Block): string {
  return type === 'dynamic' ? (labels[0]?.text ?? '') : type;
}

/** A block, or what a `dynamic` one makes, under AWS's name and with another body. */
function throughDynamic(block: Block, change: (body: Body) => Body, name?: string): Block {
  if (block.type !== 'dynamic') return { ...block, type: name ?? block.type, body: change(block.body) };
  const [label, ...labels] = block.labels;
  const inner = block.body.blocks.map((content) =>
    content.type === 'content' ? { ...content, body: change(content.body) } : content,
  );
  return {
    ...block,
    labels: label === undefined ? [] : [{ ...label, text: name ?? label.text }, ...labels],
    body: { ...block.body, blocks: inner },
  };
}

function statementBody(body: Body): Body {
  return {
    ...body,
    attributes: renamed(body.attributes, 'statement'),
    blocks: body.blocks.map((block) => {
      const type = awsNameOf(typeOf(block), 'statement');
      return throughDynamic(
        block,
        (inner) => ({ ...inner, attributes: renamed(inner.attributes, type) }),
        type,
      );
    }),
  };
}

function renamed(attributes: readonly Attribute[], around: string): readonly Attribute[] {
  return attributes.map((attribute) => ({ ...attribute, name: awsNameOf(attribute.name, around) }));
}

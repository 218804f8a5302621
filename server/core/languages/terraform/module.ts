import type { Source, Uri } from '../../text/source.ts';
import type { Attribute, Block, Body, HclFile } from './hcl/ast.ts';

/** A file of a module, read. */
export interface ModuleFile {
  readonly source: Source;
  readonly hcl: HclFile;
}

/** A thing that expressions can name, and the file it stands in. */
export interface Named<T> {
  readonly file: ModuleFile;
  readonly node: T;
}

/** Everything that the files of one folder declare. */
export interface Module {
  /** The folder, without a slash at its end. */
  readonly folder: Uri;
  readonly files: readonly ModuleFile[];
  readonly locals: ReadonlyMap<string, Named<Attribute>>;
  /** By `aws_prometheus_workspace.main`. */
  readonly resources: ReadonlyMap<string, Named<Block>>;
  /** By `aws_iam_policy_document.main`, without `data.`. */
  readonly data: ReadonlyMap<string, Named<Block>>;
  readonly variables: ReadonlyMap<string, Named<Block>>;
  readonly outputs: ReadonlyMap<string, Named<Block>>;
  readonly calls: ReadonlyMap<string, Named<Block>>;
}

export function readModule(folder: Uri, files: readonly ModuleFile[]): Module {
  const locals = new Map<string, Named<Attribute>>();
  const resources = new Map<string, Named<Block>>();
  const data = new Map<string, Named<Block>>();
  const variables = new Map<string, Named<Block>>();
  const outputs = new Map<string, Named<Block>>();
  const calls = new Map<string, Named<Block>>();
  for (const file of files) {
    for (const block of file.hcl.body.blocks) {
      const [first, second] = block.labels;
      const named = { file, node: block };
      switch (block.type) {
        case 'locals':
          for (const attribute of block.body.attributes)
            locals.set(attribute.name, { file, node: attribute });
          break;
        case 'resource':
          if (first !== undefined && second !== undefined)
            resources.set(`${first.text}.${second.text}`, named);
          break;
        case 'data':
          if (first !== undefined && second !== undefined) data.set(`${first.text}.${second.text}`, named);
          break;
        case 'variable':
          if (first !== undefined) variables.set(first.text, named);
          break;
        case 'output':
          if (first !== undefined) outputs.set(first.text, named);
          break;
        case 'module':
          if (first !== undefined) calls.set(first.text, named);
          break;
      }
    }
  }
  return { folder, files, locals, resources, data, variables, outputs, calls };
}

export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.blocks.filter((block) => block.type === type);
}

/** Whether there may be several of it, or none. */
export function isRepeated({ body }: Block): boolean {
  return body.attributes.some(({ name }) => name === 'count' || name === 'for_each');
}

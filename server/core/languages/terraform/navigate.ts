import type { Location } from '../../policy/use.ts';
import type { Wiring } from '../language.ts';
import type { LinkedModule } from './link.ts';
import type { ModuleFile } from './module.ts';
import { declarationAt, declarationsOf, nameAt, namesIn } from './names.ts';

export function definitionAt(linked: LinkedModule, file: ModuleFile, offset: number): readonly Location[] {
  const use = nameAt(file, offset);
  const declaration = use === undefined ? undefined : declarationsOf(linked.module).get(use.target);
  return declaration === undefined ? [] : [{ uri: declaration.file.source.uri, range: declaration.name }];
}

/** Every use of the name at an offset, in all files of the module; the declaration is not among them. */
export function referencesAt(linked: LinkedModule, file: ModuleFile, offset: number): readonly Location[] {
  const target = targetAt(linked, file, offset)?.target;
  if (target === undefined) return [];
  return linked.module.files.flatMap((other) =>
    namesIn(other)
      .filter((use) => use.target === target)
      .map(({ range }) => ({ uri: other.source.uri, range })),
  );
}

/** The name at an offset, where it is used or declared. */
function targetAt(linked: LinkedModule, file: ModuleFile, offset: number) {
  const use = nameAt(file, offset);
  if (use !== undefined) return use;
  const declaration = declarationAt(linked.module, file, offset);
  return declaration === undefined ? undefined : { target: declaration.target, range: declaration.name };
}

export function wiringAt(linked: LinkedModule, file: ModuleFile, offset: number): Wiring | undefined {
  const named = targetAt(linked, file, offset);
  if (named === undefined) return undefined;
  const { target, range } = named;
  const policies = linked.found.policies;
  const own = policies.find(({ document }) => document.name === target);
  if (own !== undefined) {
    const consumers = own.consumers.map(consumerOf);
    return { range, target, document: own.document, uses: own.uses, consumers };
  }
  const attached = policies.flatMap((policy) =>
    policy.consumers.filter(({ use }) => {
      const on = use.attachedTo?.target;
      return on !== undefined && 'target' in on && on.target === target;
    }),
  );
  if (attached.length === 0) return undefined;
  return { range, target, uses: attached.map(({ use }) => use), consumers: attached.map(consumerOf) };
}

function consumerOf({
  name,
  attribute,
  file,
}: LinkedModule['found']['policies'][number]['consumers'][number]) {
  return { name, argument: attribute.name, at: { uri: file.source.uri, range: attribute.range } };
}

import type { Block, Expr } from '../hcl/ast.ts';
import type { LinkedModule } from '../link.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import type { ModuleRuleContext } from './module-rule.ts';
import { ownerOf, resourcesOf } from './ram-attachments.ts';

/** Who is in which group of RAM users, as far as a module says. Names are those of `RamAttachment.holder`. */
export interface RamGroups {
  /** Whether a block puts the user into the group. */
  holds(group: string, user: string): boolean;
  /** Whether one could, for all that can be seen. */
  mayHold(group: string, user: string): boolean;
}

const known = new WeakMap<LinkedModule, RamGroups>();

export function ramGroups({ linked }: ModuleRuleContext): RamGroups {
  const found = known.get(linked) ?? groupsOf(linked);
  known.set(linked, found);
  return found;
}

/** Undefined: nobody can see which. */
interface Membership {
  readonly group: string | undefined;
  readonly user: string | undefined;
}

function groupsOf(linked: LinkedModule): RamGroups {
  const all = linked.module.files.flatMap((file) => [
    ...resourcesOf(file, 'alicloud_ram_group_membership').flatMap((block) => listed(block, file, linked)),
    ...resourcesOf(file, 'alicloud_ram_user_group_attachment').map((block) => ({
      group: groupIn(block, file, linked),
      user: userIn(attributeOf(block.body, 'user_name')?.value, file, linked),
    })),
  ]);
  return {
    holds: (group, user) => all.some((one) => one.group === group && one.user === user),
    mayHold: (group, user) =>
      // A bare name may be that of a resource.
      [group, user].some((name) => name.includes('"')) ||
      all.some(
        (one) =>
          (one.group === undefined || one.group === group) && (one.user === undefined || one.user === user),
      ),
  };
}

function listed(block: Block, file: ModuleFile, linked: LinkedModule): readonly Membership[] {
  const group = groupIn(block, file, linked);
  const users = attributeOf(block.body, 'user_names')?.value;
  if (users?.kind !== 'tuple') return [{ group, user: undefined }];
  return users.items.map((item) => ({ group, user: userIn(item, file, linked) }));
}

function groupIn({ body }: Block, file: ModuleFile, linked: LinkedModule): string | undefined {
  const name = attributeOf(body, 'group_name')?.value;
  return name === undefined ? undefined : ownerOf(name, 'alicloud_ram_group', file, linked);
}

function userIn(name: Expr | undefined, file: ModuleFile, linked: LinkedModule): string | undefined {
  return name === undefined ? undefined : ownerOf(name, 'alicloud_ram_user', file, linked);
}

import { attributeOf } from '../module.ts';
import type { ModuleRule } from './module-rule.ts';
import { ownerOf, resourcesOf } from './ram-attachments.ts';

/** A user with a password for the console and an AccessKey: people and programs should not share a user. */
export const twoAccessModes: ModuleRule = {
  id: 'two-access-modes',
  severity: 'warning',
  dialects: ['ram'],
  summary: 'A RAM user has console access and an AccessKey',
  check: {},
  *checkFile(file, ctx) {
    const keys = resourcesOf(file, KEY);
    if (keys.length === 0) return;
    const owner = (block: (typeof keys)[number], where: typeof file) => {
      const user = attributeOf(block.body, 'user_name')?.value;
      return user === undefined ? undefined : ownerOf(user, USER, where, ctx.linked);
    };
    const logins = ctx.linked.module.files.flatMap((where) =>
      resourcesOf(where, LOGIN).map((block) => ({ where, block, user: owner(block, where) })),
    );
    for (const key of keys) {
      const user = owner(key, file);
      const login = user === undefined ? undefined : logins.find((one) => one.user === user);
      if (user === undefined || login === undefined) continue;
      yield {
        at: key.labels[0]?.range ?? key.typeRange,
        path: [],
        message: `${user} signs in to the console and has an AccessKey too; choose one mode per user, and make another user, or better a role, for programs`,
        related: [
          {
            at: login.block.labels[0]?.range ?? login.block.typeRange,
            uri: login.where.source.uri,
            message: 'Console access of the same user',
          },
        ],
      };
    }
  },
};

const USER = 'alicloud_ram_user';
const KEY = 'alicloud_ram_access_key';
const LOGIN = 'alicloud_ram_login_profile';

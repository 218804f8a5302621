import type { PolicyKind } from '../policy/use.ts';
import type { Denied } from './message.ts';

/**
 * What Alibaba Cloud tells of a request that RAM denied: the fields of `AccessDeniedDetail` in an error, or of a decoded
 * diagnostic message, as JSON, XML or as a program's log prints them. Undefined: the text has no such fields. The principal
 * has no ARN there.
 */
export function readRamDenied(text: string): Denied | undefined {
  const plain = text.slice(0, MOST).replace(/(?<!\\)\\+"/g, '"');
  const action = fieldOf(plain, 'AuthAction');
  if (action === undefined || !/^[a-z][a-z0-9-]*:[A-Za-z0-9*]+$/.test(action)) return undefined;
  const resource = fieldOf(plain, 'AuthResource');
  const explicit =
    fieldOf(plain, 'NoPermissionType') === 'ExplicitDeny' || fieldOf(plain, 'ExplicitDeny') === 'true';
  const type = fieldOf(plain, 'NoPermissionPolicyType') ?? fieldOf(plain, 'PolicyType') ?? '';
  const by = KINDS.find(([words]) => words.test(type))?.[1];
  return {
    action,
    explicit,
    ...(resource === undefined ? {} : { resource }),
    ...(by === undefined ? {} : { by }),
  };
}

/** Characters of a log in which the fields are looked for. */
const MOST = 20_000;

/** `"Name":"value"`, `name: value`, `Name=value`, `<Name>value<`. */
function fieldOf(text: string, name: string): string | undefined {
  const value = new RegExp(`(?<!\\w)${name}"? ?[:=>] ?"?([^\\s"',;<>{}\\]]{1,2048})`, 'i').exec(text)?.[1];
  return value === undefined || value === '' ? undefined : value;
}

const KINDS: readonly (readonly [RegExp, PolicyKind])[] = [
  [/IdentityBasedPolicy$/, 'identity'],
  [/ResourceBasedPolicy$/, 'resource'],
  [/^SessionPolicy$/, 'session'],
  [/^ControlPolicy$/, 'scp'],
  [/^AssumeRolePolicy$/, 'trust'],
];

import type { TextRange } from '../text/range.ts';
import type { Source } from '../text/source.ts';

/** The name of a system policy of Alibaba Cloud, where Terraform attaches one: what is typed before and behind the offset. */
export interface SystemPolicyPlace {
  readonly before: string;
  readonly name: string;
  readonly range: TextRange;
}

/** Undefined everywhere else, and where the block says that the policy is a custom one. */
export function systemPolicyAt({ text }: Source, offset: number): SystemPolicyPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = NAME.exec(text.slice(lineStart, offset))?.[1];
  if (before === undefined) return undefined;
  const header = text.lastIndexOf('\nresource ', lineStart);
  const head = text.slice(header < 0 ? 0 : header + 1, lineStart);
  if (!ATTACHMENT.test(head)) return undefined;
  const after = /^[\w-]*/.exec(text.slice(offset, offset + MAX_NAME))?.[0] ?? '';
  const end = text.indexOf('\n}', offset);
  const rest = text.slice(offset, end < 0 ? offset + MAX_NAME : end);
  if (CUSTOM.test(head) || CUSTOM.test(rest)) return undefined;
  return {
    before,
    name: before + after,
    range: { start: offset - before.length, end: offset + after.length },
  };
}

const NAME = /^[ \t]*policy_name[ \t]*=[ \t]*"([\w-]*)$/;
const ATTACHMENT = /^resource[ \t]+"alicloud_(?:ram_(?:user|group|role)|resource_manager)_policy_attachment"/;
const CUSTOM = /\bpolicy_type[ \t]*=[ \t]*"Custom"/;
const MAX_NAME = 200;

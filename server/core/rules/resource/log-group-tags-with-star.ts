import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** Actions on the tags of a log group want its ARN without the `:*` that other actions want. */
export const logGroupTagsWithStar: Rule = {
  id: 'log-group-tags-with-star',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'Actions on the tags of log groups, and only ARNs that end in :*',
  check: {
    statement({ action, resource }, ctx) {
      if (action === undefined || resource === undefined) return;
      const { items, open } = resource.value;
      if (open.length > 0 || items.length === 0) return;
      if (!items.every(({ text }) => STREAMS.test(text.value ?? ''))) return;
      const tagging = action.value.items.filter(({ text }) => isTagging(text.value ?? ''));
      const [first] = tagging;
      if (first === undefined) return;
      const bare = items.map(({ text }) => (text.value ?? '').slice(0, -2));
      const all = items.flatMap(({ text }, at) => [bare[at] ?? '', text.value ?? '']);
      const only = tagging.length === action.value.items.length && action.value.open.length === 0;
      ctx.report({
        at: first.text.range,
        path: first.path,
        message: `"${first.text.value}" wants the ARN of a log group without ":*" at its end; add that form`,
        related: [{ at: resource.key, path: resource.path, message: 'The ARNs with ":*"' }],
        fixes: () =>
          fix(
            only ? 'Take ":*" away' : 'Name the log groups without ":*" as well',
            'review',
            ctx.policy.write.set(resource.path, only ? (bare.length === 1 ? (bare[0] ?? '') : bare) : all),
          ),
      });
    },
  },
};

/** A log group that is named without a wildcard before its `:*`. */
const STREAMS = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:[^:*?]+:\*$/;

function isTagging(action: string): boolean {
  return TAGGING.some((name) => matchesIgnoringCase(action, name)) && !action.includes('*');
}

const TAGGING = ['logs:TagResource', 'logs:UntagResource', 'logs:ListTagsForResource'];

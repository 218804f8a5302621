import type { Text } from '../../policy/text.ts';
import { betterSids } from '../document/sids.ts';
import { removePath, replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `"Allow-read"`: the Sid of an IAM policy has letters and digits only. */
export const unsupportedSid: Rule = {
  id: 'unsupported-sid',
  code: 'UNSUPPORTED_SID',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'trust', 'scp', 'rcp'],
  summary: 'A Sid has characters other than letters and digits',
  check: {
    statement({ sid }, ctx) {
      const text = sid?.value;
      if (sid === undefined || text === undefined) return;
      const bad = strangerIn(text);
      if (bad === undefined) return;
      ctx.report({
        at: text.range,
        path: sid.path,
        message: `A Sid has only the letters A to Z and a to z and digits here, not ${bad === ' ' ? 'a blank' : `"${bad}"`}, so AWS refuses the policy; leave such characters out`,
        fixes: () => {
          const name = betterSids(ctx.policy, cleaned).get(text);
          if (name === undefined) return [];
          return name === ''
            ? removePath(ctx, sid.path, 'safe', 'Remove the Sid')
            : replaceText(ctx, text, name, 'safe');
        },
      });
    },
  },
};

/** The first character that no filling of holes can make right. */
function strangerIn(text: Text): string | undefined {
  for (const piece of text.pieces) {
    const match = piece.kind === 'text' ? STRANGER.exec(piece.text) : null;
    if (match !== null) return match[0];
  }
  return undefined;
}

/** `Allow read-only` becomes `AllowReadOnly`. */
function cleaned(sid: string): string {
  return sid
    .split(/[^A-Za-z0-9]+/)
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');
}

const STRANGER = /[^A-Za-z0-9]/u;

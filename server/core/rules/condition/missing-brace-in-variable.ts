import { rangeWithin } from '../../policy/text.ts';
import { replacePart } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { keyOf } from './entries.ts';
import { wherePermitted } from './variable-places.ts';

/** `${aws:username/*`: a policy variable without its closing brace. */
export const missingBraceInVariable: Rule = {
  id: 'missing-brace-in-variable',
  code: 'MISSING_BRACE_IN_VARIABLE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A policy variable lacks its closing brace',
  check: wherePermitted(({ item, variable, at }, ctx) => {
    if (variable.closed) return;
    const name = knownNameAt(variable.name, ctx);
    const end = variable.nameStart + (name ?? '').length;
    ctx.report({
      at: name === undefined ? at : rangeWithin(item.text, variable.start, end),
      path: item.path,
      message: `The policy variable "\${${name ?? variable.name}" has no closing brace; add "}" where its name ends`,
      fixes: () =>
        name === undefined
          ? []
          : replacePart(
              ctx,
              rangeWithin(item.text, variable.start, end),
              `\${${name}}`,
              'review',
              `Close it as "\${${name}}"`,
            ),
    });
  }),
};

/** The longest beginning of the text that is a documented key: names end where no key goes on. */
function knownNameAt(text: string, ctx: RuleContext): string | undefined {
  const run = /^[A-Za-z0-9:/._@=+-]*/.exec(text)?.[0] ?? '';
  for (let end = run.length; end > 4; end--) {
    const next = run[end];
    if (next !== undefined && /[A-Za-z0-9]/.test(next)) continue;
    const name = run.slice(0, end);
    if (keyOf(ctx, name) !== undefined) return name;
  }
  return undefined;
}

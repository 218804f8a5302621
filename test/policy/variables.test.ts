import { describe, expect, test } from 'vitest';
import { hasVariable, scanVariables, withoutVariables } from '../../server/core/policy/variables.ts';

function shown(text: string): readonly string[] {
  return scanVariables(text).map(({ start, end, closed, name, fallback }) => {
    const rest = fallback === undefined ? '' : ` = ${fallback.text}${fallback.quoted ? '' : ' (bare)'}`;
    return `${text.slice(start, end)} → ${name}${rest}${closed ? '' : ' (open)'}`;
  });
}

describe('policy variables', () => {
  test.each([
    ['home/*', []],
    ['${aws:username}', ['${aws:username} → aws:username']],
    ['a/${aws:userid}/${*}', ['${aws:userid} → aws:userid', '${*} → *']],
    ['${}', ['${} → ']],
    ['${aws:username/*', ['${aws:username/* → aws:username/* (open)']],
    [
      '${aws:username/${aws:userid}',
      ['${aws:username/${aws:userid} → aws:username/ (open)', '${aws:userid} → aws:userid'],
    ],
    [
      "${aws:PrincipalTag/team, 'no }, team'}!",
      ["${aws:PrincipalTag/team, 'no }, team'} → aws:PrincipalTag/team =  'no }, team'"],
    ],
    [
      '${aws:PrincipalTag/team, none}',
      ['${aws:PrincipalTag/team, none} → aws:PrincipalTag/team =  none (bare)'],
    ],
    [
      "${aws:PrincipalTag/team, 'none}",
      ["${aws:PrincipalTag/team, 'none} → aws:PrincipalTag/team =  'none (bare)"],
    ],
    [
      '${aws:PrincipalTag/${aws:username}}',
      ['${aws:PrincipalTag/${aws:username}} → aws:PrincipalTag/${aws:username}'],
    ],
    ['$', []],
    ['${', ['${ →  (open)']],
    ['${$}', ['${$} → $']],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test('escapes are no variables', () => {
    expect(['${*}', '${?}', '${$}', 'x', '${aws:username'].filter(hasVariable)).toEqual([]);
    expect(hasVariable('${*}${aws:username}')).toBe(true);
  });

  test('what is left are the characters of the author', () => {
    expect(withoutVariables('a${*}b${aws:username}c')).toBe('abc');
    expect(withoutVariables('${aws:userid}:*', '?')).toBe('?:*');
    expect(withoutVariables('${aws:username*')).toBe('${aws:username*');
  });

  test('a long run of open braces takes no long time', () => {
    const text = '${'.repeat(20_000);
    expect(scanVariables(text)).toHaveLength(20_000);
  });
});

import { describe, expect, test } from 'vitest';
import { contains, formatIpRange, isPrivate, networkOf, parseIpRange } from '../../server/core/policy/ip.ts';

function network(text: string): string | undefined {
  const range = parseIpRange(text);
  return range === undefined ? undefined : formatIpRange(networkOf(range));
}

describe('IP ranges', () => {
  test.each([
    ['203.0.113.17/24', '203.0.113.0/24'],
    ['203.0.113.17', '203.0.113.17/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/1', '128.0.0.0/1'],
    ['2001:DB8::1/64', '2001:db8::/64'],
    ['::1', '::1/128'],
    ['::', '::/128'],
    ['fe80::1:0:0:1', 'fe80::1:0:0:1/128'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3/128'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128'],
    ['::ffff:203.0.113.5', '::ffff:cb00:7105/128'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
  ])('%s is the network %s', (text, expected) => {
    expect(network(text)).toBe(expected);
  });

  test.each([
    '',
    '*',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/-1',
    ' 203.0.113.0',
    '2001:db8::/129',
    '2001::db8::1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    'g::1',
    '::203.0.113.5:1',
  ])('"%s" is none', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  test('only what lies wholly inside the private blocks is private', () => {
    const privates = ['10.0.0.0/8', '10.1.2.3', '172.16.0.0/12', '172.31.255.255', '192.168.0.0/16'];
    const others = ['10.0.0.0/7', '172.32.0.0/16', '192.168.0.0/15', '0.0.0.0/0', 'fd00::/8', '127.0.0.1'];
    const is = (text: string) => {
      const range = parseIpRange(text);
      return range !== undefined && isPrivate(range);
    };
    expect(privates.filter((text) => !is(text))).toEqual([]);
    expect(others.filter(is)).toEqual([]);
  });

  test('families never contain each other', () => {
    const [four, six] = [parseIpRange('0.0.0.0/0'), parseIpRange('::/0')];
    if (four === undefined || six === undefined) throw new Error('both are ranges');
    expect(contains(six, four) || contains(four, six)).toBe(false);
    expect(contains(six, six)).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import {
  isBase64,
  isDate,
  isNumber,
  isoOfSeconds,
  isSeconds,
  repairedDate,
} from '../../server/core/rules/condition/values.ts';

describe('values of conditions', () => {
  test('dates are those of the W3C profile of ISO 8601', () => {
    const dates = [
      '2026',
      '2026-01',
      '2026-01-31',
      '2026-01-31T12:00Z',
      '2026-01-31T12:00:00.5+01:00',
      '2024-02-29',
    ];
    const others = [
      '',
      '26',
      '2026-13',
      '2026-02-30',
      '2023-02-29',
      '2026-1-1',
      '2026-01-31T25:00Z',
      '31.01.2026',
    ];
    expect(dates.filter((text) => !isDate(text))).toEqual([]);
    expect(others.filter(isDate)).toEqual([]);
  });

  test('seconds are numbers that can be no year', () => {
    expect(['1767225600', '0000', '2026', '17672', 'now'].map(isSeconds)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(isoOfSeconds(1_767_225_600)).toBe('2026-01-01T00:00:00Z');
    expect(isoOfSeconds(1_767_225_600_000)).toBeUndefined();
    expect(isoOfSeconds(0.5)).toBeUndefined();
  });

  test.each([
    ['2026/1/31', '2026-01-31'],
    ['2026-1-5 9:30', '2026-01-05T09:30Z'],
    ['2026-01-31 12:00:00+02:00', '2026-01-31T12:00:00+02:00'],
    ['31/01/2026', undefined],
    ['2026-02-31', undefined],
  ])('%s means %s', (text, expected) => {
    expect(repairedDate(text)).toBe(expected);
  });

  test('numbers have no unit and no grouping', () => {
    expect(['10', '-1.5', '.5', '1e3'].filter((text) => !isNumber(text))).toEqual([]);
    expect(['', '1h', '1,000', '1_000', '0x10', ' 1', 'ten'].filter(isNumber)).toEqual([]);
  });

  test('base64 comes in groups of four', () => {
    expect(['QQ==', 'QUI=', 'QUJD', ''].filter((text) => !isBase64(text))).toEqual([]);
    expect(['Q', 'QQ', 'QQ=A', 'a b=', 'QUJ-'].filter(isBase64)).toEqual([]);
  });
});

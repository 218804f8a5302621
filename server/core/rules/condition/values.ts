/** An integer or a decimal number as IAM's Numeric operators take it. */
export function isNumber(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text);
}

export function isBoolean(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** Seconds since 1970, where they cannot be a year of the calendar. */
export function isSeconds(text: string): boolean {
  return /^\d{5,}(\.\d+)?$/.test(text);
}

/** The W3C profile of ISO 8601, from `2026` to `2026-01-31T12:00:00.5+01:00`; a missing time zone is let pass. */
export function isDate(text: string): boolean {
  const match =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/i.exec(
      text,
    );
  if (match === null) return false;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (day !== undefined && (day < 1 || day > daysIn(year ?? 0, month ?? 1))) return false;
  return !((hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 60);
}

/** The instant in IAM's notation; undefined for parts of a second and beyond the year 9999. */
export function isoOfSeconds(seconds: number): string | undefined {
  if (!Number.isInteger(seconds) || seconds >= 253_402_300_800) return undefined;
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** The date that a nearly right spelling means; year first, so that day and month cannot be mixed up. */
export function repairedDate(text: string): string | undefined {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?) *(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', time, zone = 'Z'] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const repaired =
    time === undefined ? date : `${date}T${time.indexOf(':') === 1 ? '0' : ''}${time}${zone.toUpperCase()}`;
  return isDate(repaired) ? repaired : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

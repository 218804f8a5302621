import type { Catalog } from '../../catalog/catalog.ts';
import { own } from '../../text/own.ts';

/** A name that AWS's service reference once had. */
export interface Past {
  /** The first data without the name, or the last day on which AWS is known to have taken it. */
  readonly since: string;
  /** Whether AWS's own validator complains by now. */
  readonly reported: boolean;
}

/**
 * AWS drops a name from its reference first and complains about it later; how much later was fitted on the verdicts that
 * IAM Access Analyzer gave AWS's managed policies until 2026-03-07, and on the days of our data versions.
 *
 * Actions: all that were gone in the data of 2025-12-06 were reported three months later (`cloud9:ValidateEnvironmentName`
 * and ten more, no exception), none of those that left after that day. So 90 days of proven absence.
 *
 * Services go later: `elastic-inference`, gone in the data of 2025-02-13, was still taken on 2025-05-28 and reported on
 * 2025-11-14; `deeplens`, gone in the data of 2025-12-06, was still taken on 2026-03-07. Anything from 105 to 274 days
 * would fit; a year is on the quiet side.
 *
 * Both count from our data to the day of our newest data, so that newer data make old names loud by themselves.
 */
const ACTION_DAYS = 90;
const SERVICE_DAYS = 365;

/** The past of an action by the day of the first data without it. */
export function judgeRetired(catalog: Catalog, since: string): Past {
  return { since, reported: daysBetween(since, catalog.date) >= ACTION_DAYS };
}

/** The past of a service prefix (in lower case); undefined for today's and for those that never were. */
export function judgeService(catalog: Catalog, prefix: string): Past | undefined {
  const service = catalog.service(prefix);
  const taken = own(STILL_TAKEN, prefix);
  if (service === undefined) return taken === undefined ? undefined : { since: taken, reported: false };
  if (service.retiredSince === undefined) return undefined;
  const late = daysBetween(service.retiredSince, catalog.date) >= SERVICE_DAYS;
  return { since: service.retiredSince, reported: late && taken === undefined };
}

/**
 * Prefixes of closed services that the validator took without a word long after they had left the reference, with the last
 * day on which one of AWS's managed policies shows it.
 */
const STILL_TAKEN: Readonly<Record<string, string>> = {
  'catalog-admin': '2021-03-27',
  'catalog-user': '2021-03-27',
  deeplens: '2026-03-07',
  iot1click: '2026-03-07',
  iotroborunner: '2024-04-08',
  macie: '2022-05-03',
  mobilehub: '2023-03-06',
  zocalo: '2026-03-07',
};

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

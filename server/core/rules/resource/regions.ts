import type { Catalog, Partition } from '../../catalog/catalog.ts';
import type { Severity } from '../rule.ts';
import { isPlaceholder } from './element-arn.ts';
import { nearestWord } from './nearest.ts';

export interface RegionProblem {
  /** `warning` where a Region younger than our list, or a script's placeholder, would look the same. */
  readonly severity: Severity;
  /** Goes on after `"eu-wset-1" `. */
  readonly what: string;
  /** The Region that was probably meant. */
  readonly near: string | undefined;
}

/** What is wrong with a Region code; undefined when it is one of the partition, or of any partition where none is named. */
export function judgeRegion(
  catalog: Catalog,
  region: string,
  partition?: Partition,
): RegionProblem | undefined {
  const home = catalog.partitionOfRegion(region);
  if (home !== undefined) {
    if (partition === undefined || home.id === partition.id) {
      return region === region.toLowerCase()
        ? undefined
        : { severity: 'error', what: 'is not written in lower case', near: region.toLowerCase() };
    }
    return {
      severity: 'error',
      what: `belongs to partition ${home.id}, not ${partition.id}`,
      near: undefined,
    };
  }
  const regions = partition?.regions ?? catalog.partitions.flatMap((each) => each.regions);
  const near = zoneOf(region, regions) ?? nearestWord(region, regions);
  const likely = NEW_REGION.test(region);
  if (isPlaceholder(region)) return { severity: 'warning', what: 'is not a Region code', near: undefined };
  if (likely) return { severity: 'warning', what: `was no known Region on ${catalog.date}`, near };
  return { severity: 'error', what: 'is not a Region code', near };
}

/** How AWS builds its codes: area, perhaps a part of it, direction, number. */
const NEW_REGION = /^[a-z]{2,4}(-[a-z]{2,4})?-(north|south|east|west|central|(north|south)(east|west))-\d$/;

/** `us-east-1a` is an Availability Zone of `us-east-1`. */
function zoneOf(text: string, regions: readonly string[]): string | undefined {
  const region = /^(.*\d)[a-z]$/.exec(text)?.[1];
  return region !== undefined && regions.includes(region) ? region : undefined;
}

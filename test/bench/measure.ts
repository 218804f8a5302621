export interface Case {
  readonly name: string;
  run(): void;
}

export interface Timing {
  readonly name: string;
  /** In milliseconds of the processor's time. */
  readonly first: number;
  readonly median: number;
  readonly best: number;
}

/**
 * Runs the cases in turn, round after round, so that a slow moment of the machine hits them all.
 * The first round of all is kept apart: nothing is compiled or remembered in it. Warm-up rounds are not counted.
 */
export function measure(cases: readonly Case[], warmUps: number, rounds: number): readonly Timing[] {
  const times = cases.map((): number[] => []);
  for (let round = 0; round < 1 + warmUps + rounds; round++) {
    cases.forEach(({ run }, index) => {
      times[index]?.push(elapsed(run));
    });
  }
  return cases.map(({ name }, index) => {
    const [first = 0, ...later] = times[index] ?? [];
    const counted = later.slice(warmUps);
    return { name, first, median: median(counted), best: Math.min(...counted) };
  });
}

/** Milliseconds of the processor's time, in all threads of the process: what else the machine does is no part of it. */
export function elapsed(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** As `elapsed`, by the clock: for what other processes do. */
export function waited(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `share` 0.99 is the value that one in a hundred is above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

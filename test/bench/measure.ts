export interface Case {
  readonly name: string;
  run(): void;
}

export interface Timing {
  readonly name: string;
  /** In milliseconds. */
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

export function elapsed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

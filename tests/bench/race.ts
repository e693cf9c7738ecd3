/** One way of doing the work of a benchmark. */
export interface Contender {
  readonly name: string;
  /** Steps or points of one round. */
  readonly units: number;
  readonly run: (units: number) => void;
  /** Does the same in another process and returns the seconds that it took there. */
  readonly seconds?: (units: number) => number;
  /** What the work so far has given, for a comparison with the other contenders. */
  readonly result: () => ArrayLike<number>;
}

/** Rounds that count; the machine's speed drifts, so rounds are interleaved and medians of ratios are quoted. */
export const ROUNDS = 7;

/** Speeds in units per second: one row per contender, one column per round. A first round warms up and is not kept. */
export function race(contenders: readonly Contender[]): number[][] {
  const speeds: number[][] = contenders.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    contenders.forEach(({ units, run, seconds: ownSeconds }, index) => {
      const start = performance.now();
      const own = ownSeconds?.(units);
      if (own === undefined) run(units);
      const seconds = own ?? (performance.now() - start) / 1000;
      if (round > 0) speeds[index]!.push(units / seconds);
    });
  }
  return speeds;
}

/** The names of contenders whose result is not the first one's to single precision: they did other work. */
export function oddOnes(contenders: readonly Contender[]): string[] {
  const expected = Array.from(contenders[0]!.result());
  return contenders
    .filter(({ result }) => {
      const actual = result();
      return !expected.every((value, i) => Math.abs(value - actual[i]!) <= 1e-4 * (1 + Math.abs(value)));
    })
    .map(({ name }) => name);
}

/** Prints one line per contender, with how many times as fast the first one is. */
export function printRace(
  title: string,
  unit: string,
  contenders: readonly Contender[],
  speeds: number[][],
): void {
  console.log(`\n${title}`);
  contenders.forEach(({ name }, index) => {
    const speed = median(speeds[index]!).toLocaleString('en-GB', { maximumFractionDigits: 0 });
    const ratio = medianRatio(speeds[0]!, speeds[index]!).toFixed(1);
    const tail = index === 0 ? '' : `   ${contenders[0]!.name} is ${ratio} × as fast`;
    console.log(`  ${name.padEnd(30)}${speed.padStart(12)} ${unit}${tail}`);
  });
}

export function medianRatio(speeds: readonly number[], others: readonly number[]): number {
  return median(speeds.map((speed, round) => speed / others[round]!));
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

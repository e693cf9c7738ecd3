import type { Contender } from './contender';

/** The machine's speed drifts, so rounds are interleaved, and medians of the ratios within a round are quoted. */
export interface RaceOptions {
  readonly rounds: number;
  /** How long one contender's part of a round should take. */
  readonly seconds: number;
}

/**
 * Speeds in units per second: one row per contender, one column per round. A first run of each finds out how much fits into a round and
 * warms up; a first round is not kept.
 */
export async function race(
  contenders: readonly Contender[],
  { rounds, seconds }: RaceOptions,
): Promise<number[][]> {
  const units: number[] = [];
  for (const contender of contenders) units.push(await unitsFor(contender, seconds));
  const speeds: number[][] = contenders.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const took = await contender.run(units[index]!);
      if (round > 0) speeds[index]!.push(units[index]! / took);
    }
  }
  return speeds;
}

/** As many units as take about the given time: twice as many until they take a good part of it. */
async function unitsFor({ grain, run }: Contender, seconds: number): Promise<number> {
  let units = grain;
  let took = await run(units);
  while (took < seconds / 4) {
    units *= 2;
    took = await run(units);
  }
  return Math.max(grain, Math.round((units * seconds) / took / grain) * grain);
}

/** How far from the first contender's numbers others may be: |difference| ≤ tolerance·(1 + |value|), but for a share of the values. */
export interface Agreement {
  readonly f64: number;
  readonly f32: number;
  readonly exceptions: number;
}

/** The contenders whose numbers are not the first one's: they did other work, or did it wrongly. */
export function oddOnes(contenders: readonly Contender[], agreement: Agreement): Contender[] {
  const expected = Array.from(contenders[0]!.result());
  return contenders.filter(({ result, precision, sameWork }) => {
    if (!sameWork) return false;
    const actual = result();
    const compared = expected.filter((_, i) => !Number.isNaN(actual[i] ?? Infinity));
    const wrong = expected.filter((value, i) => {
      const other = actual[i] ?? Infinity;
      return Math.abs(value - other) > agreement[precision] * (1 + Math.abs(value));
    });
    return (
      actual.length !== expected.length ||
      compared.length === 0 ||
      wrong.length > agreement.exceptions * compared.length
    );
  });
}

export function medianRatio(speeds: readonly number[], others: readonly number[]): number {
  return median(speeds.map((speed, round) => speed / others[round]!));
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

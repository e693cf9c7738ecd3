/** Training speeds of the transport, in steps per second; the last one is as fast as the core goes. */
export const speeds: readonly (number | null)[] = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  1000,
  2000,
  5000,
  10000,
  null,
];

/** Slow enough to watch a trajectory grow, fast enough that two thousand steps take seconds. */
export const defaultSpeedIndex = speeds.indexOf(500);

export function describeSpeed(rate: number | null): string {
  return rate === null
    ? 'as fast as possible'
    : `${rate.toLocaleString('en-GB')} step${rate === 1 ? '' : 's'}/s`;
}

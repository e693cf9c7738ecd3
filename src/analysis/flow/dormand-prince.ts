/**
 * The embedded Runge–Kutta pair of orders 5 and 4 of Dormand and Prince (1980), for θ′ = slope(θ). The slope at the end of a step is the first of
 * the next, so an accepted step costs six slopes. Every parameter is treated by the same operations, so that twin units stay twins to the bit.
 */
export type Slope = (theta: Float64Array) => Float64Array;

export interface TriedStep {
  readonly theta: Float64Array;
  /** Slope at `theta`. */
  readonly slope: Float64Array;
  /** Euclidean norm of the difference of the two orders. */
  readonly error: number;
}

/** Rows of the tableau: what stage s adds to θ, in units of the step. */
const stages = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
] as const;
const fifth = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84] as const;
/** The weights of order 5 less those of order 4; the last one belongs to the slope at the end. */
const difference = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;

/** One step of length `h` from θ, whose slope is given. */
export function tryStep(slope: Slope, theta: Float64Array, first: Float64Array, h: number): TriedStep {
  const slopes = [first];
  for (const row of stages) slopes.push(slope(moved(theta, slopes, row, h)));
  const end = moved(theta, slopes, fifth, h);
  const last = slope(end);
  slopes.push(last);
  let squares = 0;
  for (let i = 0; i < theta.length; i++) {
    let sum = 0;
    for (let s = 0; s < 7; s++) sum += difference[s]! * slopes[s]![i]!;
    squares += sum * sum;
  }
  return { theta: end, slope: last, error: h * Math.sqrt(squares) };
}

/** θ + h·Σ_s weights[s]·slopes[s]. */
function moved(
  theta: Float64Array,
  slopes: readonly Float64Array[],
  weights: readonly number[],
  h: number,
): Float64Array {
  const result = new Float64Array(theta.length);
  for (let i = 0; i < result.length; i++) {
    let sum = 0;
    for (let s = 0; s < weights.length; s++) sum += weights[s]! * slopes[s]![i]!;
    result[i] = theta[i]! + h * sum;
  }
  return result;
}

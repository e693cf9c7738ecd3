/** Landscapes with known closed forms, for tests. */
import type { History } from '../../src/analysis/history';
import type { Landscape } from '../../src/analysis/landscape';

export interface ShapeOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly span?: readonly [number, number];
  readonly centreValue?: number;
  readonly quantity?: Landscape['quantity'];
  readonly path?: readonly (readonly [alpha: number, beta: number, distance?: number])[];
}

export function axis(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** The landscape of a function of (α, β) on [−span, span]², about the all-zero point. */
export function shape(f: (alpha: number, beta: number) => number, options: ShapeOptions = {}): Landscape {
  const { columns = 51, rows = 51, span = [1, 1], path = [[0, 0]], quantity = 'loss' } = options;
  const alphas = axis(-span[0], span[0], columns);
  const betas = axis(-span[1], span[1], rows);
  const values = new Float64Array(columns * rows);
  betas.forEach((b, j) => alphas.forEach((a, i) => (values[j * columns + i] = f(a, b))));
  const planeLoss = Float64Array.from(path, ([a, b]) => f(a, b));
  return {
    quantity,
    plane: {
      name: 'test',
      description: 'Two orthogonal directions of length 1.',
      rule: 'Both directions have length 1.',
      caveats: [],
      centre: 'origin',
      centreTheta: new Float64Array(2),
      first: Float64Array.of(1, 0),
      second: Float64Array.of(0, 1),
      firstLabel: 'α · first direction d₁',
      secondLabel: 'β · second direction d₂',
      cosine: 0,
    },
    alphas,
    betas,
    values,
    centreValue: options.centreValue ?? f(0, 0),
    trajectory: {
      steps: Float64Array.from(path, (_, i) => 100 * i),
      alpha: Float64Array.from(path, ([a]) => a),
      beta: Float64Array.from(path, ([, b]) => b),
      distance: Float64Array.from(path, ([, , d]) => d ?? 0),
      loss: planeLoss.map((value) => value),
      planeLoss,
    },
    origin: { alpha: 0, beta: 0 },
    milliseconds: 1,
  };
}

export function history(
  steps: number,
  loss: (i: number) => number,
  gradientNorm: (i: number) => number,
): History {
  const of = (f: (i: number) => number): Float64Array => Float64Array.from({ length: steps }, (_, i) => f(i));
  return {
    steps: of((i) => 10 * i),
    loss: of(loss),
    gradientNorm: of(gradientNorm),
    accuracy: of(() => NaN),
    testLoss: of(() => NaN),
    testAccuracy: of(() => NaN),
    effectiveWidth: of(() => 1),
  };
}

/** A path that leaves the origin slowly, then turns downhill. */
export const leaving = Array.from({ length: 60 }, (_, i) => {
  const t = 1e-3 * 1.122 ** i;
  return [0.25 * t + 0.02 * t * t, Math.min(0.93, 0.95 * t), 0.25 * t * t] as const;
});

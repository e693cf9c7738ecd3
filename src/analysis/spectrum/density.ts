import type { Core, RandomStream } from '../../core/contract';
import { randomUnit } from '../../model/vectors';

/** What one random direction sees of the spectrum: nodes and weights of a Gauss quadrature, the weights summing to 1. */
export interface Probe {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** Within this distance of each node there is an eigenvalue. */
  readonly residuals: Float64Array;
}

/** A mean over the probes with its standard error (the spread of the mean over other choices of the random directions; NaN for a single probe). */
export interface Estimated {
  readonly value: number;
  readonly standardError: number;
}

/** The spectral density, smoothed with a Gaussian; an estimate by stochastic Lanczos quadrature (Ubaru, Chen & Saad 2017). */
export interface Density {
  /** λ, evenly spaced; reaches six widths beyond the outermost nodes. */
  readonly grid: Float64Array;
  /** Share of the eigenvalues per unit of λ; integrates to 1. */
  readonly density: Float64Array;
  readonly standardError: Float64Array;
  /** Standard deviation of the smoothing Gaussian. */
  readonly width: number;
}

export function probeSpectrum(
  core: Core,
  n: number,
  apply: (v: Float64Array) => Float64Array,
  steps: number,
  random: RandomStream,
): Probe {
  const start = randomUnit(n, random);
  const { values, weights, residuals } = core.lanczos(n, apply, { steps: Math.min(steps, n), start });
  return { nodes: values, weights, residuals };
}

export interface DensityOptions {
  /** Width of the smoothing as a share of the spectrum's range. */
  readonly smoothing: number;
  /** Points of the grid. */
  readonly points: number;
}

/** Widths beyond the outermost nodes; what lies outside is 2·10⁻⁹ of the whole. */
const reach = 6;

export function spectralDensity(core: Core, probes: readonly Probe[], options: DensityOptions): Density {
  const lowest = Math.min(...probes.map(({ nodes }) => nodes[0]!));
  const highest = Math.max(...probes.map(({ nodes }) => nodes.at(-1)!));
  // A spectrum of one point has no range: the width is then a share of its size, or of 1.
  const range = highest - lowest || Math.abs(highest) || 1;
  const width = options.smoothing * range;
  const [from, to] = [lowest - reach * width, highest + reach * width];
  const step = (to - from) / (options.points - 1);
  const grid = Float64Array.from({ length: options.points }, (_, i) => from + i * step);
  const scale = 1 / (width * Math.sqrt(2 * Math.PI));
  const rows = probes.map(({ nodes, weights }) =>
    grid.map((lambda) => {
      let sum = 0;
      nodes.forEach((node, k) => {
        const z = (lambda - node) / width;
        sum += weights[k]! * core.math.exp(-0.5 * z * z);
      });
      return scale * sum;
    }),
  );
  const points = Array.from(grid, (_, i) => estimated(rows.map((row) => row[i]!)));
  return {
    grid,
    density: Float64Array.from(points, ({ value }) => value),
    standardError: Float64Array.from(points, ({ standardError }) => standardError),
    width,
  };
}

/** Mean and standard error of the mean. */
export function estimated(samples: readonly number[]): Estimated {
  const n = samples.length;
  const value = samples.reduce((sum, sample) => sum + sample, 0) / n;
  const squares = samples.reduce((sum, sample) => sum + (sample - value) ** 2, 0);
  return { value, standardError: n < 2 ? NaN : Math.sqrt(squares / (n * (n - 1))) };
}

/** How many eigenvalues of n lie on each side of 0, as the probes' weights have it. */
export interface InertiaEstimate {
  readonly negative: Estimated;
  readonly zero: Estimated;
  readonly positive: Estimated;
  /** |λ| of at most this counts as zero. */
  readonly tolerance: number;
  /** How many of the n cannot be placed because their node is not known well enough (its residual reaches across the tolerance). */
  readonly undecided: number;
}

export function inertiaEstimate(probes: readonly Probe[], n: number, tolerance: number): InertiaEstimate {
  const countOf = (accept: (node: number, residual: number) => boolean): Estimated =>
    estimated(
      probes.map(
        ({ nodes, weights, residuals }) =>
          n * weights.reduce((sum, weight, k) => sum + (accept(nodes[k]!, residuals[k]!) ? weight : 0), 0),
      ),
    );
  return {
    negative: countOf((node) => node < -tolerance),
    zero: countOf((node) => Math.abs(node) <= tolerance),
    positive: countOf((node) => node > tolerance),
    tolerance,
    undecided: countOf((node, residual) =>
      Math.abs(node) <= tolerance
        ? Math.abs(node) + residual > tolerance
        : Math.abs(node) - residual <= tolerance,
    ).value,
  };
}

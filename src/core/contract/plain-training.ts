import type { UpdateRule } from './training';

/**
 * How the sums of forward and backward are taken. `pairwise`: neighbours, then neighbouring sums. `kahan`: compensated. `permuted`: naive, each unit in a
 * seeded order of its own, as optimised matrix libraries do at the edges of their tiles. The other three add in one order for all units.
 */
export type Summation = 'naive' | 'pairwise' | 'kahan' | 'permuted';

/** One training by plain loops on the full batch, in which all sums are taken in one of four ways. Slow; the microscope for round-off. */
export interface PlainTraining {
  /** Steps made. */
  readonly step: number;
  readonly diverged: boolean;
  /** A copy of the current parameters. */
  theta(): Float64Array;
  /** Training loss at the current parameters, penalties included. */
  loss(): number;
  /** Gradient at the current parameters. */
  gradient(): Float64Array;
  /** Makes up to `count` steps; fewer only on divergence. */
  advance(count: number): number;
}

export interface PlainTrainingOptions {
  readonly rule: UpdateRule;
  readonly summation: Summation;
  /**
   * Of the orders of `permuted`: the stream `round-off` gives one permutation after the other, as many per table as the widest layer has units; first
   * per layer those over its inputs and over its outputs, then those over the samples.
   */
  readonly seed: number;
}

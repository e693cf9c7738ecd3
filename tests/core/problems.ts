import { readFileSync, readdirSync } from 'node:fs';
import type { ActivationName, LossName, Problem } from '../../src/core/contract';

/** Problems and comparisons that the core's tests share. */

const GOLDEN = new URL('../golden/', import.meta.url);

/** A problem with the usual settings; whatever is given replaces them. */
export function problemOf(
  sizes: readonly number[],
  activations: readonly ActivationName[],
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
  rest: Partial<Problem> = {},
): Problem {
  return {
    network: { sizes, activations, biases: activations.map(() => true) },
    loss: 'half-mean-squared-error',
    precision: 'f64',
    train: {
      count: inputs.length,
      inputs: Float64Array.from(inputs.flat()),
      targets: Float64Array.from(targets.flat()),
    },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: inputs.length,
    ...rest,
  };
}

/** |a − b|/(1 + |b|), the largest over two arrays; NaN where either has one. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return NaN;
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!) / (1 + Math.abs(expected[i]!));
    if (!(gap <= largest)) largest = gap;
  }
  return largest;
}

/** Numbers for tests: a linear congruential sequence, uniform in [−1, 1). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

export interface GoldenTrajectory {
  lr: number;
  momentum?: number;
  beta1?: number;
  beta2?: number;
  eps?: number;
  after_steps: Record<string, { theta: number[]; full_batch_loss: number }>;
}

export interface GoldenCase {
  id: string;
  tags: string[];
  network: { layer_sizes: number[]; activations: string[]; bias: boolean[] };
  loss: string;
  data: { x: number[][]; y: number[][] };
  theta: number[];
  batch_order: number[][] | null;
  expected: {
    loss: number;
    outputs: number[][];
    gradient: number[];
    gradient_norm: number;
    trajectories: Record<'gd' | 'gd_momentum' | 'adam', GoldenTrajectory>;
  };
  independent_float64_check_max_abs_diff: Record<'gd' | 'gd_momentum' | 'adam', Record<string, number>>;
}

/** All golden network cases. */
export function goldenCases(): GoldenCase[] {
  return readdirSync(GOLDEN)
    .filter((name) => /^p\d+.*\.json$/.test(name))
    .sort()
    .map((name) => goldenFile(name) as GoldenCase);
}

export function goldenFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8'));
}

const LOSS_NAMES: Record<string, LossName> = {
  mse: 'mean-squared-error',
  half_mse: 'half-mean-squared-error',
  half_sse: 'half-sum-of-squares',
  bce_logits: 'binary-cross-entropy',
  softmax_ce: 'softmax-cross-entropy',
};

export function lossNamed(golden: string): LossName {
  const name = LOSS_NAMES[golden];
  if (!name) throw new Error(`no loss for ${golden}`);
  return name;
}

export function activationNamed(golden: string): ActivationName {
  return golden.replace('_', '-') as ActivationName;
}

export function goldenProblem(golden: GoldenCase): Problem {
  const { network, data } = golden;
  return problemOf(network.layer_sizes, network.activations.map(activationNamed), data.x, data.y, {
    network: {
      sizes: network.layer_sizes,
      activations: network.activations.map(activationNamed),
      biases: network.bias,
    },
    loss: lossNamed(golden.loss),
  });
}

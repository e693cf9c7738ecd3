import type { Precision, Problem } from '../../src/core';

/**
 * What contenders are asked to do: plain data, the same for ours, for peers in other processes (as JSON) and for C. Hidden layers are tanh and the loss is half the mean
 * squared error; with `classes` they are ReLU and softmax cross-entropy. Inputs and targets are samples × features, row by row; every layer has biases.
 */
export type Work = TrainingWork | LandscapeWork | SecondOrderWork | TaylorWork | EigenWork | EnsembleWork;

export interface NetworkData {
  readonly sizes: readonly number[];
  readonly classes: boolean;
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** Full-batch gradient descent. One unit is a step; the result is θ after all steps so far. */
export interface TrainingWork extends NetworkData {
  readonly kind: 'training';
  readonly theta: readonly number[];
  readonly rate: number;
}

/** The loss at centre + α·first + β·second. One unit is a point of the grid, β by β; the result is axis × axis, NaN where not computed. */
export interface LandscapeWork extends NetworkData {
  readonly kind: 'landscape';
  readonly plane: readonly [readonly number[], readonly number[], readonly number[]];
  readonly axis: readonly number[];
}

/** One unit is a whole Hessian (result: P × P, or with `eigenvalues` those instead), or one product at a prepared point (result: P). */
export interface SecondOrderWork extends NetworkData {
  readonly kind: 'hessian' | 'hessian-vector';
  readonly theta: readonly number[];
  readonly direction: readonly number[];
  readonly eigenvalues: boolean;
}

/** Taylor coefficients along a line up to `order`. One unit is one line; the result is order + 1 coefficients. */
export interface TaylorWork extends NetworkData {
  readonly kind: 'taylor';
  readonly theta: readonly number[];
  readonly direction: readonly number[];
  readonly order: number;
}

/** Eigenvalues of a symmetric n × n matrix. One unit is one matrix; the result is ascending. */
export interface EigenWork {
  readonly kind: 'eigenvalues';
  readonly n: number;
  readonly matrix: readonly number[];
}

/** Independent trainings of one network on the same data. One unit is one training of `steps` steps; the result is every final θ. */
export interface EnsembleWork extends NetworkData {
  readonly kind: 'ensemble';
  readonly thetas: readonly (readonly number[])[];
  readonly rate: number;
  readonly steps: number;
}

/** The work as the core takes it. */
export function problemOf({ sizes, classes, inputs, targets }: NetworkData, precision: Precision): Problem {
  const count = inputs.length / sizes[0]!;
  const layers = sizes.slice(1);
  return {
    network: {
      sizes,
      activations: layers.map((_, l) => (l === layers.length - 1 ? 'linear' : classes ? 'relu' : 'tanh')),
      biases: layers.map(() => true),
    },
    loss: classes ? 'softmax-cross-entropy' : 'half-mean-squared-error',
    precision,
    train: { count, inputs: Float64Array.from(inputs), targets: Float64Array.from(targets) },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: count,
  };
}

/** Lists of numbers uniform in [−size, size), always the same ones. */
export function numberLists(seed: number): (length: number, size?: number) => number[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return (length, size = 1) => Array.from({ length }, () => size * next());
}

/** The network of W2, W4 and W5: 2-16-16-1 with 256 samples, 337 parameters. */
export function smallNetwork(): NetworkData & { readonly theta: number[] } {
  const list = numberLists(1);
  return {
    sizes: [2, 16, 16, 1],
    classes: false,
    inputs: list(512),
    targets: list(256),
    theta: list(337, 0.5),
  };
}

/** XOR in ±1, as W1 and W6 train it. */
export const XOR: NetworkData = {
  sizes: [2, 2, 1],
  classes: false,
  inputs: [-1, -1, -1, 1, 1, -1, 1, 1],
  targets: [-1, 1, 1, -1],
};

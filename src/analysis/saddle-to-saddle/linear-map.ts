import type { NetworkShape, Problem } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { weightsOf } from '../layers';

/** Every activation is the identity: the network is one matrix. */
export function isLinear({ activations }: NetworkShape): boolean {
  return activations.every((name) => name === 'linear');
}

/** The product of all weight matrices, outputs × inputs row-major: what a linear network without biases does to its input. */
export function endToEnd(network: NetworkShape, theta: Float64Array): Float64Array {
  let product: Float64Array = new Float64Array(0);
  for (const range of layerRanges(network)) {
    const weights = weightsOf(theta, range);
    if (range.layer === 1) {
      product = weights.slice();
      continue;
    }
    const columns = network.sizes[0]!;
    const next = new Float64Array(range.outputs * columns);
    for (let row = 0; row < range.outputs; row++)
      for (let k = 0; k < range.inputs; k++)
        for (let column = 0; column < columns; column++)
          next[row * columns + column]! += weights[row * range.inputs + k]! * product[k * columns + column]!;
    product = next;
  }
  return product;
}

/** How inputs and targets of the training samples hang together. */
export interface Correlations {
  /** E[y·xᵀ], outputs × inputs row-major. */
  readonly inputOutput: Float64Array;
  /** E[x·xᵀ] = variance·identity, to rounding. */
  readonly white: boolean;
  /** Mean of the squares of one input. */
  readonly variance: number;
}

/** Inputs count as white where no entry of E[x·xᵀ] is farther than this share of the variance from variance·identity. */
export const whiteTolerance = 1e-9;

export function correlations({ network, train }: Problem): Correlations {
  const n = network.sizes[0]!;
  const m = network.sizes.at(-1)!;
  const inputOutput = new Float64Array(m * n);
  const inputs = new Float64Array(n * n);
  for (let i = 0; i < train.count; i++)
    for (let k = 0; k < n; k++) {
      const x = train.inputs[i * n + k]! / train.count;
      for (let o = 0; o < m; o++) inputOutput[o * n + k]! += train.targets[i * m + o]! * x;
      for (let j = 0; j < n; j++) inputs[j * n + k]! += train.inputs[i * n + j]! * x;
    }
  let variance = 0;
  for (let k = 0; k < n; k++) variance += inputs[k * n + k]! / n;
  const white = inputs.every((value, at) => {
    const expected = at % (n + 1) === 0 ? variance : 0;
    return Math.abs(value - expected) <= whiteTolerance * variance;
  });
  return { inputOutput, white: white && variance > 0, variance };
}

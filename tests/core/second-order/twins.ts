import { layerStarts } from '../plain/network';
import { deepProblem, vectorOf } from './problems';

/** θ of 2-w-w-outputs whose units 0 and w − 1 of both hidden layers are twins, and the permutation of θ that exchanges a pair of them. */
export function twins(width: number, outputs: number, biases: readonly boolean[], layer: 1 | 2) {
  const problem = deepProblem('tanh', 'mean-squared-error', 0, {
    network: { sizes: [2, width, width, outputs], activations: ['tanh', 'tanh', 'linear'], biases },
  });
  const sizes = problem.network.sizes;
  const starts = layerStarts(problem);
  const count = biases.reduce((sum, biased, l) => sum + sizes[l + 1]! * (sizes[l]! + (biased ? 1 : 0)), 0);
  const exchange = (which: number): Uint32Array => {
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    const unit = (i: number): number => (i === 0 ? width - 1 : i === width - 1 ? 0 : i);
    for (let i = 0; i < width; i++) {
      const { weights, biases: bias } = starts[which - 1]!;
      const inputs = sizes[which - 1]!;
      for (let k = 0; k < inputs; k++) order[weights + i * inputs + k] = weights + unit(i) * inputs + k;
      if (biases[which - 1]) order[bias + i] = bias + unit(i);
      for (let j = 0; j < sizes[which + 1]!; j++) {
        order[starts[which]!.weights + j * width + i] = starts[which]!.weights + j * width + unit(i);
      }
    }
    return order;
  };
  const theta = vectorOf(count, width);
  for (const which of [1, 2]) {
    exchange(which).forEach((other, i) => {
      if (other > i) theta[other] = theta[i]!;
    });
  }
  // The second layer's exchange may undo what the first made equal where both meet: once more.
  exchange(1).forEach((other, i) => {
    if (other > i) theta[other] = theta[i]!;
  });
  return { theta, order: exchange(layer) };
}

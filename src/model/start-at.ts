import type { Experiment } from './experiment';
import type { Named } from './fields';
import { layerRanges } from './network';

/**
 * A start at these very parameters: every layer's schemes become its values, and there is no push.
 * @param theta all parameters, layer by layer
 */
export function startAt(experiment: Experiment, theta: Float64Array): Experiment {
  const { initialisation, network } = experiment;
  const values = (from: number, count: number): Named => ({
    name: 'values',
    values: [...theta.subarray(from, from + count)],
  });
  const ranges = layerRanges(network);
  return {
    ...experiment,
    initialisation: {
      ...initialisation,
      weights: ranges.map(({ weights, outputs, inputs }) => values(weights, outputs * inputs)),
      biases: ranges.map(({ biases, outputs }, i) =>
        biases === null ? (initialisation.biases[i] ?? { name: 'zeros' }) : values(biases, outputs),
      ),
      perturbation: { ...initialisation.perturbation, size: 0 },
    },
  };
}

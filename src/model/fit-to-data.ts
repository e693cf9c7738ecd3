import { dataset, datasetShape } from './datasets';
import type { Experiment } from './experiment';
import { loss as lossEntry } from './losses';

/**
 * Fits an experiment to its data, for a window in which the dataset or one of its settings was just changed:
 * - settings of the dataset that contradict each other are repaired where the dataset knows how (three blobs get one-hot targets);
 * - `sizes[0]` and the last size become the dataset's numbers of inputs and outputs;
 * - a loss that the targets do not allow becomes `half-mean-squared-error`, which every target allows;
 * - a loss on logits gets a linear output activation;
 * - explicit initial values and a batch size that no longer fit become zeros and `"full"`, an accuracy landscape without classes a loss landscape.
 * Everything else stays. The result still has to go through `parseExperiment`.
 * @throws UserError where the data cannot be read
 */
export function fitToData(experiment: Experiment): Experiment {
  const definition = dataset(experiment.data.name);
  const data = { ...experiment.data, ...definition.repair?.(experiment.data) } as Experiment['data'];
  const shape = datasetShape(data);
  const { sizes } = experiment.network;
  const fitted = [shape.inputNames.length, ...sizes.slice(1, -1), shape.targetNames.length];
  const allowed = {
    any: true,
    'unit-interval': shape.coding !== 'plus-minus' && shape.coding !== 'real',
    distribution: shape.coding === 'one-hot' || shape.coding === 'distribution',
  }[lossEntry(experiment.loss).targets];
  const loss = allowed ? experiment.loss : 'half-mean-squared-error';
  const activations = [...experiment.network.activations];
  if (lossEntry(loss).onLogits) activations[activations.length - 1] = 'linear';
  const fits = fitted.every((units, index) => units === sizes[index]);
  const zeros = { name: 'zeros' };
  const { initialisation, training, landscape } = experiment;
  const keepValues = (schemes: readonly (typeof zeros)[], part: 'weights' | 'biases') =>
    schemes.map((scheme, index) => {
      const changed =
        fitted[index + 1] !== sizes[index + 1] || (part === 'weights' && fitted[index] !== sizes[index]);
      return changed && scheme.name === 'values' ? zeros : scheme;
    });
  const { direction } = initialisation.perturbation;
  const samples = shape.count - Math.floor(shape.count * data.test + 1e-9);
  const numbers = shape.coding === 'real' || shape.coding === 'unit-interval';
  return {
    ...experiment,
    data,
    loss,
    network: { ...experiment.network, sizes: fitted, activations },
    initialisation: {
      ...initialisation,
      weights: keepValues(initialisation.weights, 'weights') as Experiment['initialisation']['weights'],
      biases: keepValues(initialisation.biases, 'biases') as Experiment['initialisation']['biases'],
      perturbation: {
        ...initialisation.perturbation,
        direction:
          !fits && direction.name === 'values' ? ({ name: 'random' } as typeof direction) : direction,
      },
    },
    training: {
      ...training,
      batch: training.batch !== 'full' && training.batch > samples ? 'full' : training.batch,
    },
    landscape: {
      ...landscape,
      quantity: landscape.quantity === 'accuracy' && numbers ? 'loss' : landscape.quantity,
    },
  };
}

import type { Experiment } from '../../model/experiment';
import { parseExperiment } from '../../model/schema';
import { UserError } from '../../model/user-error';
import { defineClaimExperiment } from '../experiment';
import { constants, experimentOf } from './documents';
import { recorder, train } from './measure';
import { randomTable } from './random-table';

/** The learning rates of the network with one unit per layer, beside those of the wide one. */
export const smallRates = { rescaled: 'rescaled', same: 'the same' } as const;

/** A network of equal units beside the one with a single unit per hidden layer. */
export const x10 = defineClaimExperiment({
  id: 'x10-one-unit',
  summary:
    'Equal units per layer, and the network with one unit in their place, at equal and at rescaled rates.',
  measures: {
    apartAtStart: 'largest difference of the outputs at the start',
    apart: 'largest difference of the outputs at the end',
  },
  cells: (arithmetic) =>
    Object.values(smallRates).map((rates) => ({
      settings: { 'rates of one unit': rates },
      experiment: experimentOf({
        name: 'Equal units as one',
        sizes: [3, 4, 4, 1],
        activation: 'sigmoid',
        task: randomTable(arithmetic, { name: '9 random points', seed: 1, rows: 9, inputs: 3, shift: 0.5 }),
        rate: 0.1,
        steps: 2000,
        start: { weights: constants(0.3, 0.2, 0.5) },
      }),
    })),
  measure(run, settings) {
    const rescaled = settings['rates of one unit'] === smallRates.rescaled;
    const small = run.open(oneUnitEach(run.experiment, rescaled));
    const largestGap = (a: Float64Array, b: Float64Array) =>
      a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
    const outputs: Float64Array[] = [];
    const { steps } = run.experiment.training;
    const wideEnd = train(run, steps, (_, theta) => outputs.push(run.workspace.outputs(theta))).theta();
    const gap = recorder('difference of the outputs');
    let at = 0;
    const smallEnd = train(small, steps, (step, theta) =>
      gap.add(step, largestGap(outputs[at++]!, small.workspace.outputs(theta))),
    ).theta();
    return {
      numbers: {
        apartAtStart: largestGap(run.workspace.outputs(run.initial), small.workspace.outputs(small.initial)),
        apart: largestGap(run.workspace.outputs(wideEnd), small.workspace.outputs(smallEnd)),
      },
      curves: [gap.curve()],
    };
  },
});

/**
 * The network in which each hidden layer of m_l equal units is one unit, whose incoming weights are m_{l−1} times as large. It takes the same path if its rates are
 * m_{l−1}/m_l times as large for W_l and 1/m_l times for b_l (m₀ = m_L = 1): a step of the wide network changes m_{l−1} weights at once,
 * each by the share 1/m_l of the one unit's slope.
 */
function oneUnitEach(experiment: Experiment, rescaled: boolean): Experiment {
  const { network, initialisation, training } = experiment;
  const last = network.sizes.length - 1;
  const copies = network.sizes.map((size, l) => (l === 0 || l === last ? 1 : size));
  const weights = initialisation.weights.map((scheme, l) => {
    if (scheme.name !== 'zeros' && scheme.name !== 'constant')
      throw new UserError(
        'equal units need the same number everywhere in a layer: choose zeros or a constant for each layer of weights.',
        'initialisation.weights',
      );
    const value = scheme.name === 'constant' ? Number(scheme['value']) : 0;
    return { name: 'constant' as const, value: value * copies[l]! };
  });
  return parseExperiment({
    ...experiment,
    network: { ...network, sizes: network.sizes.map((size, l) => (l === 0 || l === last ? size : 1)) },
    initialisation: { ...initialisation, weights },
    training: {
      ...training,
      layerRates: weights.map((_, l) => {
        const before = training.layerRates[l]!;
        const [above, below] = rescaled ? [copies[l + 1]!, copies[l]!] : [1, 1];
        return { weights: (before.weights * below) / above, biases: before.biases / above };
      }),
    },
  });
}

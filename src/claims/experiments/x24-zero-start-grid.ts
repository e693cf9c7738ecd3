import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { betweenUnits, largest, train, weightsOf } from './measure';

const activations: readonly ActivationName[] = [
  'linear',
  'tanh',
  'sigmoid',
  'relu',
  'softplus',
  'gelu',
  'sin',
];
const data = [tasks.xor, tasks.and, tasks.xor01, tasks.xorCross, tasks.xorSquashed];
const layouts = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
];

/** The zero start over activations, data, losses and bias layouts. */
export const x24 = defineClaimExperiment({
  id: 'x24-zero-start-grid',
  summary: 'Three hidden units from zero: seven activations, five tasks, four layouts of biases.',
  measures: {
    spread: 'largest difference between units at the end',
    weight: 'largest weight at the end',
    loss: 'loss at the end',
  },
  cells: () =>
    activations.flatMap((activation) =>
      data.flatMap((task) =>
        layouts.map((biases) => ({
          experiment: experimentOf({
            name: 'The zero start',
            sizes: [2, 3, 1],
            activation,
            task,
            biases,
            rate: 0.2,
            steps: 5000,
          }),
        })),
      ),
    ),
  measure(run) {
    const { network, training } = run.experiment;
    const end = train(run, training.steps).theta();
    return {
      numbers: {
        spread: betweenUnits(network, end),
        weight: largest(weightsOf(network, end)),
        loss: run.workspace.evaluate(end).loss,
      },
    };
  },
});

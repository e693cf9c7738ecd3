import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { recorder, train } from './measure';

const cases: readonly (readonly [keyof typeof tasks, ActivationName])[] = (
  ['andCross', 'and', 'xorCross', 'xor'] as const
).flatMap((task) =>
  (['tanh', 'relu', 'sigmoid', 'softplus'] as const).map((activation) => [task, activation] as const),
);

/** How far the outputs for the four inputs are apart: at the start, and after training. */
export const x7 = defineClaimExperiment({
  id: 'x7-inputs-matter',
  summary: 'Three hidden units from zero: the spread of the output over the four inputs.',
  measures: {
    before: 'spread of the output over the inputs at the start',
    after: 'spread of the output over the inputs after training',
  },
  cells: () =>
    cases.map(([task, activation]) => ({
      experiment: experimentOf({
        name: 'Do the inputs matter?',
        sizes: [2, 3, 1],
        activation,
        task: tasks[task],
        rate: 0.5,
        steps: 5000,
      }),
    })),
  measure(run) {
    const spreadAt = (theta: Float64Array) => {
      const outputs = run.workspace.outputs(theta);
      return Math.max(...outputs) - Math.min(...outputs);
    };
    const spread = recorder('spread of the output');
    const end = train(run, run.experiment.training.steps, (step, theta) => spread.add(step, spreadAt(theta)));
    return {
      numbers: { before: spreadAt(run.initial), after: spreadAt(end.theta()) },
      curves: [spread.curve()],
    };
  },
});

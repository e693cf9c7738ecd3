import type { CellRun } from '../cell-run';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tableTask, tasks } from './documents';
import { betweenUnits, recorder, train } from './measure';

const skewed = tableTask(
  'XOR, one corner moved',
  [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1.2],
  ],
  [[0], [1], [1], [0]],
  'binary-cross-entropy',
);

/** Four sigmoid units from zero, trained for long: how far the loss gets below that of the best constant. */
export const x11 = defineClaimExperiment({
  id: 'x11-can-zero-learn',
  summary: 'Four sigmoid units from zero on AND, OR and XOR, for 20,000 steps.',
  measures: {
    constant: 'loss of the best constant',
    loss: 'loss at the end',
    accuracy: 'share of samples right at the end',
    spread: 'largest difference between units at the end',
  },
  cells: () =>
    (
      [
        ['one unit can do it', tasks.andCross],
        ['one unit can do it', tasks.orCross],
        ['one unit can do it', tasks.and01],
        ['one unit cannot do it', tasks.xor01],
        ['one unit cannot do it', tasks.xorCross],
        ['one unit cannot do it', skewed],
      ] as const
    ).map(([kind, task]) => ({
      settings: { task: kind },
      experiment: experimentOf({
        name: 'Can the zero start learn?',
        sizes: [2, 4, 1],
        activation: 'sigmoid',
        task,
        rate: 0.5,
        steps: 20_000,
      }),
    })),
  measure(run) {
    const loss = recorder('loss');
    const end = train(run, run.experiment.training.steps, (step, theta) =>
      loss.add(step, run.workspace.evaluate(theta).loss),
    ).theta();
    const last = run.workspace.evaluate(end);
    return {
      numbers: {
        constant: bestConstant(run),
        loss: last.loss,
        accuracy: last.accuracy,
        spread: betweenUnits(run.experiment.network, end),
      },
      curves: [loss.curve()],
    };
  },
});

/** The smallest loss of an output that does not depend on the input: half the variance, or the entropy of the mean, of the single target. */
export function bestConstant({ core, problem }: CellRun): number {
  const { targets, count } = problem.train;
  const mean = targets.reduce((sum, value) => sum + value, 0) / count;
  if (problem.loss === 'binary-cross-entropy')
    return -mean * core.math.log(mean) - (1 - mean) * core.math.log(1 - mean);
  return targets.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (2 * count);
}

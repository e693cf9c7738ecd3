import type { ActivationName } from '../../core/contract';
import type { CellRun } from '../cell-run';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { seededStarts, trainAll } from './many-starts';

const restarts = 30;

const cases: readonly (readonly [Task, ActivationName, number])[] = [
  [tasks.xor, 'tanh', 0.2],
  [tasks.xorSquashed, 'sigmoid', 5],
  [tasks.xorCross, 'sigmoid', 1],
  [tasks.xor, 'relu', 0.1],
  [tasks.xorCross, 'relu', 0.2],
];

/** Random starts on XOR with two, three and eight hidden units, and the zero start beside them. */
export const x5 = defineClaimExperiment({
  id: 'x5-random-restarts',
  summary: `${restarts} random starts on XOR at three widths, and the zero start.`,
  measures: {
    failed2: `starts of ${restarts} that fail, 2 hidden units`,
    failed3: `starts of ${restarts} that fail, 3 hidden units`,
    failed8: `starts of ${restarts} that fail, 8 hidden units`,
    zero: 'share of samples right from zero',
    bestOfTen: 'chance that ten starts all fail, 2 hidden units',
  },
  cells: () =>
    cases.map(([task, activation, rate]) => ({
      experiment: experimentOf({
        name: 'A random start on XOR',
        sizes: [2, 2, 1],
        activation,
        task,
        rate,
        steps: 6000,
        start: { weights: 'fan-in-uniform', biases: 'fan-in-uniform' },
      }),
    })),
  measure(run) {
    const { experiment, trainer: options } = run;
    const failures = (width: number): number => {
      const sizes = experiment.network.sizes.map((size, layer) => (layer === 1 ? width : size));
      const one: CellRun = run.open({ ...experiment, network: { ...experiment.network, sizes } });
      const ends = trainAll(one, seededStarts(one, restarts));
      return ends.filter((theta) => one.workspace.evaluate(theta).accuracy < 1).length;
    };
    const trainer = run.workspace.startTraining(new Float64Array(run.initial.length), options);
    trainer.advance(200);
    const [failed2, failed3, failed8] = [failures(2), failures(3), failures(8)];
    let bestOfTen = 1;
    for (let i = 0; i < 10; i++) bestOfTen *= failed2 / restarts;
    return {
      numbers: {
        failed2,
        failed3,
        failed8,
        zero: run.workspace.evaluate(trainer.theta()).accuracy,
        bestOfTen,
      },
    };
  },
});

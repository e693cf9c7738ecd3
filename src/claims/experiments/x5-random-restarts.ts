import { polish } from '../../analysis/critical/polish';
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
    minima: 'of the failed ones, 2 hidden units: strict local minima',
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
  ignores: ['network.sizes', 'initialisation.seed'],
  measure(run) {
    const { experiment, trainer: options } = run;
    const withWidth = (width: number): CellRun => {
      const sizes = experiment.network.sizes.map((size, layer) => (layer === 1 ? width : size));
      return run.open({ ...experiment, network: { ...experiment.network, sizes } });
    };
    const failures = (one: CellRun): Float64Array[] =>
      trainAll(one, seededStarts(one, restarts)).filter(
        (theta) => one.workspace.evaluate(theta).accuracy < 1,
      );
    const two = withWidth(2);
    const stuck = failures(two);
    const trainer = run.workspace.startTraining(new Float64Array(run.initial.length), options);
    trainer.advance(200);
    const [failed2, failed3, failed8] = [
      stuck.length,
      failures(withWidth(3)).length,
      failures(withWidth(8)).length,
    ];
    let bestOfTen = 1;
    for (let i = 0; i < 10; i++) bestOfTen *= failed2 / restarts;
    return {
      numbers: {
        failed2,
        failed3,
        failed8,
        zero: run.workspace.evaluate(trainer.theta()).accuracy,
        bestOfTen,
        minima: stuck.filter((theta) => isStrictMinimum(two, theta)).length,
      },
    };
  },
});

/**
 * Whether a run has ended in the basin of a strict local minimum: Newton's method comes from its end to a critical point, and every eigenvalue of the Hessian there is
 * positive by more than rounding. From a plateau it runs away, as the gradient vanishes only in the limit, or it finds eigenvalues that are 0 or negative.
 */
function isStrictMinimum({ core, workspace, checkCancelled }: CellRun, end: Float64Array): boolean {
  const settings = { tolerance: 1e-12, iterations: 100, away: 1000 };
  const { outcome, theta } = polish(core, workspace, end, settings, checkCancelled);
  if (outcome !== 'converged') return false;
  const hessian = workspace.secondOrder().hessian(theta);
  const { values } = core.eigen(hessian, theta.length, { vectors: false });
  return values[0]! > 1e-9 * values.at(-1)!;
}

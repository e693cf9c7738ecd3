import type { ActivationName } from '../../core/contract';
import type { Experiment } from '../../model/experiment';
import { anyDepth, defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { seededStarts, trainAll } from './many-starts';
import { recorder, train } from './measure';
import { bestConstant } from './x11-can-zero-learn';

const starts = 10;
const normal = { name: 'normal' as const, deviation: 1 };
const outputZero = { weights: [normal, 'zeros' as const], biases: [normal, 'zeros' as const] };

type Case = readonly [
  Task,
  ActivationName | null,
  number,
  number,
  NonNullable<Parameters<typeof experimentOf>[0]['start']>,
];

const cases: readonly Case[] = [
  [tasks.xor, 'tanh', 0.2, 6000, {}],
  [tasks.xor, 'sin', 0.2, 6000, {}],
  [tasks.xor, 'gelu', 0.2, 6000, {}],
  [tasks.xor, 'relu', 0.1, 6000, {}],
  [tasks.xorSquashed, 'sigmoid', 5, 6000, {}],
  [tasks.xorCross, 'softplus', 1, 6000, {}],
  [tasks.andCross, 'sigmoid', 0.5, 20_000, {}],
  [tasks.orCross, 'softplus', 0.5, 20_000, {}],
  [tasks.and, 'tanh', 0.2, 6000, {}],
  [tasks.xor, 'tanh', 0.2, 6000, outputZero],
  [tasks.xorCross, 'sigmoid', 1, 6000, outputZero],
  [tasks.xor, null, 0.2, 6000, {}],
  [tasks.andCross, null, 0.5, 20_000, {}],
];

/** Where a start from zero ends, beside where random starts end. */
export const x0 = defineClaimExperiment({
  id: 'x0-zero-or-random',
  summary: `The end of a start with zeros beside the best of ${starts} random starts, with and without a hidden layer.`,
  measures: {
    constant: 'loss of the best constant',
    loss: 'loss at the end',
    random: `lowest loss at the end of ${starts} random starts`,
  },
  cells: () =>
    cases.map(([task, activation, rate, steps, start]) => ({
      experiment: experimentOf({
        name: 'Zero or random',
        sizes: activation === null ? [2, 1] : [2, 3, 1],
        ...(activation === null ? {} : { activation }),
        task,
        rate,
        steps,
        start,
      }),
    })),
  fits: anyDepth,
  measure(run) {
    const loss = recorder('loss');
    const lossAt = (theta: Float64Array) => run.workspace.evaluate(theta).loss;
    const end = train(run, run.experiment.training.steps, (step, theta) =>
      loss.add(step, lossAt(theta)),
    ).theta();
    const random = run.open(withRandomStart(run.experiment));
    const ends = trainAll(random, seededStarts(random, starts)).map(lossAt);
    return {
      numbers: { constant: bestConstant(run), loss: lossAt(end), random: Math.min(...ends) },
      curves: [loss.curve()],
    };
  },
});

/** The same experiment with every layer drawn as most libraries draw it. */
function withRandomStart(experiment: Experiment): Experiment {
  const { initialisation } = experiment;
  const drawn = { name: 'fan-in-uniform' };
  return {
    ...experiment,
    initialisation: {
      ...initialisation,
      weights: initialisation.weights.map(() => drawn),
      biases: initialisation.biases.map(() => drawn),
    },
  } as Experiment;
}

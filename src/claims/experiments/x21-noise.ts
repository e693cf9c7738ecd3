import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { betweenUnits, largest, recorder, train, weightsOf } from './measure';
import { lowestOfOneUnit } from './x19-constants';

/** The two kinds of noise, by the settings that tell their cells apart. */
export const noises = {
  samples: { batch: '1 drawn', dropout: 'none' },
  dropout: { batch: 'all samples', dropout: '0.5' },
} as const;

const single = [
  [tasks.xor, 'tanh'],
  [tasks.xor, 'gelu'],
  [tasks.and, 'relu'],
  [tasks.xor, 'sigmoid'],
  [tasks.xorCross, 'sigmoid'],
] as const satisfies readonly (readonly [Task, ActivationName])[];
const dropout = [
  ['sigmoid', 40_000],
  ['tanh', 5000],
] as const satisfies readonly (readonly [ActivationName, number])[];

/** Noise in training from zero: samples drawn one by one, and dropout. */
export const x21 = defineClaimExperiment({
  id: 'x21-noise',
  summary: 'From zero with one drawn sample a step, and with dropout: do weights move, do units differ?',
  measures: {
    weight: 'largest weight at the end',
    spread: 'largest difference between units at the end',
    spread1: 'largest difference between units after one step',
    spread2: 'largest difference between units after two steps',
    firstLoss: 'loss at zero',
    loss: 'loss of all samples at the end',
    bound: 'lowest loss possible for one unit',
    accuracy: 'share of samples right at the end',
  },
  cells: () => [
    ...single.map(([task, activation]) => ({
      experiment: experimentOf({
        name: 'One drawn sample a step',
        sizes: [2, 4, 1],
        activation,
        task,
        rate: 0.1,
        steps: 20_000,
        training: { batch: 1, order: 'drawn' },
      }),
    })),
    ...dropout.map(([activation, steps]) => ({
      experiment: experimentOf({
        name: 'Dropout',
        sizes: [2, 8, 1],
        activation,
        task: tasks.xorCross,
        rate: 0.5,
        steps,
        training: { dropout: 0.5 },
      }),
    })),
  ],
  measure(run) {
    const { workspace, initial, experiment } = run;
    const { network, training } = experiment;
    const spread = recorder('between units');
    const end = train(run, training.steps, (step, theta) =>
      spread.add(step, betweenUnits(network, theta)),
    ).theta();
    const early = workspace.startTraining(initial, run.trainer);
    early.advance(1);
    const spread1 = betweenUnits(network, early.theta());
    early.advance(1);
    const last = workspace.evaluate(end);
    return {
      numbers: {
        weight: largest(weightsOf(network, end)),
        spread: betweenUnits(network, end),
        spread1,
        spread2: betweenUnits(network, early.theta()),
        firstLoss: workspace.evaluate(initial).loss,
        loss: last.loss,
        bound: lowestOfOneUnit(run),
        accuracy: last.accuracy,
      },
      curves: [spread.curve()],
    };
  },
});

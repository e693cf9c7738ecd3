import type { ActivationName } from '../../core/contract';
import type { CellRun } from '../cell-run';
import { defineClaimExperiment } from '../experiment';
import { constants, experimentOf, tasks } from './documents';
import { trainAll } from './many-starts';
import { betweenUnits } from './measure';

const first = [0.1, 0.5, 1, 2, -1];
const second = [0.1, 1, -1];
const biases = [0, 0.5];
const starts = first.flatMap((a) => second.flatMap((c) => biases.map((b) => ({ a, b, c }))));

const cases: readonly (readonly [keyof typeof tasks, ActivationName])[] = [
  ['xor', 'tanh'],
  ['xor01', 'tanh'],
  ['xor01', 'sigmoid'],
  ['xorCross', 'sigmoid'],
  ['xor', 'sin'],
];

/** Not monotone: their bound on XOR is not known here. */
const unbounded: readonly ActivationName[] = ['gelu', 'gelu-tanh', 'silu'];

/** Starts whose numbers are equal within each layer. */
export const x19 = defineClaimExperiment({
  id: 'x19-constants',
  summary: `Four hidden units from ${starts.length} starts with one number per layer, on XOR.`,
  measures: {
    spread: 'largest difference between units at the end',
    best: 'lowest loss at the end',
    bound: 'lowest loss possible for one such unit',
  },
  cells: () =>
    cases.map(([task, activation]) => ({
      experiment: experimentOf({
        name: 'One number per layer',
        sizes: [2, 4, 1],
        activation,
        task: tasks[task],
        rate: 0.05,
        steps: 5000,
        start: { weights: constants(first[0]!, second[0]!), biases: constants(biases[0]!, 0) },
      }),
    })),
  measure(run) {
    const { experiment, workspace } = run;
    const thetas = starts.map(
      ({ a, b, c }) =>
        run.open({
          ...experiment,
          initialisation: {
            ...experiment.initialisation,
            weights: constants(a, c),
            biases: constants(b, 0),
          },
        }).initial,
    );
    const ends = trainAll(run, thetas);
    return {
      numbers: {
        spread: Math.max(...ends.map((theta) => betweenUnits(experiment.network, theta))),
        best: Math.min(...ends.map((theta) => workspace.evaluate(theta).loss)),
        bound: lowestOfOneUnit(run),
      },
    };
  },
});

/**
 * Along the one line that a unit sees, the inputs of XOR lie false, true, true, false at best. The best monotone function of it (isotonic regression) gets one end
 * right and gives the other three a common value: (gap of the targets)²/12 for half the squared error, ¾·H(⅓) for cross-entropy. A sine is not monotone, and
 * one unit of it can do XOR ±1. NaN for other data and for other units that are not monotone.
 */
export function lowestOfOneUnit({ core, experiment, problem }: CellRun): number {
  const { log } = core.math;
  const { targets } = problem.train;
  const [activation] = problem.network.activations;
  if (experiment.data.name !== 'xor' || unbounded.includes(activation!)) return NaN;
  if (activation === 'sin') return 0;
  if (problem.loss === 'binary-cross-entropy') return 0.75 * (-log(1 / 3) / 3 - (2 * log(2 / 3)) / 3);
  const gap = Math.max(...targets) - Math.min(...targets);
  return (gap * gap) / 12;
}

import type { ActivationName } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { defineClaimExperiment } from '../experiment';
import { experimentOf } from './documents';
import { randomTable } from './random-table';

const activations: readonly ActivationName[] = ['tanh', 'relu', 'gelu', 'sigmoid', 'softplus'];
const amounts = [-100, -1, 0.001, 1, 100];

/** At zero, how much the loss changes with a single number of θ, with a whole matrix, or with all layers. */
export const x13 = defineClaimExperiment({
  id: 'x13-flatness',
  summary: 'At zero, one weight, one bias or one matrix is changed by up to 100: what the loss does.',
  measures: {
    lowerWeight: 'largest change of the loss by one weight below the last layer',
    lowerMatrix: 'largest change by a whole matrix below the last layer',
    lastWeight: 'largest change by one weight of the last layer',
    hiddenBias: 'largest change by one hidden bias',
    outputBias: 'largest change by the output bias',
    notAbsorbed: 'change by a first-layer weight with all layers at ½',
    meanTarget: '|mean target|',
  },
  cells: (arithmetic) =>
    [1, 2, 3].flatMap((hidden) =>
      activations.map((activation) => ({
        experiment: experimentOf({
          name: 'One number changed at zero',
          sizes: [2, ...Array.from({ length: hidden }, () => 2), 1],
          activation,
          task: randomTable(arithmetic, { name: '6 random points', seed: 1, rows: 6, inputs: 2 }),
          rate: 0.1,
          steps: 1000,
        }),
      })),
    ),
  ignores: ['training.rule', 'training.steps'],
  measure({ core, workspace, problem, initial }) {
    const ranges = layerRanges(problem.network);
    const base = workspace.evaluate(initial).loss;
    const changeBy = (start: Float64Array, change: (theta: Float64Array) => void, from = base) => {
      const theta = start.slice();
      change(theta);
      return Math.abs(workspace.evaluate(theta).loss - from);
    };
    const single = (index: number) =>
      Math.max(...amounts.map((amount) => changeBy(initial, (theta) => void (theta[index]! += amount))));
    const most = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => single(from + i)).reduce((a, b) => Math.max(a, b), 0);
    const lower = ranges.slice(0, -1);
    const last = ranges.at(-1)!;
    const random = core.stream(1, 'claims: matrices');
    const matrices = lower.flatMap(({ weights, inputs, outputs }) =>
      amounts.map((amount) =>
        changeBy(initial, (theta) => {
          for (let i = weights; i < weights + inputs * outputs; i++) theta[i] = amount * random.normal();
        }),
      ),
    );
    const half = new Float64Array(initial.length).fill(0.5);
    const { targets, count } = problem.train;
    return {
      numbers: {
        lowerWeight: Math.max(...lower.map(({ weights, biases, end }) => most(weights, biases ?? end))),
        lowerMatrix: Math.max(...matrices),
        lastWeight: most(last.weights, last.biases ?? last.end),
        hiddenBias: Math.max(...lower.map(({ biases, end }) => most(biases ?? end, end))),
        outputBias: most(last.biases ?? last.end, last.end),
        notAbsorbed: changeBy(half, (theta) => void (theta[0]! += 1), workspace.evaluate(half).loss),
        meanTarget: Math.abs(targets.reduce((sum, value) => sum + value, 0) / count),
      },
    };
  },
});

import type { ActivationName } from '../../core/contract';
import type { Experiment } from '../../model/experiment';
import { layerRanges } from '../../model/network';
import type { CellRun } from '../cell-run';
import { defineClaimExperiment } from '../experiment';
import { constants, experimentOf, explicit, tableTask } from './documents';
import { layerOf, recorder, train, withinUnit, betweenUnits } from './measure';
import { randomTable } from './random-table';

const activations: readonly ActivationName[] = ['tanh', 'sigmoid', 'relu', 'softplus', 'gelu'];

/** Data sets that each activation is tried on. */
const tables = 20;

/** Three points that no symmetry of their own holds together. */
const t3 = tableTask(
  'T3',
  [
    [1, 2],
    [-1, 0.5],
    [0.3, -2],
  ],
  [[1], [-1], [0.5]],
);

/** How units must be equal to stay equal. */
export const equalities = {
  all: 'incoming weights, biases and outgoing weights',
  incoming: 'incoming weights and biases only',
  outgoing: 'outgoing weights and biases only',
} as const;

const numbers = (values: readonly number[]) => explicit(...values);

/** Starts in which the units of layer 1 are equal in all or in some of what belongs to them. */
export const x4 = defineClaimExperiment({
  id: 'x4-equal-units',
  summary: 'Units that start equal in all, or in some, of what belongs to them.',
  measures: {
    runs: 'runs',
    broken: 'runs in which units differ at the end',
    afterOne: 'largest difference of incoming weights after one step',
    outgoingAfterOne: 'largest difference of outgoing weights after one step',
    between: 'largest difference between units at the end',
    within: 'largest difference within a unit at the end',
  },
  cells: (arithmetic) => [
    ...activations.map((activation) => ({
      settings: { 'what is equal': equalities.all, tables: String(tables) },
      experiment: experimentOf({
        name: 'Equal units, 20 data sets',
        sizes: [3, 4, 4, 1],
        activation,
        task: randomTable(arithmetic, { name: '8 random points', seed: 1, rows: 8, inputs: 3 }),
        rate: 0.05,
        steps: 500,
        start: { weights: constants(0.3, -0.2, 0.5), biases: constants(0.1, 0.05, 0) },
      }),
    })),
    ...(
      [
        [
          equalities.incoming,
          [2, 3, 1],
          [
            [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
            [0.1, 0.2, 0.3],
          ],
        ],
        [
          equalities.outgoing,
          [2, 3, 1],
          [
            [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
            [0.2, 0.2, 0.2],
          ],
        ],
        [
          equalities.incoming,
          [2, 2, 2, 1],
          [
            [0.5, 0.5, 0.5, 0.5],
            [0.3, 0.4, 0.3, 0.4],
            [0.2, 0.2],
          ],
        ],
        [
          equalities.all,
          [2, 3, 1],
          [
            [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
            [0.2, 0.2, 0.2],
          ],
        ],
      ] as const
    ).map(([equal, sizes, weights]) => ({
      settings: { 'what is equal': equal, tables: '1' },
      experiment: experimentOf({
        name: `Equal ${equal}`,
        sizes,
        activation: 'tanh',
        task: t3,
        rate: 0.1,
        steps: 500,
        start: { weights: weights.map((values) => numbers(values)) },
      }),
    })),
  ],
  measure(run, settings) {
    const count = Number(settings['tables'] ?? 1);
    const spread = recorder('between units');
    const inside = recorder('within a unit');
    let [broken, between, within] = [0, 0, 0];
    for (let table = 0; table < count; table++) {
      const one = table === 0 ? run : run.open(withTable(run, table));
      const { network } = one.problem;
      const end = train(one, one.experiment.training.steps, (step, theta) => {
        if (table > 0) return;
        spread.add(step, apart(network.sizes, network, theta));
        inside.add(step, withinUnit(run.experiment.network, theta));
      }).theta();
      const gap = apart(network.sizes, network, end);
      if (gap !== 0) broken++;
      between = Math.max(between, gap);
      within = Math.max(within, withinUnit(one.experiment.network, end));
      run.progress((table + 1) / count);
    }
    const first = run.workspace.startTraining(run.initial, run.trainer);
    first.advance(1);
    const after = first.theta();
    const outgoing = layerOf(run.experiment.network, after, 2).weights;
    const { inputs } = layerRanges(run.problem.network)[1]!;
    const row = outgoing.subarray(0, inputs);
    return {
      numbers: {
        runs: count,
        broken,
        afterOne: betweenUnits(run.experiment.network, after),
        outgoingAfterOne: Math.max(...row) - Math.min(...row),
        between,
        within,
      },
      curves: [spread.curve(), inside.curve()],
    };
  },
});

/** The same experiment on another table of random points. */
function withTable({ experiment, core }: CellRun, table: number): Experiment {
  const asked = { name: '8 random points', seed: 1 + table, rows: 8, inputs: 3 };
  const { text, file } = randomTable(core, asked).data as unknown as { text: string; file: string };
  return { ...experiment, data: { ...experiment.data, text, file } };
}

/** The largest difference between units of layer 1, in incoming weights, biases or outgoing weights; NaN where there is only one unit. */
function apart(
  sizes: readonly number[],
  network: CellRun['problem']['network'],
  theta: Float64Array,
): number {
  const [first, second] = layerRanges(network);
  const width = sizes[1]!;
  if (width < 2) return NaN;
  const columns = [
    ...Array.from({ length: first!.inputs }, (_, k) =>
      Array.from({ length: width }, (_, j) => theta[first!.weights + j * first!.inputs + k]!),
    ),
    ...(first!.biases === null ? [] : [[...theta.subarray(first!.biases, first!.end)]]),
    ...Array.from({ length: second!.outputs }, (_, o) => [
      ...theta.subarray(second!.weights + o * width, second!.weights + (o + 1) * width),
    ]),
  ];
  return columns.reduce((most, column) => Math.max(most, Math.max(...column) - Math.min(...column)), 0);
}

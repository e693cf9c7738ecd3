import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf } from './documents';
import { betweenUnits, largest, layerOf, withinUnit } from './measure';
import { randomTable } from './random-table';

const activations: readonly ActivationName[] = ['sigmoid', 'softplus', 'tanh', 'relu', 'gelu'];

/** What the first gradients from zero look like, element by element. */
export const x16 = defineClaimExperiment({
  id: 'x16-first-gradients',
  summary:
    'Four hidden units and two outputs on random data: values, deltas and gradients at zero and one step later.',
  measures: {
    hiddenValue: 'largest hidden value at zero',
    hiddenSpread: 'largest difference between hidden values at zero',
    hiddenDelta: 'largest hidden delta at zero',
    outputDelta: 'largest output delta at zero',
    inRow: 'largest difference within a row of ∂L/∂W₂ at zero',
    betweenRows: 'difference between the rows of ∂L/∂W₂ at zero',
    rowError: 'largest |∂L/∂W₂ + φ(0)·mean target| at zero',
    lowerAtZero: 'largest |∂L/∂W₁| at zero',
    lowerBetween: 'largest difference of ∂L/∂W₁ between units after one step',
    lowerWithin: 'largest difference of ∂L/∂W₁ within a unit after one step',
  },
  cells: (arithmetic) =>
    activations.flatMap((activation) =>
      [1, 2].map((seed) => ({
        experiment: experimentOf({
          name: 'The first gradients',
          sizes: [3, 4, 2],
          activation,
          task: randomTable(arithmetic, {
            name: '7 random points',
            seed,
            rows: 7,
            inputs: 3,
            outputs: 2,
            shift: 1,
          }),
          rate: 0.3,
          steps: 1000,
        }),
      })),
    ),
  ignores: ['training.steps'],
  measure({ workspace, initial, trainer: options, problem, experiment: { network } }) {
    const gradient = workspace.gradient(initial);
    const hidden = workspace.activations(initial)[0]!;
    const [hiddenDelta, outputDelta] = workspace.deltas(initial) as [Float64Array, Float64Array];
    const units = network.sizes[1]!;
    const outputs = network.sizes[2]!;
    const { targets, count } = problem.train;
    const rows = Array.from({ length: outputs }, (_, o) =>
      layerOf(network, gradient, 2).weights.subarray(o * units, (o + 1) * units),
    );
    const means = rows.map(
      (_, o) => targets.reduce((sum, value, i) => sum + (i % outputs === o ? value : 0), 0) / count,
    );
    const trainer = workspace.startTraining(initial, options);
    trainer.advance(1);
    const later = workspace.gradient(trainer.theta());
    const firsts = rows.map((row) => row[0]!);
    return {
      numbers: {
        hiddenValue: largest(hidden),
        hiddenSpread: Math.max(...hidden) - Math.min(...hidden),
        hiddenDelta: largest(hiddenDelta),
        outputDelta: largest(outputDelta),
        inRow: Math.max(...rows.map((row) => Math.max(...row) - Math.min(...row))),
        betweenRows: Math.max(...firsts) - Math.min(...firsts),
        rowError: Math.max(
          ...rows.map((row, o) => largest(row.map((value) => value + hidden[0]! * means[o]!))),
        ),
        lowerAtZero: largest(layerOf(network, gradient, 1).weights),
        lowerBetween: betweenUnits(network, later),
        lowerWithin: withinUnit(network, later),
      },
    };
  },
});

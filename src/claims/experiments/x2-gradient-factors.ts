import type { ActivationName } from '../../core/contract';
import { layerRanges } from '../../model/network';
import type { CellRun } from '../cell-run';
import { defineClaimExperiment } from '../experiment';
import { experimentOf } from './documents';
import { largest, layerOf } from './measure';
import { randomTable } from './random-table';

const activations: readonly ActivationName[] = ['tanh', 'relu', 'gelu', 'sigmoid', 'softplus'];

/** What the gradient of the output with respect to each layer is proportional to. */
export const x2 = defineClaimExperiment({
  id: 'x2-gradient-factors',
  summary: 'The output’s gradient with the output weights doubled, and with the hidden layer at zero.',
  measures: {
    hiddenRatio: 'largest |∂f/∂W₁ after doubling W₂ ÷ before − 2|',
    outputRatio: 'largest |∂f/∂W₂ after doubling W₂ ÷ before − 1|',
    ownFactor: 'smallest |∂f/∂W₂| with W₂ = 0',
    ownHiddenFactor: 'largest |∂f/∂W₁| with W₁ = 0',
    overZero: 'largest |Σ ∂f/∂W₂| with the hidden layer at 0',
    expectedOverZero: 'samples × |φ(0)|',
    hiddenOverZeroOutput: 'largest |Σ ∂f/∂W₁| with W₂ = 0',
  },
  cells: (arithmetic) =>
    activations.map((activation) => ({
      experiment: experimentOf({
        name: 'What the gradient is proportional to',
        sizes: [2, 3, 1],
        activation,
        task: randomTable(arithmetic, { name: '5 random points', seed: 2, rows: 5, inputs: 2 }),
        rate: 0.1,
        steps: 1000,
        start: {
          seed: 2,
          weights: { name: 'normal', deviation: 1 },
          biases: { name: 'normal', deviation: 1 },
        },
      }),
    })),
  ignores: ['training.rule', 'training.steps'],
  measure(run) {
    const { network } = run.problem;
    const here = outputGradient(run, run.initial);
    const [first, second] = layerRanges(network) as [
      ReturnType<typeof layerRanges>[number],
      ReturnType<typeof layerRanges>[number],
    ];
    const doubled = run.initial.slice();
    for (let i = second.weights; i < second.weights + second.inputs; i++) doubled[i]! *= 2;
    const there = outputGradient(run, doubled);
    const hiddenZero = run.initial.slice().fill(0, 0, first.end);
    const outputZero = run.initial.slice().fill(0, second.weights, second.weights + second.inputs);
    const weightsZero = run.initial
      .slice()
      .fill(0, first.weights, first.weights + first.inputs * first.outputs);
    const samples = run.problem.train.count;
    const atZero = run.workspace.activations(new Float64Array(run.initial.length))[0]![0]!;
    const withoutOutput = outputGradient(run, outputZero);
    return {
      numbers: {
        hiddenRatio: ratioError(layerOf(network, here, 1).weights, layerOf(network, there, 1).weights, 2),
        outputRatio: ratioError(layerOf(network, here, 2).weights, layerOf(network, there, 2).weights, 1),
        ownFactor: smallest(layerOf(network, withoutOutput, 2).weights),
        ownHiddenFactor: largest(layerOf(network, outputGradient(run, weightsZero), 1).weights),
        overZero: largest(layerOf(network, outputGradient(run, hiddenZero), 2).weights),
        expectedOverZero: samples * Math.abs(atZero),
        hiddenOverZeroOutput: largest(layerOf(network, withoutOutput, 1).weights),
      },
    };
  },
});

/** Σᵢ ∂fᵢ/∂θ: N times the gradient of the half squared error to targets that lie exactly 1 below the outputs. */
function outputGradient({ core, problem, workspace }: CellRun, theta: Float64Array): Float64Array {
  const targets = workspace.outputs(theta).map((value) => value - 1);
  const beside = core.workspace({ ...problem, train: { ...problem.train, targets } });
  return beside.gradient(theta).map((value) => value * problem.train.count);
}

/** How far the ratios are from what they should be; 0 over 0 is right, anything else over 0 is not. */
function ratioError(before: Float64Array, after: Float64Array, ratio: number): number {
  return before.reduce((most, value, i) => {
    if (value === 0) return after[i] === 0 ? most : Infinity;
    return Math.max(most, Math.abs(after[i]! / value - ratio));
  }, 0);
}

const smallest = (values: Float64Array): number =>
  values.reduce((least, value) => Math.min(least, Math.abs(value)), Infinity);

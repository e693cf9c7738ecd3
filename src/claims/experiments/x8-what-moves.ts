import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { betweenUnits, largest, layerOf, recorder, train, weightsOf } from './measure';

const activations: readonly ActivationName[] = ['tanh', 'relu', 'sigmoid', 'softplus'];
const all = [
  tasks.xor,
  tasks.xor01,
  tasks.xorMixed,
  tasks.xorCross,
  tasks.xorSquashed,
  tasks.and,
  tasks.andCross,
] as const;

/** The full table of what moves when everything starts at zero. */
export const x8 = defineClaimExperiment({
  id: 'x8-what-moves',
  summary: 'Two hidden units from zero on seven tasks, four activations, with and without biases.',
  measures: {
    gradient: 'largest gradient entry at zero',
    gradientNorm: 'gradient norm at zero',
    hiddenDelta: 'largest hidden delta at zero',
    gradientHidden: 'largest |∂L/∂W₁|, |∂L/∂b₁| at zero',
    gradientOutput: 'largest |∂L/∂W₂| at zero',
    gradientBias: '|∂L/∂b₂| at zero',
    spread: 'largest difference between units at the end',
    hiddenWeight: 'largest |W₁| at the end',
    outputWeight: 'largest |W₂| at the end',
    weight: 'largest weight at the end',
    parameter: 'largest |θ| at the end',
    outputBias: 'b₂ at the end',
    firstLoss: 'loss at zero',
    loss: 'loss at the end',
  },
  cells: () =>
    all.flatMap((task) =>
      activations.flatMap((activation) =>
        [true, false].map((biases) => ({
          experiment: experimentOf({
            name: 'What moves from zero',
            sizes: [2, 2, 1],
            activation,
            task,
            biases,
            rate: 0.2,
            steps: 5000,
          }),
        })),
      ),
    ),
  measure(run) {
    const { workspace, initial } = run;
    const { network } = run.experiment;
    const gradient = workspace.gradient(initial);
    const [hidden, output] = [layerOf(network, gradient, 1), layerOf(network, gradient, 2)];
    const weight = recorder('largest weight');
    const bias = recorder('output bias');
    const loss = recorder('loss');
    const end = train(run, run.experiment.training.steps, (step, theta) => {
      weight.add(step, largest(weightsOf(network, theta)));
      bias.add(step, layerOf(network, theta, 2).biases[0] ?? NaN);
      loss.add(step, workspace.evaluate(theta).loss);
    }).theta();
    const first = workspace.evaluate(initial);
    return {
      numbers: {
        gradient: largest(gradient),
        gradientNorm: first.gradientNorm,
        hiddenDelta: largest(workspace.deltas(initial)[0]!),
        gradientHidden: Math.max(largest(hidden.weights), largest(hidden.biases)),
        gradientOutput: largest(output.weights),
        gradientBias: largest(output.biases),
        spread: betweenUnits(network, end),
        hiddenWeight: largest(layerOf(network, end, 1).weights),
        outputWeight: largest(layerOf(network, end, 2).weights),
        weight: largest(weightsOf(network, end)),
        parameter: largest(end),
        outputBias: layerOf(network, end, 2).biases[0] ?? NaN,
        firstLoss: first.loss,
        loss: workspace.evaluate(end).loss,
      },
      curves: [weight.curve(), bias.curve(), loss.curve()],
    };
  },
});

const squared = { loss: 'Half mean squared error', output: 'linear', biases: 'all' } as const;

/** Rows that explanations and figures point at, all with all biases. */
export const x8Rows = {
  andTanh: { ...squared, activation: 'tanh', data: 'AND ±1' },
  andSigmoid: { ...squared, activation: 'Sigmoid', data: 'AND ±1' },
  xorTanh: { ...squared, activation: 'tanh', data: 'XOR ±1' },
  xorSigmoid: { ...squared, activation: 'Sigmoid', data: 'XOR ±1' },
  xor01Tanh: { ...squared, activation: 'tanh', data: 'XOR 0/1' },
  xor01Sigmoid: { ...squared, activation: 'Sigmoid', data: 'XOR 0/1' },
  xorCrossSigmoid: { ...squared, loss: 'Binary cross-entropy', activation: 'Sigmoid', data: 'XOR 0/1' },
} as const;

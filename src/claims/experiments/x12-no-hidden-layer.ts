import { defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { largest, layerOf, train } from './measure';
import { bestConstant } from './x11-can-zero-learn';

const cases: readonly (readonly [Task, number, number])[] = [
  [tasks.xor, 0.2, 5000],
  [tasks.xor01, 0.2, 5000],
  [tasks.and, 0.2, 5000],
  [tasks.andCross, 0.5, 20_000],
  [tasks.orCross, 0.5, 20_000],
  [tasks.xorCross, 0.5, 20_000],
];

/** Networks without a hidden layer from zero: the loss is convex there. */
export const x12 = defineClaimExperiment({
  id: 'x12-no-hidden-layer',
  summary: 'One layer of weights from zero on XOR, AND and OR: linear and logistic regression.',
  measures: {
    gradientNorm: 'gradient norm at zero',
    lowest: 'lowest eigenvalue of the Hessian at zero',
    highest: 'highest eigenvalue of the Hessian at zero',
    firstLoss: 'loss at zero',
    constant: 'loss of the best constant',
    loss: 'loss at the end',
    accuracy: 'share of samples right at the end',
    weight: 'largest weight at the end',
    outputBias: 'output bias at the end',
  },
  cells: () =>
    cases.map(([task, rate, steps]) => ({
      experiment: experimentOf({ name: 'No hidden layer', sizes: [2, 1], task, rate, steps }),
    })),
  measure(run) {
    const { core, workspace, initial } = run;
    const { network, training } = run.experiment;
    const { values } = core.eigen(workspace.secondOrder().hessian(initial), initial.length, {
      vectors: false,
    });
    const first = workspace.evaluate(initial);
    const end = train(run, training.steps).theta();
    const last = workspace.evaluate(end);
    const { weights, biases } = layerOf(network, end, network.sizes.length - 1);
    return {
      numbers: {
        gradientNorm: first.gradientNorm,
        lowest: values[0]!,
        highest: values.at(-1)!,
        firstLoss: first.loss,
        constant: bestConstant(run),
        loss: last.loss,
        accuracy: last.accuracy,
        weight: largest(weights),
        outputBias: biases[0] ?? NaN,
      },
    };
  },
});

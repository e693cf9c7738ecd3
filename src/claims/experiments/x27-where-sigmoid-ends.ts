import { gradientFlow } from '../../analysis/flow/gradient-flow';
import type { CellRun } from '../cell-run';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { betweenUnits, largest, layerOf, recorder, train, weightsOf } from './measure';

/** The point that sigmoid units reach from zero on XOR 0/1, and what kind of point it is. */
export const x27 = defineClaimExperiment({
  id: 'x27-where-sigmoid-ends',
  summary:
    'Two sigmoid units from zero on XOR 0/1 for 60,000 steps: the point they reach, and its lowest curvature.',
  measures: {
    outputWeight: 'largest |W₂| at the end',
    hiddenBias: 'largest |b₁| at the end',
    outputBias: 'largest |b₂| at the end',
    passing: 'largest |W₁| on the way',
    weight: 'largest weight at the end',
    spread: 'largest difference between units at the end',
    lowest: 'lowest eigenvalue of the Hessian at the end',
    loss: 'loss at the end',
    flowWeight: 'gradient flow: largest |W₂|',
    flowHiddenBias: 'gradient flow: largest |b₁|',
    flowOutputBias: 'gradient flow: largest |b₂|',
    flowPassing: 'gradient flow: largest |W₁| on the way',
    flowLowest: 'gradient flow: lowest eigenvalue',
  },
  cells: () => [
    {
      experiment: experimentOf({
        name: 'Where sigmoid units end on XOR',
        sizes: [2, 2, 1],
        activation: 'sigmoid',
        task: tasks.xor01,
        rate: 0.2,
        steps: 60_000,
      }),
    },
  ],
  measure(run) {
    const { workspace, experiment } = run;
    const { network, training } = experiment;
    const hidden = recorder('largest |W₁|');
    let passing = 0;
    const end = train(run, training.steps, (step, theta) => {
      const size = largest(layerOf(network, theta, 1).weights);
      passing = Math.max(passing, size);
      hidden.add(step, size);
    }).theta();
    const flow = flowFrom(run, training.rule.rate * training.steps);
    const [mine, limit] = [pointAt(run, end), pointAt(run, flow.theta)];
    return {
      numbers: {
        outputWeight: mine.outputWeight,
        hiddenBias: mine.hiddenBias,
        outputBias: mine.outputBias,
        passing,
        weight: largest(weightsOf(network, end)),
        spread: betweenUnits(network, end),
        lowest: mine.lowest,
        loss: workspace.evaluate(end).loss,
        flowWeight: limit.outputWeight,
        flowHiddenBias: limit.hiddenBias,
        flowOutputBias: limit.outputBias,
        flowPassing: flow.passing,
        flowLowest: limit.lowest,
      },
      curves: [hidden.curve()],
    };
  },
});

/** What the units have come to at a point, and the lowest curvature there. */
function pointAt({ core, workspace, experiment }: CellRun, theta: Float64Array) {
  const { network } = experiment;
  const last = network.sizes.length - 1;
  const hessian = workspace.secondOrder().hessian(theta);
  return {
    outputWeight: largest(layerOf(network, theta, last).weights),
    hiddenBias: largest(layerOf(network, theta, 1).biases),
    outputBias: largest(layerOf(network, theta, last).biases),
    lowest: core.eigen(hessian, theta.length, { vectors: false }).values[0]!,
  };
}

/** Gradient flow from the start, for as long as the run took: explicit steps treat twin units alike, so the flow stays among equal units. */
function flowFrom({ core, workspace, experiment, initial, checkCancelled }: CellRun, longest: number) {
  let passing = 0;
  const gradient = (theta: Float64Array) => {
    passing = Math.max(passing, largest(layerOf(experiment.network, theta, 1).weights));
    return workspace.gradient(theta);
  };
  const { theta } = gradientFlow(gradient, {
    start: initial,
    centre: initial,
    tolerance: 1e-8,
    longest,
    event: () => -1,
    math: core.math,
    onStep: checkCancelled,
  });
  return { theta, passing };
}

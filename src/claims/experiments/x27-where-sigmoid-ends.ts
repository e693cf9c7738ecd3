import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { largest, layerOf, recorder, train } from './measure';

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
    hiddenWeight: 'largest |W₁| at the end',
    lowest: 'lowest eigenvalue of the Hessian at the end',
    loss: 'loss at the end',
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
    const { core, workspace, experiment } = run;
    const { network, training } = experiment;
    const hidden = recorder('largest |W₁|');
    let passing = 0;
    const end = train(run, training.steps, (step, theta) => {
      const size = largest(layerOf(network, theta, 1).weights);
      passing = Math.max(passing, size);
      hidden.add(step, size);
    }).theta();
    const { values } = core.eigen(workspace.secondOrder().hessian(end), end.length, { vectors: false });
    const last = network.sizes.length - 1;
    return {
      numbers: {
        outputWeight: largest(layerOf(network, end, last).weights),
        hiddenBias: largest(layerOf(network, end, 1).biases),
        outputBias: largest(layerOf(network, end, last).biases),
        passing,
        hiddenWeight: largest(layerOf(network, end, 1).weights),
        lowest: values[0]!,
        loss: workspace.evaluate(end).loss,
      },
      curves: [hidden.curve()],
    };
  },
});

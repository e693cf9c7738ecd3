import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { layerOf, largest } from './measure';

const activations: readonly ActivationName[] = ['sigmoid', 'softplus', 'tanh', 'relu', 'gelu'];
const longest = 199;

/** The step at which each layer first differs from zero. */
export const x9 = defineClaimExperiment({
  id: 'x9-which-layer-when',
  summary: 'Networks of one to three hidden layers from zero: the step at which each layer first moves.',
  measures: {
    layers: 'layers of weights',
    w1: 'first step with W₁ ≠ 0',
    w2: 'first step with W₂ ≠ 0',
    w3: 'first step with W₃ ≠ 0',
    w4: 'first step with W₄ ≠ 0',
    bias: 'first step with output bias ≠ 0',
    inOrder: 'layers that first move at step L − l + 1',
  },
  cells: () =>
    [
      { task: tasks.and01, rate: 0.5 },
      { task: tasks.xor, rate: 0.5 },
    ].flatMap(({ task, rate }) =>
      [1, 2, 3].flatMap((hidden) =>
        activations.map((activation) => ({
          experiment: experimentOf({
            name: 'Which layer moves when',
            sizes: [2, ...Array.from({ length: hidden }, () => 2), 1],
            activation,
            task,
            rate,
            steps: longest,
          }),
        })),
      ),
    ),
  ignores: ['training.steps'],
  measure({ workspace, initial, trainer: options, experiment: { network } }) {
    const layers = network.sizes.length - 1;
    const first = new Float64Array(4).fill(NaN).fill(Infinity, 0, layers);
    let bias = Infinity;
    const trainer = workspace.startTraining(initial, options);
    while (trainer.step < longest) {
      trainer.advance(1);
      const theta = trainer.theta();
      for (let layer = 1; layer <= layers; layer++)
        if (first[layer - 1] === Infinity && largest(layerOf(network, theta, layer).weights) > 0)
          first[layer - 1] = trainer.step;
      if (bias === Infinity && largest(layerOf(network, theta, layers).biases) > 0) bias = trainer.step;
    }
    const [w1, w2, w3, w4] = first as unknown as [number, number, number, number];
    const inOrder = first.reduce((sum, step, index) => sum + (step === layers - index ? 1 : 0), 0);
    return { numbers: { layers, w1, w2, w3, w4, bias, inOrder } };
  },
});

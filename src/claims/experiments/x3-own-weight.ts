import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';

/** Networks without a hidden layer at zero: whether the slope of a weight changes with that weight. */
export const x3 = defineClaimExperiment({
  id: 'x3-own-weight',
  summary: 'One layer of weights at zero: how the gradient of a weight changes with that weight.',
  measures: { dependence: '∂²L/∂w² at zero, largest of the weights' },
  cells: () =>
    [tasks.xor, { ...tasks.xorCross, data: tasks.xorMixed.data }].map((task) => ({
      experiment: experimentOf({
        name: 'Does a weight enter its own gradient?',
        sizes: [2, 1],
        task,
        rate: 0.1,
        steps: 1000,
      }),
    })),
  ignores: ['training.rule', 'training.steps'],
  measure({ workspace, initial, problem }) {
    const [outputs, inputs] = [problem.network.sizes.at(-1)!, problem.network.sizes.at(-2)!];
    const second = workspace.secondOrder();
    const start = initial.length - outputs * (inputs + (problem.network.biases.at(-1) ? 1 : 0));
    let dependence = 0;
    for (let i = start; i < start + outputs * inputs; i++) {
      const along = new Float64Array(initial.length);
      along[i] = 1;
      dependence = Math.max(dependence, second.hessianVector(initial, along)[i]!);
    }
    return { numbers: { dependence } };
  },
});

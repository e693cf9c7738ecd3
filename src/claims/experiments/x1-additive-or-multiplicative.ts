import type { ActivationName } from '../../core/contract';
import { difference, times } from '../../model/vectors';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';
import { largest, layerOf, recorder, train } from './measure';

const rules = ['gradient-descent', 'multiplicative', 'exponentiated-gradient'];
const activations: readonly ActivationName[] = ['tanh', 'relu', 'sigmoid', 'softplus'];

const normalStart = {
  weights: { name: 'normal' as const, deviation: 1 },
  biases: { name: 'normal' as const, deviation: 1 },
};

/** What one step adds, and where a thousand steps lead from zero: gradient descent beside the two rules that multiply. */
export const x1 = defineClaimExperiment({
  id: 'x1-additive-or-multiplicative',
  summary: 'One step and a thousand steps of gradient descent, beside rules that multiply the old weights.',
  measures: {
    slope: 'largest gradient entry at the start',
    residual: 'largest |θ₁ − (θ₀ − ηg)|',
    moved: 'largest change in the first step',
    afterOne: 'largest |θ| after one step',
    output: 'output weight after one step',
    outputBias: 'output bias after one step',
    end: 'largest |θ| after all steps',
  },
  cells: () => [
    ...rules.map((rule) => ({
      settings: { table: 'rules' },
      experiment: experimentOf({
        name: 'Additive against multiplicative',
        sizes: [2, 2, 1],
        activation: 'sigmoid',
        task: tasks.xor01,
        rule,
        rate: 0.5,
        steps: 1000,
      }),
    })),
    ...activations.flatMap((activation) =>
      [tasks.xor01, tasks.and].flatMap((task) =>
        [{}, normalStart].map((start) => ({
          settings: { table: 'one step' },
          experiment: experimentOf({
            name: 'What one step adds',
            sizes: [2, 2, 1],
            activation,
            task,
            rate: 0.5,
            steps: 1,
            start,
          }),
        })),
      ),
    ),
  ],
  measure(run) {
    const { workspace, initial, trainer, experiment } = run;
    const gradient = workspace.gradient(initial);
    const first = workspace.startTraining(initial, trainer);
    first.advance(1);
    const after = first.theta();
    const expected = difference(initial, times(gradient, experiment.training.rule.rate));
    const size = recorder('largest |θ|');
    const end = train(run, experiment.training.steps, (step, theta) => size.add(step, largest(theta)));
    const last = layerOf(experiment.network, after, experiment.network.sizes.length - 1);
    return {
      numbers: {
        slope: largest(gradient),
        residual: largest(difference(after, expected)),
        moved: largest(difference(after, initial)),
        afterOne: largest(after),
        output: last.weights[0]!,
        outputBias: last.biases[0] ?? 0,
        end: largest(end.theta()),
      },
      curves: [size.curve()],
    };
  },
});

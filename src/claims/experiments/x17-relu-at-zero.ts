import type { ActivationName } from '../../core/contract';
import type { Experiment } from '../../model/experiment';
import { defineClaimExperiment, sameDepth } from '../experiment';
import { experimentOf, tasks } from './documents';
import { largest, layerOf, train } from './measure';

const normal = { name: 'normal' as const, deviation: 1 };
export const zeroParts = {
  all: 'all zero',
  hidden: 'hidden layer zero',
  output: 'output weights zero',
} as const;
type Scheme = 'zeros' | typeof normal;
const starts: readonly (readonly [string, readonly Scheme[]])[] = [
  [zeroParts.all, ['zeros', 'zeros']],
  [zeroParts.hidden, ['zeros', normal]],
  [zeroParts.output, [normal, 'zeros']],
];
const choices = ['relu', 'relu-half', 'relu-one'] as const satisfies readonly ActivationName[];

/** ReLU with slope 0, ½ and 1 at 0, from starts where units sit exactly there. */
export const x17 = defineClaimExperiment({
  id: 'x17-relu-at-zero',
  summary: 'ReLU′(0) = 0, ½ and 1 on AND ±1: first gradient, curvature and end from three starts.',
  measures: {
    gradient0: 'largest |∂L/∂W₁| at the start, ReLU′(0) = 0',
    gradientHalf: 'the same, ReLU′(0) = ½',
    gradient1: 'the same, ReLU′(0) = 1',
    loss0: 'loss at the end, ReLU′(0) = 0',
    lossHalf: 'the same, ReLU′(0) = ½',
    loss1: 'the same, ReLU′(0) = 1',
    lowest0: 'lowest eigenvalue of the Hessian at the start, ReLU′(0) = 0',
    lowestHalf: 'the same, ReLU′(0) = ½',
    lowest1: 'the same, ReLU′(0) = 1',
  },
  cells: () =>
    starts.map(([zero, weights]) => ({
      settings: { 'what is zero': zero },
      experiment: experimentOf({
        name: `ReLU′(0), ${zero}`,
        sizes: [2, 4, 1],
        activation: 'relu',
        task: tasks.and,
        rate: 0.1,
        steps: 3000,
        start: { weights: [...weights] },
      }),
    })),
  fits: (changed, cell) =>
    changed.network.activations.some((name) => name.startsWith('relu'))
      ? sameDepth(changed, cell)
      : 'it compares slopes of ReLU at 0, and this network has no ReLU units',
  measure(run) {
    const found = choices.map((choice) => {
      const one = run.open(withActivation(run.experiment, choice));
      const { workspace, initial } = one;
      const hessian = workspace.secondOrder().hessian(initial);
      return {
        gradient: largest(layerOf(one.experiment.network, workspace.gradient(initial), 1).weights),
        lowest: run.core.eigen(hessian, initial.length, { vectors: false }).values[0]!,
        loss: workspace.evaluate(train(one, one.experiment.training.steps).theta()).loss,
      };
    });
    const [zero, half, one] = found as [(typeof found)[0], (typeof found)[0], (typeof found)[0]];
    return {
      numbers: {
        gradient0: zero.gradient,
        gradientHalf: half.gradient,
        gradient1: one.gradient,
        loss0: zero.loss,
        lossHalf: half.loss,
        loss1: one.loss,
        lowest0: zero.lowest,
        lowestHalf: half.lowest,
        lowest1: one.lowest,
      },
    };
  },
});

function withActivation(experiment: Experiment, choice: ActivationName): Experiment {
  const { network } = experiment;
  const activations = network.activations.map((name) => (name.startsWith('relu') ? choice : name));
  return { ...experiment, network: { ...network, activations } };
}

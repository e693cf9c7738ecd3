import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { constants, experimentOf, explicit, tableTask, tasks } from './documents';
import { betweenUnits, recorder, train } from './measure';

export const dusts = { none: 'none', one: '10⁻¹² on one weight' } as const;
const activations: readonly ActivationName[] = ['tanh', 'sigmoid'];

/** Wide layers of equal units, and two units of which one weight is off by a rounding error. */
export const x20 = defineClaimExperiment({
  id: 'x20-rounding-dust',
  summary:
    'Equal units in wide layers stay equal; a difference as small as rounding grows at a strict saddle only.',
  measures: {
    between: 'largest difference between units at the end',
    between5: 'after 5,000 steps',
    between10: 'after 10,000 steps',
    loss: 'loss at the end',
  },
  cells: ({ math, stream }) => {
    const random = stream(1, 'claims: wide layers');
    const inputs = Array.from({ length: 50 }, () => Array.from({ length: 10 }, () => random.normal()));
    const wide = tableTask(
      'sin 2x₁ + x₂x₃, 50 points',
      inputs,
      inputs.map(([a, b, c]) => [math.sin(2 * a!) + b! * c!]),
    );
    return [
      ...[8, 64, 100].flatMap((width) =>
        activations.map((activation) => ({
          settings: { dust: dusts.none },
          experiment: experimentOf({
            name: 'Wide layers of equal units',
            sizes: [10, width, width, 1],
            activation,
            task: wide,
            rate: 0.05,
            steps: 4000,
            start: { weights: constants(0.1, 0.05, 0.1) },
          }),
        })),
      ),
      ...(
        [
          ['softplus', 15_000],
          ['sigmoid', 40_000],
        ] as const
      ).map(([activation, steps]) => ({
        settings: { dust: dusts.one },
        experiment: experimentOf({
          name: 'A grain of dust',
          sizes: [2, 2, 1],
          activation,
          task: tasks.xor01,
          rate: 0.5,
          steps,
          start: { weights: [explicit(1e-12, 0, 0, 0), 'zeros'] },
        }),
      })),
    ];
  },
  measure(run) {
    const { network, training } = run.experiment;
    const spread = recorder('between units');
    const end = train(run, training.steps, (step, theta) =>
      spread.add(step, betweenUnits(network, theta)),
    ).theta();
    const again = run.workspace.startTraining(run.initial, run.trainer);
    const after = (steps: number): number => {
      if (steps > training.steps) return NaN;
      again.advance(steps - again.step);
      return betweenUnits(network, again.theta());
    };
    return {
      numbers: {
        between: betweenUnits(network, end),
        between5: after(5000),
        between10: after(10_000),
        loss: run.workspace.evaluate(end).loss,
      },
      curves: [spread.curve()],
    };
  },
});

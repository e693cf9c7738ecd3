import { defineClaimExperiment } from '../experiment';
import { experimentOf, explicit, tasks } from './documents';
import { recorder, train } from './measure';

/** By how much the loss of XOR ±1 with tanh falls at best at distance ρ from zero: C·ρ⁴, C = (√5 − 1)/16. */
const constant = (Math.sqrt(5) - 1) / 16;
/** Distance of the barrier that decay raises along the best direction: μρ²/2 − Cρ⁴ has its top at √(μ/4C). */
export const barrier = (decay: number) => Math.sqrt(decay / (4 * constant));

const decays = [1e-2, 1e-3, 1e-4];
export const reaches = ['0.5', '0.9', '1.1', '1.5'] as const;
const mostSteps = 200_000;

/** Started on the best way down at some part of the barrier's distance. */
export const x22 = defineClaimExperiment({
  id: 'x22-weight-decay',
  summary: 'XOR with weight decay, started below and above the barrier that the decay raises around zero.',
  measures: {
    start: '‖θ‖ at the start',
    norm: '‖θ‖ at the end',
    back: 'fell back (1) or not (0)',
    away: 'left (1) or not (0)',
  },
  cells: () =>
    decays.flatMap((decay) =>
      reaches.map((reach) => {
        const r = Number(reach) * barrier(decay);
        const [w, b, v] = [0.5 * r, 0.601501 * r, 0.371748 * r];
        return {
          settings: { 'start ÷ barrier': reach },
          experiment: experimentOf({
            name: 'A push against weight decay',
            sizes: [2, 2, 1],
            activation: 'tanh',
            task: tasks.xor,
            rate: 0.1,
            steps: Math.min(mostSteps, Math.round(60 / decay)),
            training: { l2: decay },
            start: {
              weights: [explicit(w, w, 0, 0), explicit(v, 0)],
              biases: [explicit(b, 0), explicit(-v * b)],
            },
          }),
        };
      }),
    ),
  describe: ({ training }) => ({ 'weight decay': String(training.l2) }),
  fits: ({ network, data, loss, training }, cell) =>
    training.l2 > 0 &&
    [network, data, loss].every(
      (part, i) => JSON.stringify(part) === JSON.stringify([cell.network, cell.data, cell.loss][i]),
    )
      ? null
      : 'the distance of the barrier is known for this network on XOR ±1 and a weight decay above 0',
  measure(run) {
    const { initial, experiment } = run;
    const { l2, steps } = experiment.training;
    const size = (theta: Float64Array) => Math.sqrt(theta.reduce((sum, value) => sum + value * value, 0));
    const norm = recorder('‖θ‖');
    const end = size(train(run, steps, (step, theta) => norm.add(step, size(theta))).theta());
    return {
      numbers: {
        start: size(initial),
        norm: end,
        back: end < barrier(l2) / 3 ? 1 : 0,
        away: end > 3 * barrier(l2) ? 1 : 0,
      },
      curves: [norm.curve()],
    };
  },
});

import { layerRanges } from '../../model/network';
import { dot, norm } from '../../model/vectors';
import type { CellRun } from '../cell-run';
import { anyDepth, defineClaimExperiment } from '../experiment';
import { experimentOf, explicit, tasks } from './documents';
import { recorder, train } from './measure';

/** By how much the loss of XOR ±1 with tanh falls at best at distance ρ from zero: C·ρ⁴, C = (√5 − 1)/16. */
const constant = (Math.sqrt(5) - 1) / 16;
/** Where decay μ balances that fall, to leading order: μρ²/2 − Cρ⁴ has its top at √(μ/4C). Starts are placed by it; what is measured is measured. */
const leading = (decay: number) => Math.sqrt(decay / (4 * constant));

const decays = [1e-2, 1e-3, 1e-4];
/** Starts as parts of the distance of the barrier. */
const reaches = [0.5, 0.9, 1.1, 1.5] as const;
export const startingPoint = (reach: (typeof reaches)[number]) => ({
  'starting point': `${reach} of the barrier`,
});
const mostSteps = 200_000;

/** Started on the best way down at some part of the barrier's distance. */
export const x22 = defineClaimExperiment({
  id: 'x22-weight-decay',
  summary: 'XOR with weight decay, started below and above the barrier that the decay raises around zero.',
  measures: {
    start: '‖θ‖ at the start',
    barrier: '‖θ‖ where the loss stops rising on the way through the start',
    norm: '‖θ‖ at the end',
    back: 'fell back (1) or not (0)',
    away: 'left (1) or not (0)',
  },
  cells: () =>
    decays.flatMap((decay) =>
      reaches.map((reach) => {
        const r = reach * leading(decay);
        const [w, b, v] = [0.5 * r, 0.601501 * r, 0.371748 * r];
        return {
          settings: startingPoint(reach),
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
  fits: anyDepth,
  measure(run) {
    const { initial, experiment, workspace } = run;
    const distance = recorder('‖θ‖');
    const end = train(run, experiment.training.steps, (step, theta) =>
      distance.add(step, norm(theta)),
    ).theta();
    const barrier = barrierOn(run);
    // The distance shrinks along −∇L where θ·∇L is positive.
    const falling = dot(end, workspace.gradient(end)) > 0;
    return {
      numbers: {
        start: norm(initial),
        barrier,
        norm: norm(end),
        back: norm(end) < barrier / 3 && falling ? 1 : 0,
        away: norm(end) > Math.max(3 * barrier, norm(initial)) ? 1 : 0,
      },
      curves: [distance.curve()],
    };
  },
});

/** The way is looked at from a thousandth of the start on, up to some 70 times the start. */
const [first, growth, stations] = [1e-3, 1.25, 50];
const halvings = 60;

/**
 * The distance at which the loss, decay included, turns from rising to falling on the way from zero through the start: all parameters in proportion t, the output
 * bias, which only makes up for what the units give at the mean, in proportion t². 0 where it does not rise at first, ∞ where it does not turn.
 */
function barrierOn({ initial, problem, workspace }: CellRun): number {
  const { biases, end } = layerRanges(problem.network).at(-1)!;
  const atOutput = (i: number) => i >= (biases ?? end);
  const at = (t: number) => initial.map((value, i) => (atOutput(i) ? t * t * value : t * value));
  const rise = (t: number): number => {
    const along = initial.map((value, i) => (atOutput(i) ? 2 * t * value : value));
    return dot(workspace.gradient(at(t)), along);
  };
  let low = first;
  if (!(rise(low) > 0)) return 0;
  let high = low;
  for (let i = 0; i < stations && rise(high) > 0; i++) [low, high] = [high, growth * high];
  if (rise(high) > 0) return Infinity;
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (rise(middle) > 0) low = middle;
    else high = middle;
  }
  return norm(at(high));
}

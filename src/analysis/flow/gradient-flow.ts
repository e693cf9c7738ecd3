import type { ElementaryFunctions } from '../../core/contract';
import { difference, norm, times } from '../../model/vectors';
import { type Slope, tryStep } from './dormand-prince';

export interface FlowOptions {
  /** Where the flow begins. */
  readonly start: Float64Array;
  /** The point whose neighbourhood it leaves: errors are measured against the distance from it, so that tiny starts are as exact as large ones. */
  readonly centre: Float64Array;
  /** Relative error allowed in one step. */
  readonly tolerance: number;
  /** The flow ends at this time at the latest. */
  readonly longest: number;
  /** The flow ends where this first becomes 0 or more; a continuous function of θ. */
  readonly event: (theta: Float64Array) => number;
  readonly math: ElementaryFunctions;
  /** Called after every step with the time. */
  readonly onStep?: (time: number) => void;
}

export interface FlowEnd {
  /** Whether the event came, the time or the steps ran out, the flow came to a stop where it is (slope 0), or numbers were no longer finite. */
  readonly how: 'event' | 'time' | 'steps' | 'rest' | 'diverged';
  readonly time: number;
  readonly theta: Float64Array;
  /** Accepted and rejected steps, and how many were accepted at a kink although their error was above the tolerance. */
  readonly steps: number;
  readonly rejected: number;
  readonly kinks: number;
}

/** A step is at most this many times its predecessor, and at least the inverse. */
const mostGrowth = 5;
/**
 * Refusals in a row after which a step is taken all the same. Where the slope is smooth the second try succeeds; where it jumps (a kink of ReLU) the
 * error shrinks no faster than the step, and a flow that slides along the kink would never get on.
 */
const mostRefusals = 4;
/** The step that is taken then, as a share of the one that was refused first. */
const kinkShare = 1 / 25;
const slideShare = 0.02;
const mostSteps = 1_000_000;

/**
 * Gradient flow θ′ = −∇L(θ) from a start to an event, by the pair of Dormand and Prince with step control: what gradient descent with an
 * infinitely small learning rate does. In a plateau steps grow until the steepest positive curvature limits them (about 3.3 divided by it).
 * @param gradient ∇L
 */
export function gradientFlow(gradient: Slope, options: FlowOptions): FlowEnd {
  const { centre, tolerance, longest, event, math, onStep } = options;
  const slope: Slope = (theta) => times(gradient(theta), -1);
  let theta = options.start;
  let first = slope(theta);
  let time = 0;
  let steps = 0;
  let rejected = 0;
  let refusals = 0;
  let kinks = 0;
  let refused = 0;
  const end = (how: FlowEnd['how']): FlowEnd => ({ how, time, theta, steps, rejected, kinks });
  if (event(theta) >= 0) return end('event');
  let h = firstStep(theta, first, centre);
  while (time < longest) {
    const speed = norm(first);
    if (speed === 0) return end('rest');
    if (!Number.isFinite(speed)) return end('diverged');
    const forced = refusals === mostRefusals;
    const length = Math.min(forced ? kinkShare * refused : h, longest - time);
    const tried = tryStep(slope, theta, first, length);
    const scale = Math.max(norm(difference(theta, centre)), norm(difference(tried.theta, centre)));
    const share = tried.error / (tolerance * scale);
    if (!(share <= 1) && !(forced && share < Infinity)) {
      rejected++;
      if (refusals === 0) refused = length;
      refusals = forced ? 0 : refusals + 1;
      h = length * (share < Infinity ? growth(share, math) : 1 / mostGrowth);
      if (time + h === time) return end('diverged');
      continue;
    }
    if (share > 1) kinks++;
    refusals = 0;
    if (++steps > mostSteps) return end('steps');
    if (event(tried.theta) >= 0) {
      const found = locate(theta, first, tried.theta, tried.slope, length, event);
      theta = found.theta;
      time += found.share * length;
      onStep?.(time);
      return end('event');
    }
    time += length;
    theta = tried.theta;
    first = tried.slope;
    // Along a kink errors say nothing about the step: it grows to a small share of the time in which the distance changes.
    h =
      share > 1
        ? Math.max(refused, Math.min(2 * refused, (slideShare * scale) / speed))
        : length * growth(share, math);
    onStep?.(time);
  }
  return end('time');
}

/** How much longer the next step may be: the error of a step grows with its fifth power. */
function growth(share: number, math: ElementaryFunctions): number {
  if (share === 0) return mostGrowth;
  const factor = 0.9 * math.exp(-math.log(share) / 5);
  return Math.min(mostGrowth, Math.max(1 / mostGrowth, factor));
}

/** A step so short that it moves by a small share of the distance; the control lengthens it at once. */
function firstStep(theta: Float64Array, slope: Float64Array, centre: Float64Array): number {
  const distance = norm(difference(theta, centre)) || 1;
  return Math.min(1e-3, (0.01 * distance) / norm(slope));
}

/** Where within a step the event lies, by bisection of the cubic that has the values and slopes of both ends. */
function locate(
  from: Float64Array,
  fromSlope: Float64Array,
  to: Float64Array,
  toSlope: Float64Array,
  h: number,
  event: (theta: Float64Array) => number,
): { share: number; theta: Float64Array } {
  const at = (s: number): Float64Array => {
    const r = 1 - s;
    const start = (1 + 2 * s) * r * r;
    const startSlope = h * s * r * r;
    const end = s * s * (3 - 2 * s);
    const endSlope = -h * s * s * r;
    return from.map(
      (value, i) => start * value + startSlope * fromSlope[i]! + end * to[i]! + endSlope * toSlope[i]!,
    );
  };
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (event(at(middle)) >= 0) high = middle;
    else low = middle;
  }
  return { share: high, theta: at(high) };
}

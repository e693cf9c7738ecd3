import { addScaled, dot, norm, times } from '../../model/vectors';

/** A function of unit vectors and its gradient there (in all of space; the part along the vector is taken away here). */
export type SphereFunction = (direction: Float64Array) => {
  readonly value: number;
  readonly gradient: Float64Array;
};

export interface SphereMinimum {
  /** A unit vector. */
  readonly direction: Float64Array;
  readonly value: number;
  /** Norm of the gradient along the sphere. */
  readonly slope: number;
  readonly iterations: number;
}

export interface MinimiseOptions {
  readonly iterations: number;
  /** Applied to every start and gradient: the linear map S (symmetric) in whose coordinates is searched; a projector restricts the search. */
  readonly map?: (vector: Float64Array) => Float64Array;
  /** Rounding of a value: within it a step is judged by its gradients, which stay exact where values no longer tell (Hager & Zhang 2005, approximate Wolfe). */
  readonly noise?: number;
}

const remembered = 24;
const armijo = 1e-4;
const wolfe = 0.9;
/** Of the radius: without memory the size of a step is unknown; and a long one would lead to another part of the sphere, where all may be flat. */
const firstStep = 0.1;
const longestStep = 0.5;
/** Steps without progress before the search ends. */
const patience = 4;

/**
 * A local minimum of a function on the unit sphere: limited-memory BFGS (Nocedal & Wright, ch. 7) on x ↦ f(Sx/‖Sx‖), whose gradient is orthogonal to the ray, with
 * the weak Wolfe bisection of Lewis & Overton (2013), which also serves functions with kinks. Deterministic.
 */
export function minimiseOnSphere(
  f: SphereFunction,
  start: Float64Array,
  { iterations, map, noise = 0 }: MinimiseOptions,
): SphereMinimum {
  const at = (x: Float64Array) => {
    const mapped = map ? map(x) : x;
    const length = norm(mapped);
    const direction = times(mapped, 1 / length);
    const { value, gradient } = f(direction);
    const along = dot(gradient, direction);
    const tangent = gradient.map((entry, i) => (entry - along * direction[i]!) / length);
    return { x, direction, value, gradient: map ? map(tangent) : tangent };
  };
  let here = at(start);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let done = 0;
  let stalled = 0;
  let flattest = norm(here.gradient);
  for (; done < iterations; done++) {
    const slope = norm(here.gradient);
    if (slope === 0 || !Number.isFinite(here.value)) break;
    let way = twoLoop(steps, here.gradient);
    let descent = dot(way, here.gradient);
    if (!(descent < 0)) {
      steps.length = 0;
      way = times(here.gradient, -1);
      descent = -slope * slope;
    }
    const reach = norm(here.x) / norm(way);
    let step = Math.min(1, (steps.length === 0 ? firstStep : longestStep) * reach);
    let low = 0;
    let high = Infinity;
    let next: typeof here | null = null;
    for (let tries = 0; tries < 30; tries++) {
      const x = here.x.slice();
      addScaled(x, step, way);
      const there = at(x);
      const onward = dot(there.gradient, way);
      const lower =
        there.value <= here.value + armijo * step * descent ||
        (there.value <= here.value + noise && onward <= (2 * armijo - 1) * descent);
      if (!lower) {
        high = step;
      } else {
        next = there;
        if (onward >= wolfe * descent) break;
        low = step;
      }
      if (high === Infinity && 2 * step > longestStep * reach) break;
      step = high === Infinity ? 2 * step : (low + high) / 2;
    }
    if (next === null) {
      if (steps.length === 0) break;
      steps.length = 0;
      continue;
    }
    const s = next.x.map((value, i) => value - here.x[i]!);
    const y = next.gradient.map((value, i) => value - here.gradient[i]!);
    const sy = dot(s, y);
    if (sy > 1e-14 * norm(s) * norm(y)) {
      steps.push({ s, y, rho: 1 / sy });
      if (steps.length > remembered) steps.shift();
    }
    const progress = here.value - next.value > 1e-15 * Math.abs(next.value) + noise;
    const flatter = norm(next.gradient) < 0.9 * flattest;
    stalled = progress || flatter ? 0 : stalled + 1;
    flattest = Math.min(flattest, norm(next.gradient));
    here = next;
    if (stalled >= patience) break;
  }
  return { direction: here.direction, value: here.value, slope: norm(here.gradient), iterations: done };
}

/** −(inverse Hessian estimate)·gradient. */
function twoLoop(
  steps: readonly { s: Float64Array; y: Float64Array; rho: number }[],
  gradient: Float64Array,
): Float64Array {
  const q = gradient.slice();
  const alphas = new Float64Array(steps.length);
  for (let i = steps.length - 1; i >= 0; i--) {
    const { s, y, rho } = steps[i]!;
    alphas[i] = rho * dot(s, q);
    addScaled(q, -alphas[i]!, y);
  }
  const last = steps.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  const r = times(q, scale);
  steps.forEach(({ s, y, rho }, i) => addScaled(r, alphas[i]! - rho * dot(y, r), s));
  return times(r, -1);
}

import type { Core, Workspace } from '../../core/contract';
import { dot, norm } from '../../model/vectors';

/** What `polish` may spend and where it ends. */
export interface PolishSettings {
  /** A gradient norm of at most this is a critical point. */
  readonly tolerance: number;
  /** Hessians at most. */
  readonly iterations: number;
  /** Points at least this far from the all-zero point count as running to infinity. */
  readonly away: number;
}

/**
 * `converged`: the gradient norm is within the tolerance. `ran-away`: ‖θ‖ reached the bound first. `stuck`: the gradient norm has a local minimum that is
 * not 0. `budget`: the iterations were spent first. `not-finite`: the loss or its derivatives overflowed.
 */
export type Outcome = 'converged' | 'ran-away' | 'stuck' | 'budget' | 'not-finite';

export interface Polished {
  readonly outcome: Outcome;
  readonly theta: Float64Array;
  readonly loss: number;
  readonly gradientNorm: number;
  /** Hessians that were computed. */
  readonly iterations: number;
  /** The largest |eigenvalue| met on the way: the scale of the curvature here, also where the Hessian is 0. */
  readonly steepest: number;
}

/** Once within the tolerance the steps go on as long as each makes the gradient smaller by this factor … */
const worthwhile = 0.9;
/** … and at most so often: what is left of the gradient decides which eigenvalues can be told from 0. */
const further = 60;

/**
 * Newton’s method for ∇L = 0, made to converge from afar and at points that are not isolated: Levenberg–Marquardt on ½‖∇L‖². With the eigenpairs
 * (λ, v) of the exact Hessian the step is −Σ λ/(λ² + μ)·(v·∇L)·v, which goes to saddles and minima alike; μ = m·‖H‖·‖∇L‖ with Nielsen’s rule for m
 * (Fan & Yuan 2005: quadratic convergence where ‖∇L‖ bounds the distance from a set of solutions). The workspace must be in double precision.
 * @param tick called before every Hessian; may throw to cancel
 */
export function polish(
  core: Core,
  workspace: Workspace,
  start: Float64Array,
  { tolerance, iterations, away }: PolishSettings,
  tick: () => void,
): Polished {
  const P = start.length;
  const second = workspace.secondOrder();
  const matrix = new Float64Array(P * P);
  let theta: Float64Array = start.slice();
  let gradient: Float64Array = workspace.gradient(theta);
  let size = norm(gradient);
  let [damping, raise] = [1, 2];
  let used = 0;
  let extra = 0;
  let largest = 0;
  const answer = (outcome: Outcome): Polished => {
    if (outcome === 'converged') snap();
    const { loss } = workspace.evaluate(theta);
    return { outcome, theta, loss, gradientNorm: size, iterations: used, steepest: largest };
  };
  /** Parameters that are 0 but for rounding become 0 where the gradient is not larger then. */
  const snap = () => {
    const zero = 2 ** -48 * Math.max(norm(start), norm(theta));
    const point = theta.map((value) => (Math.abs(value) <= zero ? 0 : value));
    const reached = norm(workspace.gradient(point));
    if (reached <= size) [theta, size] = [point, reached];
  };
  for (;;) {
    if (!Number.isFinite(size)) return answer('not-finite');
    if (norm(theta) >= away) return answer('ran-away');
    if (size === 0 || (size <= tolerance && extra >= further)) return answer('converged');
    if (used >= iterations && size > tolerance) return answer('budget');
    tick();
    const hessian = second.hessian(theta, matrix);
    used++;
    if (!hessian.every(Number.isFinite)) return answer('not-finite');
    const { values, vectors } = core.eigen(hessian, P, { vectors: true });
    const steepest = Math.max(Math.abs(values[0]!), Math.abs(values[P - 1]!));
    largest = Math.max(largest, steepest);
    if (steepest === 0) return answer(size <= tolerance ? 'converged' : 'stuck');
    const along = Array.from(values, (_, k) => vectors!.subarray(k * P, (k + 1) * P)).map((vector) => ({
      vector,
      slope: dot(vector, gradient),
    }));
    const before = size;
    let moved = false;
    while (!moved) {
      const mu = damping * steepest * size;
      const next = theta.slice();
      let predicted = 0;
      let length = 0;
      along.forEach(({ vector, slope }, k) => {
        const lambda = values[k]!;
        const share = lambda / (lambda * lambda + mu);
        const left = mu / (lambda * lambda + mu);
        predicted += slope * slope * (1 - left * left);
        length += (share * slope) ** 2;
        for (let i = 0; i < P; i++) next[i]! -= share * slope * vector[i]!;
      });
      if (!(Math.sqrt(length) > 2 ** -53 * norm(theta)))
        return answer(size <= tolerance ? 'converged' : 'stuck');
      const slopes = workspace.gradient(next);
      const reached = norm(slopes);
      const gain = (size * size - reached * reached) / predicted;
      if (reached < size) {
        const longer = reached < size / 2 ? beyond(workspace, theta, next, reached) : null;
        [theta, gradient, size, moved] = longer ?? [next, slopes, reached, true];
        const trust = 2 * gain - 1;
        damping = Math.max(1e-12, damping * Math.max(1 / 3, 1 - trust * trust * trust));
        raise = 2;
      } else if (size <= tolerance && raise > 64) {
        return answer('converged');
      } else {
        damping *= raise;
        raise *= 2;
        if (!(damping < 1e200)) return answer(size <= tolerance ? 'converged' : 'stuck');
      }
    }
    if (before <= tolerance) {
      extra++;
      if (size > worthwhile * before) return answer('converged');
    }
  }
}

/** Multiples of a step that are tried after a good one. */
const multiples = [2, 3] as const;

/**
 * Where the gradient vanishes like a power m of the distance, Newton’s step makes only a share 1/m of the way, and m times the step all of it (Schröder’s
 * remedy for multiple roots). The best multiple with its gradient; null where the step itself is best.
 */
function beyond(
  workspace: Workspace,
  from: Float64Array,
  to: Float64Array,
  reached: number,
): [Float64Array, Float64Array, number, true] | null {
  let best: [Float64Array, Float64Array, number, true] | null = null;
  for (const multiple of multiples) {
    const point = from.map((value, i) => value + multiple * (to[i]! - value));
    const slopes = workspace.gradient(point);
    const size = norm(slopes);
    if (size < (best === null ? reached : best[2])) best = [point, slopes, size, true];
  }
  return best;
}

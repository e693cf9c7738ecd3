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
  let theta = start.slice();
  let gradient = workspace.gradient(theta);
  let size = norm(gradient);
  let [damping, raise] = [1, 2];
  let used = 0;
  let extra = 0;
  const answer = (outcome: Outcome): Polished => {
    const { loss } = workspace.evaluate(theta);
    return { outcome, theta, loss, gradientNorm: size, iterations: used };
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
        [theta, gradient, size, moved] = [next, slopes, reached, true];
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

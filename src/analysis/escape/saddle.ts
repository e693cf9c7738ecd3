import type { Core, Eigen, Workspace } from '../../core/contract';
import { dot, norm, times } from '../../model/vectors';
import { UserError } from '../../model/user-error';
import { type LocalForm, power } from './law';
import { searchStarts, steepestDescent } from './steepest';

/** What of a point decides how long leaving it takes, with its evidence. */
export interface SaddleForm {
  readonly loss: number;
  readonly gradientNorm: number;
  /** Gradient norm at most `criticalBelow`. */
  readonly critical: boolean;
  readonly criticalBelow: number;
  /** Most negative eigenvalue of the exact Hessian (at a kink: of the branch z ≤ 0). */
  readonly lowestEigenvalue: number;
  /** Eigenvalues nearer to 0 than this count as 0. */
  readonly eigenvalueTolerance: number;
  /** Order and C of L ≈ L₀ − Cρᵏ; null where no lower point was found or the descent follows no whole power. */
  readonly form: LocalForm | null;
  /** `given` in the settings, a negative `eigenvalue`, or measured on two `spheres`. */
  readonly from: 'given' | 'eigenvalue' | 'spheres' | null;
  /** log₂ of the ratio of the two depths: the order where it is whole; NaN where no lower point was found. */
  readonly exponent: number;
  /** Radii of the spheres, and L₀ − L at the lowest point found on each. */
  readonly radii: readonly [number, number];
  readonly depths: readonly [number, number];
  /** Directions searched from. */
  readonly starts: number;
  readonly seed: number;
  /** Unit vector of steepest descent; null where there is none. */
  readonly direction: Float64Array | null;
}

/** Largest P whose dense Hessian is taken apart here. */
const mostParameters = 2000;
const criticalBelow = 1e-10;
const radius = 0.02;
const starts = 12;

/**
 * Measures a saddle: its eigenvalues, and the lowest points of two small spheres around it. Always in f64.
 * Throws `UserError` where the network is too large for the dense Hessian.
 * @param order the saddle's order where it is known, 0 where it is to be measured
 */
export function saddleForm(
  core: Core,
  workspace: Workspace,
  theta: Float64Array,
  order: number,
  seed: number,
  checkCancelled: () => void,
): SaddleForm {
  const n = theta.length;
  if (n > mostParameters)
    throw new UserError(
      `The steepest direction needs all eigenvectors of the Hessian, and this network has ${n} parameters, more than ${mostParameters}: take direction random, constant, parameter or values.`,
      'direction',
    );
  const { loss, gradientNorm } = workspace.evaluate(theta);
  const eigen = core.eigen(workspace.secondOrder().hessian(theta), n, { vectors: true });
  const largest = eigen.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const eigenvalueTolerance = 1e-9 * Math.max(1, largest);
  const lowestEigenvalue = eigen.values[0]!;
  const strict = lowestEigenvalue < -eigenvalueTolerance;
  const critical = gradientNorm <= criticalBelow;
  const random = core.stream(seed, 'steepest');
  const first = [...(strict ? [eigen.vectors!.slice(0, n)] : []), ...searchStarts(n, starts, random)];
  const inner = steepestDescent(workspace, theta, radius, eigen, first, checkCancelled);
  const outer = steepestDescent(workspace, theta, 2 * radius, eigen, [inner.direction], checkCancelled);
  const depths = [inner.depth, outer.depth] as const;
  const found = inner.depth > 1e-15 * Math.max(1, Math.abs(loss)) && outer.depth > 0;
  const exponent = found ? core.math.log(outer.depth / inner.depth) / core.math.log(2) : NaN;
  const measured = Math.round(exponent);
  const whole = found && measured >= 2 && Math.abs(exponent - measured) < 0.1;
  const k = order > 0 ? order : strict ? 2 : whole ? measured : 0;
  const from = order > 0 ? 'given' : strict ? 'eigenvalue' : whole ? 'spheres' : null;
  const constant = k === 2 && strict ? -lowestEigenvalue / 2 : inner.depth / power(radius, k);
  const known = critical && found && k >= 2;
  return {
    loss,
    gradientNorm,
    critical,
    criticalBelow,
    lowestEigenvalue,
    eigenvalueTolerance,
    form: known ? { order: k, constant } : null,
    from: known ? from : null,
    exponent,
    radii: [radius, 2 * radius],
    depths,
    starts,
    seed,
    direction: !found
      ? null
      : critical && strict
        ? downhill(workspace, theta, eigen.vectors!.slice(0, n))
        : critical
          ? withoutUphill(inner.direction, eigen, eigenvalueTolerance)
          : inner.direction,
  };
}

/** Of an eigenvector and its negative the one with the lower loss, the vector itself where they are equal. */
function downhill(workspace: Workspace, theta: Float64Array, vector: Float64Array): Float64Array {
  const at = (sign: number) =>
    workspace.evaluate(theta.map((value, i) => value + sign * radius * vector[i]!)).loss;
  return at(-1) < at(1) ? times(vector, -1) : vector;
}

/**
 * The part of a direction in which the Hessian has no positive curvature, made a unit vector. On a sphere of finite radius the lowest point leans a
 * little into the curved directions; that share vanishes with the radius, and gradient flow finds it by itself.
 */
function withoutUphill(direction: Float64Array, { values, vectors }: Eigen, tolerance: number): Float64Array {
  const n = direction.length;
  const kept = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    if (values[k]! > tolerance) continue;
    const vector = vectors!.subarray(k * n, (k + 1) * n);
    const along = dot(direction, vector);
    for (let i = 0; i < n; i++) kept[i]! += along * vector[i]!;
  }
  return times(kept, 1 / norm(kept));
}

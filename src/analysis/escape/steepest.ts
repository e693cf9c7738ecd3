import type { Eigen, RandomStream, Workspace } from '../../core/contract';
import { addScaled, dot, norm, randomUnit, times } from '../../model/vectors';

export interface Descent {
  /** Unit vector from the centre to the lowest point found on the sphere. */
  readonly direction: Float64Array;
  /** L(centre) − L there; not positive where no lower point was found. */
  readonly depth: number;
}

const mostSteps = 400;
/** Refusals in a row after which no shorter step is tried. */
const mostRefusals = 30;

/**
 * The lowest point of a sphere around a saddle, searched from given directions by descent along the sphere. Steps are divided by |λ| + μ along each
 * eigenvector of the Hessian at the centre, so that the stiff directions settle at once and the flat ones decide; μ follows the success of the steps
 * as in the method of Levenberg and Marquardt.
 */
export function steepestDescent(
  workspace: Workspace,
  centre: Float64Array,
  radius: number,
  eigen: Eigen,
  starts: readonly Float64Array[],
  checkCancelled: () => void,
): Descent {
  const level = workspace.evaluate(centre).loss;
  let best: Descent | null = null;
  for (const start of starts) {
    const found = descend(workspace, centre, radius, eigen, start, level, checkCancelled);
    // Symmetric saddles have many equal lowest points: the first one stays unless another is clearly lower.
    if (best === null || found.depth > best.depth + 1e-6 * Math.abs(best.depth)) best = found;
  }
  return best!;
}

/** Seeded directions to search from. */
export function searchStarts(length: number, count: number, random: RandomStream): Float64Array[] {
  return Array.from({ length: count }, () => randomUnit(length, random));
}

function descend(
  workspace: Workspace,
  centre: Float64Array,
  radius: number,
  { values, vectors }: Eigen,
  start: Float64Array,
  level: number,
  checkCancelled: () => void,
): Descent {
  const n = centre.length;
  const rows = Array.from({ length: n }, (_, k) => vectors!.subarray(k * n, (k + 1) * n));
  const at = (unit: Float64Array) => centre.map((value, i) => value + radius * unit[i]!);
  let unit = start;
  let loss = workspace.evaluate(at(unit)).loss;
  let damping = 0;
  let refusals = 0;
  for (let step = 0; step < mostSteps && refusals < mostRefusals; step++) {
    const gradient = workspace.gradient(at(unit));
    const radial = dot(gradient, unit);
    const tangent = gradient.map((value, i) => value - radial * unit[i]!);
    const slope = norm(tangent);
    if (slope <= 1e-9 * Math.abs(radial)) break;
    if (damping === 0) damping = slope / radius;
    const along = Array.from({ length: n }, (_, k) => dot(tangent, rows[k]!));
    for (refusals = 0; refusals < mostRefusals; refusals++) {
      checkCancelled();
      const next = unit.slice();
      for (let k = 0; k < n; k++)
        addScaled(next, -along[k]! / ((Math.abs(values[k]!) + damping) * radius), rows[k]!);
      const candidate = times(next, 1 / norm(next));
      const lower = workspace.evaluate(at(candidate)).loss;
      if (lower < loss) {
        unit = candidate;
        loss = lower;
        damping /= 3;
        break;
      }
      damping *= 4;
    }
  }
  return { direction: unit, depth: level - loss };
}

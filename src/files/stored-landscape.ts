/** A landscape out of the arrays and scalars of a file, and its scalars for one. */
import type { Landscape } from '../analysis/landscape';
import type { TrajectoryView } from '../analysis/planes';
import { type Arrays, ascends, take } from './arrays-by-name';
import type { LandscapeScalars } from './saddle-file';

/** Null where a part is missing or does not fit the others. */
export function unpackLandscape(
  arrays: Arrays,
  scalars: LandscapeScalars,
  parameterCount: number,
): Landscape | null {
  const alphas = take(arrays, 'landscape_alphas', [null]);
  const betas = take(arrays, 'landscape_betas', [null]);
  if (!alphas || !betas || !ascends(alphas) || !ascends(betas)) return null;
  const values = take(arrays, 'landscape_values', [betas.length, alphas.length]);
  const centreTheta = take(arrays, 'landscape_centre', [parameterCount]);
  const first = take(arrays, 'landscape_first', [parameterCount]);
  const second = take(arrays, 'landscape_second', [parameterCount]);
  const trajectory = unpackTrajectory(arrays);
  if (!values || !centreTheta || !first || !second || !trajectory) return null;
  const { quantity, centreValue, origin, plane, settings } = scalars;
  return {
    quantity,
    plane: { ...plane, centreTheta, first, second },
    alphas,
    betas,
    values,
    centreValue,
    trajectory,
    origin,
    ...(settings === undefined ? {} : { settings }),
    milliseconds: 0,
  };
}

function unpackTrajectory(arrays: Arrays): TrajectoryView | null {
  const steps = take(arrays, 'trajectory_steps', [null]);
  if (!steps || !ascends(steps)) return null;
  const column = (name: string): Float64Array | null => take(arrays, `trajectory_${name}`, [steps.length]);
  const alpha = column('alpha');
  const beta = column('beta');
  const distance = column('distance');
  const loss = column('loss');
  const planeLoss = column('plane_value');
  if (!alpha || !beta || !distance || !loss || !planeLoss) return null;
  return { steps, alpha, beta, distance, loss, planeLoss };
}

export function landscapeScalars(landscape: Landscape): LandscapeScalars {
  const { quantity, centreValue, origin, plane, settings } = landscape;
  const { name, description, rule, caveats, centre, firstLabel, secondLabel, cosine } = plane;
  return {
    quantity,
    centreValue,
    origin,
    plane: { name, description, rule, caveats, centre, firstLabel, secondLabel, cosine },
    ...(settings === undefined ? {} : { settings }),
  };
}

import type { PointName } from '../model/experiment';
import { UserError } from '../model/user-error';

/** A point that is looked at. */
export interface StudiedPoint {
  /** `given` where the parameters were given as numbers. */
  readonly at: PointName | 'given';
  /** Null where it is not a point of the run. */
  readonly step: number | null;
  readonly theta: Float64Array;
}

/** A point given as numbers. Throws `UserError` for a wrong length or a number that is not finite. */
export function givenPoint(theta: ArrayLike<number>, parameterCount: number): StudiedPoint {
  if (theta.length !== parameterCount)
    throw new UserError(
      `theta has ${theta.length} numbers but this network has ${parameterCount} parameters: give all of them, layer by layer, weights before biases.`,
      'theta',
    );
  const values = Float64Array.from(theta);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new UserError(`theta[${bad}] is ${values[bad]} but must be a finite number.`, `theta[${bad}]`);
  return { at: 'given', step: null, theta: values };
}

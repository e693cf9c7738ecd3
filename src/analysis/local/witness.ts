import type { Witness } from '../../model/planes';
import { UserError } from '../../model/user-error';
import { isAllZero, norm, orthogonalPart, randomUnit, times } from '../../model/vectors';
import type { LocalDerivatives } from './derivatives';
import type { RandomStream } from '../../core/contract';

/**
 * The direction that proves that the loss falls from a point, and the most curved one beside it: steepest descent where the gradient is not 0, else
 * the eigenvector of the most negative curvature.
 * @throws UserError at a critical point without negative curvature, where only a search of higher orders can tell
 */
export function witnessOf(local: LocalDerivatives, random: () => RandomStream): Witness {
  const slope = local.gradient();
  const pairs = local.eigenpairs();
  const { values, tolerance } = pairs;
  const falls = !isAllZero(slope);
  if (!falls && !(values[0]! < -tolerance))
    throw new UserError(
      'The gradient is exactly 0 here and the Hessian has no negative eigenvalue, so there is no witness of first or second order: choose the eigenvectors or the tied units.',
      'landscape.plane',
    );
  const first = falls ? times(slope, -1 / norm(slope)) : pairs.vector(0);
  const most = values.length - 1;
  // Where the witness is itself the most curved direction, the next one is the most curved of the rest.
  const second =
    orthogonalPart(pairs.vector(most), first) ??
    (most > 0 ? orthogonalPart(pairs.vector(most - 1), first) : null) ??
    randomUnit(first.length, random(), [first]);
  return { first, second, order: falls ? 1 : 2 };
}

import type { Witness } from '../../model/planes';
import { UserError } from '../../model/user-error';
import { isAllZero, norm, orthogonalPart, randomUnit, times } from '../../model/vectors';
import type { LocalDerivatives } from './derivatives';
import type { RandomStream } from '../../core/contract';

/** Looks for a direction along which the loss falls at order 3 or more; null where none was found. */
export type HigherOrderSearch = () => { readonly direction: Float64Array; readonly order: number } | null;

/**
 * The direction that proves that the loss falls from a point, and the most curved one beside it: steepest descent where the gradient is not 0, else
 * the eigenvector of the most negative curvature, else what a search of higher orders finds.
 * @throws UserError where none is known
 */
export function witnessOf(
  local: LocalDerivatives,
  random: () => RandomStream,
  higherOrders: HigherOrderSearch = () => null,
): Witness {
  const found = descent(local, higherOrders);
  if (found === null)
    throw new UserError(
      'The gradient is exactly 0 here, the Hessian has no negative eigenvalue, and no direction is known along which the loss falls at a higher order: choose the eigenvectors or the tied units.',
      'landscape.plane',
    );
  const { direction: first, order } = found;
  const pairs = local.eigenpairs();
  const most = pairs.values.length - 1;
  // Where the witness is itself the most curved direction, the next one is the most curved of the rest.
  const second =
    orthogonalPart(pairs.vector(most), first) ??
    (most > 0 ? orthogonalPart(pairs.vector(most - 1), first) : null) ??
    randomUnit(first.length, random(), [first]);
  return { first, second, order };
}

function descent(local: LocalDerivatives, higherOrders: HigherOrderSearch): ReturnType<HigherOrderSearch> {
  const slope = local.gradient();
  if (!isAllZero(slope)) return { direction: times(slope, -1 / norm(slope)), order: 1 };
  const pairs = local.eigenpairs();
  if (pairs.values[0]! < -pairs.tolerance) return { direction: pairs.vector(0), order: 2 };
  return higherOrders();
}

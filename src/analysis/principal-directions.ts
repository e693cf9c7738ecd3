import { symmetricEigen } from './symmetric-eigen';
import { evenlySpaced } from './thinning';
import { addScaled, difference, dot, norm } from '../model/vectors';

/** Directions of a trajectory, most important first, with each one's share of Σ‖θ − centre‖². */
export interface PrincipalDirections {
  readonly directions: Float64Array[];
  readonly shares: number[];
}

/** More points than this are thinned evenly (first and last kept): the directions hardly change, the time grows with the cube. */
const mostPoints = 128;

/** A direction counts only if it carries more than round-off: its spread relative to the largest one. */
const negligible = 1e-12;

/**
 * Principal directions of a trajectory about a given centre (not about its mean: the centre is the point studied), from the eigenvectors of
 * the matrix of inner products of θ − centre. At most `count` orthonormal directions; fewer where the trajectory spans fewer.
 * The sign of each makes the last point's coordinate non-negative, so that a run leaves towards the right and the top.
 */
export function principalDirections(
  trajectory: readonly Float64Array[],
  centre: Float64Array,
  count: number,
): PrincipalDirections {
  const chosen = evenlySpaced(trajectory.length, mostPoints).map((i) => trajectory[i]!);
  const moves = chosen
    .map((theta) => difference(theta, centre))
    .filter((move) => move.every(Number.isFinite));
  const n = moves.length;
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) gram[i * n + j] = gram[j * n + i] = dot(moves[i]!, moves[j]!);
  }
  const { values, vectors } = symmetricEigen(gram, n);
  const total = values.reduce((sum, value) => sum + Math.max(value, 0), 0);
  const directions: Float64Array[] = [];
  const shares: number[] = [];
  for (let k = 0; k < n && directions.length < count; k++) {
    if (!(values[k]! > 0) || values[k]! <= negligible * values[0]!) break;
    const direction = new Float64Array(centre.length);
    moves.forEach((move, i) => addScaled(direction, vectors[k]![i]!, move));
    // Once more against the earlier ones: the Gram matrix squares the condition number.
    for (const earlier of directions) addScaled(direction, -dot(direction, earlier), earlier);
    const length = norm(direction);
    if (!(length > 0)) break;
    const sign = dot(direction, moves[n - 1]!) < 0 ? -1 : 1;
    directions.push(direction.map((value) => (sign * value) / length));
    shares.push(values[k]! / total);
  }
  return { directions, shares };
}

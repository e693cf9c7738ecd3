import type { NetworkShape, PreparedHessian } from '../../core/contract';
import { dot, norm, times } from '../../model/vectors';
import { type Residence, residenceOf } from './residence';

export type DirectionRole = 'most-negative' | 'most-positive' | 'null' | 'other';

/** An eigenvector with what is known of it. */
export interface EigenDirection {
  readonly role: DirectionRole;
  readonly value: number;
  /** ‖H·v − value·v‖: within this distance of `value` there is an eigenvalue. */
  readonly residual: number;
  /** Of length 1; its entry of largest modulus is positive. */
  readonly vector: Float64Array;
  /** vᵀ·G·v with the generalised Gauss–Newton matrix G: never negative, whatever `value` is. */
  readonly gaussNewton: number;
  readonly residence: Residence;
}

/** Eigenvalue, and eigenvector as computed, with its residual. */
export interface Pair {
  readonly value: number;
  readonly residual: number;
  readonly vector: Float64Array;
}

export function directionOf(
  role: DirectionRole,
  { value, residual, vector: computed }: Pair,
  network: NetworkShape,
  prepared: PreparedHessian,
): EigenDirection {
  const vector = turned(computed);
  return {
    role,
    value,
    residual,
    vector,
    gaussNewton: dot(vector, prepared.gaussNewtonVector(vector)),
    residence: residenceOf(network, [vector]),
  };
}

/** ±v with its entry of largest modulus positive (the first one of several). */
function turned(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const entry of vector) if (Math.abs(entry) > Math.abs(largest)) largest = entry;
  return times(vector, largest < 0 ? -1 : 1);
}

/** ‖product − value·vector‖. */
export function residualOf(product: Float64Array, value: number, vector: Float64Array): number {
  return norm(product.map((entry, i) => entry - value * vector[i]!));
}

import { zero } from '../../network/vectors';
import { term } from './series';

/** Codes are positions in the list `BRANCHES` of the TypeScript door. */
const FROZEN: u32 = 0;
const LEFT: u32 = 2;

/**
 * All ones in the lanes whose z stands on a kink: at t = 0 (frozen), or for all t as far as the coefficients tell (right, left). There the slope
 * that an activation takes at its kink counts.
 */
export function standsOnKink(z: usize, order: u32, branch: u32): v128 {
  let still = f64x2.eq(term(z, 0), zero());
  if (branch == FROZEN) return still;
  for (let k: u32 = 1; k <= order; k++) still = v128.and(still, f64x2.eq(term(z, k), zero()));
  return still;
}

/**
 * All ones in the lanes whose z is on the positive side of a kink: at t = 0 (frozen), or just after or just before it (right, left), which the
 * first coefficient other than 0 decides. A z that is 0 throughout counts as not positive.
 */
export function positiveBranch(z: usize, order: u32, branch: u32): v128 {
  let positive = f64x2.gt(term(z, 0), zero());
  if (branch == FROZEN) return positive;
  let open = f64x2.eq(term(z, 0), zero());
  for (let k: u32 = 1; k <= order; k++) {
    let coefficient = term(z, k);
    if (branch == LEFT && (k & 1) == 1) coefficient = f64x2.neg(coefficient);
    positive = v128.or(positive, v128.and(open, f64x2.gt(coefficient, zero())));
    open = v128.and(open, f64x2.eq(coefficient, zero()));
  }
  return positive;
}

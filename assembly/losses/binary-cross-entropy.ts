import { exp, log1p } from '../math/lanes';
import { VECTOR, laneSum, zero } from '../network/vectors';

/**
 * 1/(Nm) Σ_i Σ_o [softplus(f_io) − y_io f_io], f the logit, softplus(f) = log(1 + eᶠ). Here the sum without its factor,
 * written as max(f, 0) − y·f + log(1 + e^−|f|), which neither overflows nor cancels at large |f|.
 */
export function crossEntropySum<T>(outputs: usize, targets: usize, masks: usize, rows: usize, vectors: usize): f64 {
  const pitch: usize = <usize>vectors * VECTOR;
  let sum = zero();
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      const term = crossEntropyTerm<T>(v128.load(outputs + at), v128.load(targets + at));
      sum = v128.add<T>(sum, v128.and(term, v128.load(masks + at)));
    }
    outputs += pitch;
    targets += pitch;
  }
  return <f64>laneSum<T>(sum);
}

// @ts-ignore: decorator
@inline
export function crossEntropyTerm<T>(logit: v128, target: v128): v128 {
  const hinge = v128.sub<T>(v128.pmax<T>(logit, zero()), v128.mul<T>(target, logit));
  return v128.add<T>(hinge, log1p<T>(exp<T>(v128.neg<T>(v128.abs<T>(logit)))));
}

/** slopes[o][v] = scale·(σ(f) − y) as (1 − y)σ(f) − yσ(−f), exact to the last bit or so even where σ(f) is close to y. */
export function crossEntropySlopes<T>(
  outputs: usize,
  targets: usize,
  masks: usize,
  rows: usize,
  vectors: usize,
  scale: f64,
  slopes: usize,
): void {
  const pitch: usize = <usize>vectors * VECTOR;
  const factor = v128.splat<T>(<T>scale);
  const one = v128.splat<T>(<T>1);
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      const logit = v128.load(outputs + at);
      const target = v128.load(targets + at);
      const small = exp<T>(v128.neg<T>(v128.abs<T>(logit)));
      const large = v128.div<T>(one, v128.add<T>(one, small));
      const rest = v128.mul<T>(small, large);
      const negative = v128.lt<T>(logit, zero());
      const up = v128.bitselect(rest, large, negative);
      const down = v128.bitselect(large, rest, negative);
      const slope = v128.sub<T>(v128.mul<T>(v128.sub<T>(one, target), up), v128.mul<T>(target, down));
      v128.store(slopes + at, v128.and(v128.mul<T>(slope, factor), v128.load(masks + at)));
    }
    outputs += pitch;
    targets += pitch;
    slopes += pitch;
  }
}

import { fastExp } from '../math/fast/exp';
import { fastLog1p } from '../math/fast/log1p';
import { VECTOR, laneSum, zero } from '../network/vectors';

/**
 * Softmax with cross-entropy, rows of y probabilities. With the largest logit t taken out, e_k = exp(f_k − t) is 1 for the likeliest
 * outputs (one, or several with the same logit) and below 1 for the others. What stands beside one likeliest output is summed without
 * it: (likeliest − 1) + Σ_{e_k < 1} e_k. So neither the loss nor the slope of an output whose share is close to 1 is the small difference of
 * large numbers. Both depend on e_o and on these sums only: outputs with the same logit and target get the same bits.
 */

/** 1/N Σ_i Σ_o y_io [logsumexp_k f_ik − f_io], here without its factor; logsumexp = t + ln(1 + the sum above). */
export function softmaxSum<T>(outputs: usize, targets: usize, masks: usize, rows: usize, vectors: usize): f64 {
  const pitch: usize = <usize>vectors * VECTOR;
  let sum = zero();
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const term = softmaxTerm<T>(outputs + at, targets + at, rows, pitch);
    sum = v128.add<T>(sum, v128.and(term, v128.load(masks + at)));
  }
  return <f64>laneSum<T>(sum);
}

/** The terms of one vector of samples, whose outputs stand `pitch` bytes apart. */
// @ts-ignore: decorator
@inline
export function softmaxTerm<T>(outputs: usize, targets: usize, rows: usize, pitch: usize): v128 {
  const one = v128.splat<T>(<T>1);
  const top = largest<T>(outputs, rows, pitch);
  let likeliest = v128.neg<T>(one);
  let others = zero();
  // Two at a time, as in `exponentials`; added in the order of the rows.
  let row: usize = 0;
  for (; row + 1 < rows; row += 2) {
    const first = fastExp<T>(v128.sub<T>(v128.load(outputs + row * pitch), top));
    const second = fastExp<T>(v128.sub<T>(v128.load(outputs + (row + 1) * pitch), top));
    const firstIsOne = v128.eq<T>(first, one);
    const secondIsOne = v128.eq<T>(second, one);
    likeliest = v128.add<T>(v128.add<T>(likeliest, v128.and(firstIsOne, one)), v128.and(secondIsOne, one));
    others = v128.add<T>(v128.add<T>(others, v128.andnot(first, firstIsOne)), v128.andnot(second, secondIsOne));
  }
  if (row < rows) {
    const share = fastExp<T>(v128.sub<T>(v128.load(outputs + row * pitch), top));
    const isOne = v128.eq<T>(share, one);
    likeliest = v128.add<T>(likeliest, v128.and(isOne, one));
    others = v128.add<T>(others, v128.andnot(share, isOne));
  }
  const rest = fastLog1p<T>(v128.add<T>(likeliest, others));
  let term = zero();
  for (let row: usize = 0; row < rows; row++) {
    const gap = v128.add<T>(v128.sub<T>(top, v128.load(outputs + row * pitch)), rest);
    term = v128.add<T>(term, v128.mul<T>(v128.load(targets + row * pitch), gap));
  }
  return term;
}

/**
 * slopes[o][v] = scale·(p_o·Σ_k y_k − y_o), p the softmax, as scale·(p_o·(Σ_k y_k − y_o) − y_o·(1 − p_o)): the sum of the targets is 1 for
 * probabilities, so that for one true class the first term or the second is 0 and nothing cancels.
 */
export function softmaxSlopes<T>(
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
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const top = largest<T>(outputs + at, rows, pitch);
    let likeliest = v128.neg<T>(one);
    let others = zero();
    let mass = zero();
    exponentials<T>(outputs + at, top, rows, pitch, slopes + at);
    for (let row: usize = 0; row < rows; row++) {
      const share = v128.load(slopes + at + row * pitch);
      const isOne = v128.eq<T>(share, one);
      likeliest = v128.add<T>(likeliest, v128.and(isOne, one));
      others = v128.add<T>(others, v128.andnot(share, isOne));
      mass = v128.add<T>(mass, v128.load(targets + at + row * pitch));
    }
    const besideLikeliest = v128.add<T>(likeliest, others);
    const total = v128.add<T>(one, besideLikeliest);
    const mask = v128.load(masks + at);
    for (let row: usize = 0; row < rows; row++) {
      const place = at + row * pitch;
      const share = v128.load(slopes + place);
      const target = v128.load(targets + place);
      // total·(1 − p_o): for an output that is not the likeliest the difference is at least half of the total.
      const rest = v128.bitselect(besideLikeliest, v128.sub<T>(total, share), v128.eq<T>(share, one));
      const up = v128.mul<T>(share, v128.sub<T>(mass, target));
      const slope = v128.div<T>(v128.sub<T>(up, v128.mul<T>(target, rest)), total);
      v128.store(slopes + place, v128.and(v128.mul<T>(slope, factor), mask));
    }
  }
}

/** target[row] = exp(source[row] − top), two at a time: the processor overlaps their long chains of operations. */
// @ts-ignore: decorator
@inline
function exponentials<T>(source: usize, top: v128, rows: usize, pitch: usize, target: usize): void {
  let at: usize = 0;
  const end = rows * pitch;
  for (; at + pitch < end; at += 2 * pitch) {
    const first = fastExp<T>(v128.sub<T>(v128.load(source + at), top));
    const second = fastExp<T>(v128.sub<T>(v128.load(source + at + pitch), top));
    v128.store(target + at, first);
    v128.store(target + at + pitch, second);
  }
  if (at < end) v128.store(target + at, fastExp<T>(v128.sub<T>(v128.load(source + at), top)));
}

/** The largest of `rows` vectors, lane by lane. */
// @ts-ignore: decorator
@inline
function largest<T>(at: usize, rows: usize, pitch: usize): v128 {
  let top = v128.load(at);
  for (let row: usize = 1; row < rows; row++) top = v128.pmax<T>(top, v128.load(at + row * pitch));
  return top;
}

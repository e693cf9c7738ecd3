import { exp, log } from '../math/lanes';
import { VECTOR, laneSum, zero } from '../network/vectors';

/**
 * 1/N Σ_i Σ_o y_io [logsumexp_k f_ik − f_io], rows of y probabilities. Here the sum without its factor, with the largest
 * logit taken out of the exponentials so that none overflows.
 */
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
  const top = largest<T>(outputs, rows, pitch);
  let total = zero();
  for (let row: usize = 0; row < rows; row++) {
    total = v128.add<T>(total, exp<T>(v128.sub<T>(v128.load(outputs + row * pitch), top)));
  }
  const rest = log<T>(total);
  let term = zero();
  for (let row: usize = 0; row < rows; row++) {
    const gap = v128.add<T>(v128.sub<T>(top, v128.load(outputs + row * pitch)), rest);
    term = v128.add<T>(term, v128.mul<T>(v128.load(targets + row * pitch), gap));
  }
  return term;
}

/** slopes[o][v] = scale·(softmax_o·Σ_k y_k − y_o); the sum of the targets is 1 for probabilities. */
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
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const top = largest<T>(outputs + at, rows, pitch);
    let total = zero();
    let mass = zero();
    for (let row: usize = 0; row < rows; row++) {
      const share = exp<T>(v128.sub<T>(v128.load(outputs + at + row * pitch), top));
      v128.store(slopes + at + row * pitch, share);
      total = v128.add<T>(total, share);
      mass = v128.add<T>(mass, v128.load(targets + at + row * pitch));
    }
    const mask = v128.load(masks + at);
    for (let row: usize = 0; row < rows; row++) {
      const place = at + row * pitch;
      const share = v128.div<T>(v128.load(slopes + place), total);
      const slope = v128.sub<T>(v128.mul<T>(share, mass), v128.load(targets + place));
      v128.store(slopes + place, v128.and(v128.mul<T>(slope, factor), mask));
    }
  }
}

/** The largest of `rows` vectors, lane by lane. */
// @ts-ignore: decorator
@inline
function largest<T>(at: usize, rows: usize, pitch: usize): v128 {
  let top = v128.load(at);
  for (let row: usize = 1; row < rows; row++) top = v128.pmax<T>(top, v128.load(at + row * pitch));
  return top;
}

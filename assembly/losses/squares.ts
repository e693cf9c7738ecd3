import { VECTOR, laneSum, zero } from '../network/vectors';

/** Σ_i Σ_o (f_io − y_io)², the sum that the three squared losses share: rows × vectors of outputs f, of targets y; masks per vector. */
export function squares<T>(outputs: usize, targets: usize, masks: usize, rows: usize, vectors: usize): f64 {
  const pitch: usize = <usize>vectors * VECTOR;
  let sum = zero();
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      const term = squareTerm<T>(v128.load(outputs + at), v128.load(targets + at));
      sum = v128.add<T>(sum, v128.and(term, v128.load(masks + at)));
    }
    outputs += pitch;
    targets += pitch;
  }
  return <f64>laneSum<T>(sum);
}

// @ts-ignore: decorator
@inline
export function squareTerm<T>(output: v128, target: v128): v128 {
  const error = v128.sub<T>(output, target);
  return v128.mul<T>(error, error);
}

/** slopes[o][v] = scale·(f − y), 0 where there is no sample. */
export function squaresSlopes<T>(
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
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      const error = v128.sub<T>(v128.load(outputs + at), v128.load(targets + at));
      v128.store(slopes + at, v128.and(v128.mul<T>(error, factor), v128.load(masks + at)));
    }
    outputs += pitch;
    targets += pitch;
    slopes += pitch;
  }
}

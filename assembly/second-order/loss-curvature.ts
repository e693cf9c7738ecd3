import { exp } from '../math/lanes';
import { loss } from '../network/problem';
import { VECTOR, zero } from '../network/vectors';

/**
 * The second derivative of the loss by the outputs, sample by sample. For the squared losses and binary cross-entropy it is
 * diagonal; for softmax it is c·(diag(p) − p·pᵀ), p the softmax and c the loss's factor times the sum of the targets.
 *
 * curves: (outputs + 1) × vectors. Rows 0 … outputs − 1 hold the diagonal, or p; the last one holds c. 0 where there is no sample.
 */
const HALF_MEAN_SQUARED_ERROR: u32 = 1;
const HALF_SUM_OF_SQUARES: u32 = 2;
const BINARY_CROSS_ENTROPY: u32 = 3;
const SOFTMAX_CROSS_ENTROPY: u32 = 4;

// @ts-ignore: decorator
@inline
export function isCoupled(): bool {
  return loss == SOFTMAX_CROSS_ENTROPY;
}

export function fillLossCurves(
  outputs: usize,
  targets: usize,
  masks: usize,
  rows: usize,
  vectors: usize,
  samples: f64,
  curves: usize,
): void {
  const pitch = <usize>vectors * VECTOR;
  if (loss == SOFTMAX_CROSS_ENTROPY) return softmax(outputs, targets, masks, rows, pitch, 1 / samples, curves);
  const factor = f64x2.splat(diagonalFactor(samples, <f64>rows));
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      let curve = factor;
      if (loss == BINARY_CROSS_ENTROPY) {
        // σ(f)σ(−f) = s/(1 + s)² with s = e^−|f|
        const small = exp<f64>(f64x2.neg(f64x2.abs(v128.load(outputs + at))));
        const sum = f64x2.add(f64x2.splat(1), small);
        curve = f64x2.mul(factor, f64x2.div(small, f64x2.mul(sum, sum)));
      }
      v128.store(curves + at, v128.and(curve, v128.load(masks + at)));
    }
    outputs += pitch;
    curves += pitch;
  }
}

function diagonalFactor(samples: f64, outputs: f64): f64 {
  if (loss == HALF_SUM_OF_SQUARES) return 1;
  if (loss == HALF_MEAN_SQUARED_ERROR) return 1 / samples;
  if (loss == BINARY_CROSS_ENTROPY) return 1 / (samples * outputs);
  return 2 / (samples * outputs);
}

function softmax(outputs: usize, targets: usize, masks: usize, rows: usize, pitch: usize, scale: f64, curves: usize): void {
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    let top = v128.load(outputs + at);
    for (let row: usize = 1; row < rows; row++) top = f64x2.pmax(top, v128.load(outputs + at + row * pitch));
    let total = zero();
    let mass = zero();
    for (let row: usize = 0; row < rows; row++) {
      const share = exp<f64>(f64x2.sub(v128.load(outputs + at + row * pitch), top));
      v128.store(curves + at + row * pitch, share);
      total = f64x2.add(total, share);
      mass = f64x2.add(mass, v128.load(targets + at + row * pitch));
    }
    for (let row: usize = 0; row < rows; row++) {
      const place = curves + at + row * pitch;
      v128.store(place, f64x2.div(v128.load(place), total));
    }
    const weight = v128.and(f64x2.mul(mass, f64x2.splat(scale)), v128.load(masks + at));
    v128.store(curves + at + rows * pitch, weight);
  }
}

/** target[o][v] = Σ_k ∂²loss/∂f_o∂f_k·source[k][v]; source and target rows × vectors, not the same. */
export function applyLossCurves(curves: usize, source: usize, target: usize, rows: usize, vectors: usize): void {
  const pitch = <usize>vectors * VECTOR;
  if (loss != SOFTMAX_CROSS_ENTROPY) {
    for (let at: usize = 0, bytes = rows * pitch; at < bytes; at += VECTOR) {
      v128.store(target + at, f64x2.mul(v128.load(curves + at), v128.load(source + at)));
    }
    return;
  }
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    // Only differences of the source count. Taken to the likeliest output, they leave nothing to cancel where p is close to 1.
    let top = v128.load(curves + at);
    let anchor = v128.load(source + at);
    for (let row: usize = 1; row < rows; row++) {
      const share = v128.load(curves + at + row * pitch);
      const larger = f64x2.gt(share, top);
      top = v128.bitselect(share, top, larger);
      anchor = v128.bitselect(v128.load(source + at + row * pitch), anchor, larger);
    }
    let mean = zero();
    for (let row: usize = 0; row < rows; row++) {
      const place = at + row * pitch;
      mean = f64x2.add(mean, f64x2.mul(v128.load(curves + place), f64x2.sub(v128.load(source + place), anchor)));
    }
    const weight = v128.load(curves + at + rows * pitch);
    for (let row: usize = 0; row < rows; row++) {
      const place = at + row * pitch;
      const share = f64x2.mul(weight, v128.load(curves + place));
      const gap = f64x2.sub(f64x2.sub(v128.load(source + place), anchor), mean);
      v128.store(target + place, f64x2.mul(share, gap));
    }
  }
}

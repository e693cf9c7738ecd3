import { layerAt, layerCount } from '../../network/problem';
import { productBackward } from '../../network/product';
import { VECTOR } from '../../network/vectors';
import { blockRows, curvesAt, lossCurves } from '../layers';
import { isCoupled } from '../loss-curvature';
import { outputDiagonal, pairAt } from './plan';

/**
 * ∂²loss/∂z_l[i]∂z_m[j] for one block, from the output layer down: u × w × vectors per pair l ≤ m.
 *
 * With M_m the second derivative by z_m without its diagonal q_m (∂loss/∂h·φ″; at the outputs also what the loss adds):
 *   G_l,l+1 = S_l·W_l+1ᵀ·(M_l+1 + diag q_l+1),  G_l,m = S_l·W_l+1ᵀ·G_l+1,m,  M_l = G_l,l+1·W_l+1·S_l,  S = diag φ′.
 * The diagonal is kept apart, and M made symmetric by taking the mean with its transpose, because then twin units meet
 * the same operations in the same order.
 */
export function layerCurvature(theta: usize, l: u32, block: u32, vectors: usize): void {
  if (l == layerCount - 1) return outputCurvature(block, vectors);
  for (let m = l + 1; m < layerCount; m++) pullBack(theta, l, m, block, vectors);
  closeCurvature(theta, l, block, vectors);
}

/** Rows of q_l: units × vectors. */
export function diagonalRows(l: u32, block: u32, vectors: usize): usize {
  if (l == layerCount - 1) return outputDiagonal;
  return blockRows(curvesAt(l).bends, block, layerAt(l).outputs, vectors);
}

/**
 * The loss's second derivative through the output activation: q += φ′²·diagonal. For softmax M[i][j] = −c·(φ′p)_i(φ′p)_j beside the diagonal,
 * and on it φ′²·c·p·(1 − p), all of it in q, with 1 − p as the sum of the others, which does not cancel.
 */
function outputCurvature(block: u32, vectors: usize): void {
  const l = layerCount - 1;
  const units = <usize>layerAt(l).outputs;
  const pitch = <usize>vectors * VECTOR;
  const curves = curvesAt(l);
  const slopes = blockRows(curves.slopes, block, units, vectors);
  const bends = blockRows(curves.bends, block, units, vectors);
  const loss = blockRows(lossCurves, block, units + 1, vectors);
  const weights = loss + units * pitch;
  const coupled = isCoupled();
  const matrix = pairAt(l, l).curvature;
  for (let i: usize = 0; i < units; i++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      const place = at + i * pitch;
      const slope = v128.load(slopes + place);
      const reach = f64x2.mul(slope, v128.load(loss + place));
      let own = f64x2.mul(slope, reach);
      if (coupled) {
        const weight = v128.load(weights + at);
        let rest = f64x2.splat(0);
        for (let j: usize = 0; j < units; j++) {
          const target = matrix + (i * units + j) * pitch + at;
          if (i == j) {
            v128.store(target, f64x2.splat(0));
            continue;
          }
          const share = v128.load(loss + at + j * pitch);
          const other = f64x2.mul(v128.load(slopes + at + j * pitch), share);
          v128.store(target, f64x2.neg(f64x2.mul(weight, f64x2.mul(reach, other))));
          rest = f64x2.add(rest, share);
        }
        own = f64x2.mul(weight, f64x2.mul(own, rest));
      }
      v128.store(outputDiagonal + place, f64x2.add(v128.load(bends + place), own));
    }
  }
}

/** G_l,m from the layer above. */
function pullBack(theta: usize, l: u32, m: u32, block: u32, vectors: usize): void {
  const above = layerAt(l + 1);
  const units = <usize>above.inputs;
  const others = <usize>layerAt(m).outputs;
  const pitch = <usize>vectors * VECTOR;
  const weights = theta + above.weights;
  const step = <usize>units * sizeof<f64>();
  const target = pairAt(l, m).curvature;
  const source = pairAt(l + 1, m).curvature;
  const adjacent = m == l + 1;
  const known = !adjacent || m < layerCount - 1 || isCoupled();
  if (known) {
    productBackward<f64>(weights, above.outputs, source, target, units, others * vectors, false);
  }
  const slopes = blockRows(curvesAt(l).slopes, block, units, vectors);
  const diagonal = diagonalRows(m, block, vectors);
  for (let i: usize = 0; i < units; i++) {
    for (let j: usize = 0; j < others; j++) {
      const rows = target + (i * others + j) * pitch;
      const weight = adjacent ? v128.load_splat<f64>(weights + j * step + i * sizeof<f64>()) : f64x2.splat(0);
      for (let at: usize = 0; at < pitch; at += VECTOR) {
        const slope = v128.load(slopes + i * pitch + at);
        let sum = f64x2.splat(0);
        if (known) sum = v128.load(rows + at);
        if (adjacent) sum = f64x2.add(sum, f64x2.mul(weight, v128.load(diagonal + j * pitch + at)));
        v128.store(rows + at, f64x2.mul(slope, sum));
      }
    }
  }
}

/** M_l from G_l,l+1. */
function closeCurvature(theta: usize, l: u32, block: u32, vectors: usize): void {
  const above = layerAt(l + 1);
  const units = <usize>above.inputs;
  const pitch = <usize>vectors * VECTOR;
  const weights = theta + above.weights;
  const step = <usize>units * sizeof<f64>();
  const matrix = pairAt(l, l).curvature;
  const source = pairAt(l, l + 1).curvature;
  for (let i: usize = 0; i < units; i++) {
    const from = source + i * above.outputs * pitch;
    productBackward<f64>(weights, above.outputs, from, matrix + i * units * pitch, units, vectors, false);
  }
  const slopes = blockRows(curvesAt(l).slopes, block, units, vectors);
  const half = f64x2.splat(0.5);
  for (let i: usize = 0; i < units; i++) {
    for (let j = i; j < units; j++) {
      const upper = matrix + (i * units + j) * pitch;
      const lower = matrix + (j * units + i) * pitch;
      for (let at: usize = 0; at < pitch; at += VECTOR) {
        const first = f64x2.mul(v128.load(slopes + j * pitch + at), v128.load(upper + at));
        const second = f64x2.mul(v128.load(slopes + i * pitch + at), v128.load(lower + at));
        const mean = f64x2.mul(half, f64x2.add(first, second));
        v128.store(upper + at, mean);
        v128.store(lower + at, mean);
      }
    }
  }
}

import { layerAt, layerCount } from '../../network/problem';
import { SampleSet } from '../../network/samples';
import { VECTOR } from '../../network/vectors';
import { weightGradient } from '../../network/weight-gradient';
import { diagonalRows, layerCurvature } from './curvature';
import { displacedOf } from './displaced';
import { extendInputs, multiplyInputs } from './inputs';
import { extendedInputs, inputRows, pairAt, unitRows } from './plan';

/**
 * One block's share of the dense Hessian. With z_l[i] += h_l[k] for a step along the weight (l, i, k),
 *   H[(l,i,k), (m,j,n)] = Σ_samples ∂²loss/∂z_l[i]∂z_m[j]·h_l[k]·h_m[n] + ∂loss/∂z_m[j]·∂h_m[n]/∂z_l[i]·h_l[k]   (l ≤ m).
 * The first sum is, per pair of layers, one matrix product of unit pairs × samples with samples × input pairs. That costs
 * P²/2 multiply-adds a sample where P products with single directions cost 6P². `assembleHessian` puts the sums in their places.
 */
export function hessianOfBlock(theta: usize, set: SampleSet, block: u32): void {
  const vectors = set.vectors;
  const fresh = block == 0;
  extendInputs(set, block);
  for (let l = layerCount - 1; ; l--) {
    layerCurvature(theta, l, block, vectors);
    for (let m = l; m < layerCount; m++) {
      multiplyInputs(l, m, vectors);
      const pair = pairAt(l, m);
      if (l == m) {
        const units = <usize>layerAt(l).outputs;
        const inputs = <usize>extendedInputs(l);
        packUnits(pair.curvature, diagonalRows(l, block, vectors), units, vectors);
        const unitPairs = (units * (units + 1)) / 2;
        weightGradient<f64>(unitRows, inputRows, unitPairs, (inputs * (inputs + 1)) / 2, vectors, pair.products, fresh);
      } else {
        const unitPairs = layerAt(l).outputs * layerAt(m).outputs;
        const inputPairs = extendedInputs(l) * extendedInputs(m);
        weightGradient<f64>(pair.curvature, inputRows, unitPairs, inputPairs, vectors, pair.products, fresh);
      }
    }
    displacedOf(theta, l, block, vectors, fresh);
    if (l == 0) break;
  }
}

/** unitRows: the pairs i ≤ j of M + diag q. The output layer's M is 0 unless the loss couples the outputs. */
function packUnits(matrix: usize, diagonal: usize, units: usize, vectors: usize): void {
  const pitch = <usize>vectors * VECTOR;
  let target = unitRows;
  for (let i: usize = 0; i < units; i++) {
    const bytes = (units - i) * pitch;
    memory.copy(target, matrix + (i * units + i) * pitch, bytes);
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      const own = v128.load(diagonal + i * pitch + at);
      v128.store(target + at, f64x2.add(v128.load(target + at), own));
    }
    target += bytes;
  }
}

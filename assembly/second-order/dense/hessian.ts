import { layerAt, layerCount } from '../../network/problem';
import { SampleSet } from '../../network/samples';
import { VECTOR } from '../../network/vectors';
import { diagonalRows, layerCurvature } from './curvature';
import { displacedOf } from './displaced';
import { extendInputs, multiplyInputs } from './inputs';
import { inputPanels, multiplyPanels, unitPanels, unitRow, weaveUnits } from './panels';
import { inputRows, pairAt, unitRows } from './plan';

/**
 * One block's share of the dense Hessian. With z_l[i] += h_l[k] for a step along the weight (l, i, k),
 *   H[(l,i,k), (m,j,n)] = Σ_samples ∂²loss/∂z_l[i]∂z_m[j]·h_l[k]·h_m[n] + ∂loss/∂z_m[j]·∂h_m[n]/∂z_l[i]·h_l[k]   (l ≤ m).
 * The first sum is, per pair of layers, one matrix product of unit pairs × samples with samples × input pairs. That costs
 * about P²/3 multiply-adds a sample (symmetry is used within a layer, too) where P products with single directions cost 5P².
 * `assembleHessian` puts the sums in their places.
 */
export function hessianOfBlock(theta: usize, set: SampleSet, block: u32): void {
  const vectors = set.vectors;
  const fresh = block == 0;
  extendInputs(set, block);
  for (let l = layerCount - 1; ; l--) {
    layerCurvature(theta, l, block, vectors);
    for (let m = l; m < layerCount; m++) {
      const inputPairs = multiplyInputs(l, m, vectors);
      const pair = pairAt(l, m);
      let unitPairs = <usize>(layerAt(l).outputs * layerAt(m).outputs);
      if (l == m) unitPairs = packUnits(pair.curvature, diagonalRows(l, block, vectors), layerAt(l).outputs, vectors);
      else weaveUnits(pair.curvature, unitPairs, <usize>vectors * VECTOR, unitRows);
      const panels = unitPanels(unitPairs);
      multiplyPanels(unitRows, inputRows, panels, inputPanels(inputPairs), vectors, pair.products, fresh);
    }
    displacedOf(theta, l, block, vectors, fresh);
    if (l == 0) break;
  }
}

/** unitRows, as panels: the pairs i ≤ j of M + diag q. The output layer's M is 0 unless the loss couples the outputs. Returns the rows. */
function packUnits(matrix: usize, diagonal: usize, units: usize, vectors: usize): usize {
  const pitch = vectors * VECTOR;
  let row: usize = 0;
  for (let i: usize = 0; i < units; i++) {
    for (let j = i; j < units; j++) {
      const source = matrix + (i * units + j) * pitch;
      let target = unitRow(unitRows, row++, pitch);
      for (let at: usize = 0; at < pitch; at += VECTOR) {
        let value = v128.load(source + at);
        if (i == j) value = f64x2.add(value, v128.load(diagonal + i * pitch + at));
        v128.store(target, value);
        target += 4 * VECTOR;
      }
    }
  }
  for (let rest = row; rest & 3; rest++) {
    let target = unitRow(unitRows, rest, pitch);
    for (let v: usize = 0; v < vectors; v++) {
      v128.store(target, f64x2.splat(0));
      target += 4 * VECTOR;
    }
  }
  return row;
}

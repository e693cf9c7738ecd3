import { blockInputs } from '../../network/forward';
import { layerAt, layerCount } from '../../network/problem';
import { SampleSet } from '../../network/samples';
import { VECTOR } from '../../network/vectors';
import { blockRows, curvesAt } from '../layers';
import { inputRow } from './panels';
import { extendedInputs, extendedRows, inputRows } from './plan';

/** Copies the inputs of every layer for one block and adds the bias's row of ones. */
export function extendInputs(set: SampleSet, block: u32): void {
  const pitch = <usize>set.vectors * VECTOR;
  for (let l: u32 = 0; l < layerCount; l++) {
    const layer = layerAt(l);
    const rows = extendedRows(l);
    const bytes = <usize>layer.inputs * pitch;
    const source =
      l == 0 ? blockInputs(set, block) : blockRows(curvesAt(l - 1).values, block, layer.inputs, set.vectors);
    memory.copy(rows, source, bytes);
    if (layer.biased) {
      for (let at: usize = 0; at < pitch; at += VECTOR) v128.store(rows + bytes + at, f64x2.splat(1));
    }
  }
}

/** inputRows, as panels: products of every input of layer l with every input of layer m, K·J rows; for l = m those with k ≤ n. Returns the rows. */
export function multiplyInputs(l: u32, m: u32, vectors: usize): usize {
  const pitch = vectors * VECTOR;
  const left = <usize>extendedInputs(l);
  const right = <usize>extendedInputs(m);
  let row: usize = 0;
  for (let k: usize = 0; k < left; k++) {
    const first = extendedRows(l) + k * pitch;
    for (let n: usize = l == m ? k : 0; n < right; n++) {
      const second = extendedRows(m) + n * pitch;
      let target = inputRow(inputRows, row++, pitch);
      for (let at: usize = 0; at < pitch; at += VECTOR) {
        v128.store(target, f64x2.mul(v128.load(first + at), v128.load(second + at)));
        target += 2 * VECTOR;
      }
    }
  }
  if (row & 1) {
    let target = inputRow(inputRows, row, pitch);
    for (let v: usize = 0; v < vectors; v++) {
      v128.store(target, f64x2.splat(0));
      target += 2 * VECTOR;
    }
  }
  return row;
}

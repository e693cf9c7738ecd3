import { VECTOR, zero } from '../../network/vectors';

/**
 * The matrix product of the dense Hessian, on rows that stand ready for it. A panel of units is four rows of vectors woven together (vector
 * v of row r at v·64 + r·16), a panel of inputs is two (v·32 + r·16): the innermost loop then has two addresses to move instead
 * of six, which is worth a tenth of its time. Rows that fill up the last panel are 0 and cost little.
 */

// @ts-ignore: decorator
@inline
export function unitPanels(rows: usize): usize {
  return (rows + 3) >> 2;
}

// @ts-ignore: decorator
@inline
export function inputPanels(rows: usize): usize {
  return (rows + 1) >> 1;
}

/** Address of vector 0 of a row; the next vectors follow every 64 bytes. */
// @ts-ignore: decorator
@inline
export function unitRow(panels: usize, row: usize, pitch: usize): usize {
  return panels + (row >> 2) * 4 * pitch + (row & 3) * VECTOR;
}

/** Address of vector 0 of a row; the next vectors follow every 32 bytes. */
// @ts-ignore: decorator
@inline
export function inputRow(panels: usize, row: usize, pitch: usize): usize {
  return panels + (row >> 1) * 2 * pitch + (row & 1) * VECTOR;
}

/** Weaves rows of vectors into panels of units and fills the last one up. */
export function weaveUnits(source: usize, rows: usize, pitch: usize, panels: usize): void {
  const end = unitPanels(rows) * 4;
  for (let row: usize = 0; row < end; row++) {
    let target = unitRow(panels, row, pitch);
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      v128.store(target, row < rows ? v128.load(source + at) : zero());
      target += 4 * VECTOR;
    }
    source += pitch;
  }
}

/**
 * sums[r][c] (+)= Σ_v units[r][v]·inputs[c][v], summed over the lanes; sums: 4·units × 2·inputs numbers, panels counted. `fresh` starts the sums
 * anew. Each element has one accumulator that takes the vectors in order.
 */
export function multiplyPanels(
  units: usize,
  inputs: usize,
  unitCount: usize,
  inputCount: usize,
  vectors: usize,
  sums: usize,
  fresh: bool,
): void {
  const rowBytes = inputCount * VECTOR;
  for (let i: usize = 0; i < unitCount; i++) {
    let source = inputs;
    let target = sums;
    for (let j: usize = 0; j < inputCount; j++) {
      tile(units, source, vectors, target, rowBytes, fresh);
      source += 2 * vectors * VECTOR;
      target += VECTOR;
    }
    units += 4 * vectors * VECTOR;
    sums += 4 * rowBytes;
  }
}

// @ts-ignore: decorator
@inline
function tile(units: usize, inputs: usize, vectors: usize, target: usize, rowBytes: usize, fresh: bool): void {
  let s00 = zero();
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const end = units + 4 * vectors * VECTOR;
  do {
    const a = v128.load(inputs);
    const b = v128.load(inputs, 16);
    let unit = v128.load(units);
    s00 = f64x2.add(s00, f64x2.mul(unit, a));
    s01 = f64x2.add(s01, f64x2.mul(unit, b));
    unit = v128.load(units, 16);
    s10 = f64x2.add(s10, f64x2.mul(unit, a));
    s11 = f64x2.add(s11, f64x2.mul(unit, b));
    unit = v128.load(units, 32);
    s20 = f64x2.add(s20, f64x2.mul(unit, a));
    s21 = f64x2.add(s21, f64x2.mul(unit, b));
    unit = v128.load(units, 48);
    s30 = f64x2.add(s30, f64x2.mul(unit, a));
    s31 = f64x2.add(s31, f64x2.mul(unit, b));
    units += 64;
    inputs += 32;
  } while (units < end);
  put(target, s00, s01, fresh);
  put(target + rowBytes, s10, s11, fresh);
  put(target + 2 * rowBytes, s20, s21, fresh);
  put(target + 3 * rowBytes, s30, s31, fresh);
}

/** Two neighbouring sums over their lanes. */
// @ts-ignore: decorator
@inline
function put(at: usize, left: v128, right: v128, fresh: bool): void {
  const total = f64x2.add(v128.shuffle<f64>(left, right, 0, 2), v128.shuffle<f64>(left, right, 1, 3));
  v128.store(at, fresh ? total : f64x2.add(v128.load(at), total));
}

import { l2, layerAt, layerCount, parameterCount } from '../../network/problem';
import { inputPanels } from './panels';
import { extendedInputs, pairAt } from './plan';

/** Puts the sums of `hessianOfBlock` into their places: matrix P × P, row-major, f64; each value is written to both of its places. */
export function assembleHessian(matrix: usize): void {
  for (let l: u32 = 0; l < layerCount; l++) {
    samePlaces(matrix, l);
    for (let m = l + 1; m < layerCount; m++) differentPlaces(matrix, l, m);
  }
  if (l2 == 0) return;
  const step = <usize>(parameterCount + 1) * sizeof<f64>();
  for (let i: u32 = 0; i < parameterCount; i++) {
    store<f64>(matrix, load<f64>(matrix) + l2);
    matrix += step;
  }
}

/** Position in theta of input k of unit i; the bias is the input after the last. */
// @ts-ignore: decorator
@inline
function position(l: u32, i: u32, k: u32): usize {
  const layer = layerAt(l);
  const at = k < layer.inputs ? layer.weights / sizeof<f64>() + i * layer.inputs + k : layer.biases / sizeof<f64>() + i;
  return at;
}

// @ts-ignore: decorator
@inline
function put(matrix: usize, row: usize, column: usize, value: f64): void {
  store<f64>(matrix + (row * parameterCount + column) * sizeof<f64>(), value);
}

function samePlaces(matrix: usize, l: u32): void {
  const units = layerAt(l).outputs;
  const inputs = extendedInputs(l);
  const rowBytes = inputPanels((inputs * (inputs + 1)) / 2) * 16;
  let row = pairAt(l, l).products;
  for (let i: u32 = 0; i < units; i++) {
    for (let j = i; j < units; j++) {
      let source = row;
      row += rowBytes;
      for (let k: u32 = 0; k < inputs; k++) {
        const ik = position(l, i, k);
        const jk = position(l, j, k);
        for (let n = k; n < inputs; n++) {
          const value = load<f64>(source);
          source += sizeof<f64>();
          const jn = position(l, j, n);
          const other = position(l, i, n);
          put(matrix, ik, jn, value);
          put(matrix, jn, ik, value);
          put(matrix, other, jk, value);
          put(matrix, jk, other, value);
        }
      }
    }
  }
}

function differentPlaces(matrix: usize, l: u32, m: u32): void {
  const units = layerAt(l).outputs;
  const others = layerAt(m).outputs;
  const inputs = extendedInputs(l);
  const otherInputs = extendedInputs(m);
  const moved = layerAt(m).inputs;
  const pair = pairAt(l, m);
  const rowBytes = inputPanels(inputs * otherInputs) * 16;
  let row = pair.products;
  for (let i: u32 = 0; i < units; i++) {
    for (let j: u32 = 0; j < others; j++) {
      let source = row;
      row += rowBytes;
      for (let k: u32 = 0; k < inputs; k++) {
        const place = position(l, i, k);
        for (let n: u32 = 0; n < otherInputs; n++) {
          let value = load<f64>(source);
          source += sizeof<f64>();
          if (m > l + 1) {
            if (n < moved) value += displacedAt(pair.displaced, ((j * moved + n) * units + i) * inputs + k);
          } else if (n == i) {
            value += displacedAt(pair.displaced, (j * units + i) * inputs + k);
          }
          const column = position(m, j, n);
          put(matrix, place, column, value);
          put(matrix, column, place, value);
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function displacedAt(values: usize, index: usize): f64 {
  return load<f64>(values + index * sizeof<f64>());
}

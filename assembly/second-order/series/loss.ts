import { exp, log1p } from '../../math/lanes';
import { loss } from '../../network/problem';
import { laneSum, VECTOR, zero } from '../../network/vectors';
import { expSeries, logSeries, softplusSeries } from './elementary';
import { productTerm, SERIES_BYTES, setTerm, term } from './series';

const HALF_SUM_OF_SQUARES: u32 = 2;
const BINARY_CROSS_ENTROPY: u32 = 3;

const OUTPUT: usize = memory.data(SERIES_BYTES, 16);
const FIRST: usize = memory.data(SERIES_BYTES, 16);
const SECOND: usize = memory.data(SERIES_BYTES, 16);
const SUM: usize = memory.data(SERIES_BYTES, 16);

/**
 * coefficients[k] += coefficient k of the sum over one block's samples, without the loss's factor.
 * outputs: (order + 1) × rows × vectors; targets: rows × vectors; coefficients: order + 1 numbers in f64.
 */
export function addLossSeries(
  outputs: usize,
  targets: usize,
  masks: usize,
  rows: usize,
  vectors: usize,
  order: u32,
  coefficients: usize,
): void {
  const pitch = <usize>vectors * VECTOR;
  memory.fill(SUM, 0, SERIES_BYTES);
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const mask = v128.load(masks + at);
    if (loss <= BINARY_CROSS_ENTROPY) diagonal(outputs + at, targets + at, mask, rows, pitch, order);
    else softmax(outputs + at, targets + at, mask, rows, pitch, order);
  }
  for (let k: u32 = 0; k <= order; k++) {
    const place = coefficients + <usize>k * sizeof<f64>();
    store<f64>(place, load<f64>(place) + laneSum<f64>(term(SUM, k)));
  }
}

// @ts-ignore: decorator
@inline
function addTerm(k: u32, value: v128, mask: v128): void {
  setTerm(SUM, k, f64x2.add(term(SUM, k), v128.and(value, mask)));
}

/** Copies one output's series, `step` bytes from coefficient to coefficient. */
// @ts-ignore: decorator
@inline
function gather(from: usize, step: usize, order: u32, target: usize): void {
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, v128.load(from + <usize>k * step));
}

/** Losses that are a sum over the outputs. */
function diagonal(outputs: usize, targets: usize, mask: v128, rows: usize, pitch: usize, order: u32): void {
  for (let row: usize = 0; row < rows; row++) {
    gather(outputs + row * pitch, rows * pitch, order, OUTPUT);
    const target = v128.load(targets + row * pitch);
    if (loss <= HALF_SUM_OF_SQUARES) {
      setTerm(OUTPUT, 0, f64x2.sub(term(OUTPUT, 0), target));
      for (let k: u32 = 0; k <= order; k++) addTerm(k, productTerm(OUTPUT, OUTPUT, k), mask);
      continue;
    }
    softplusSeries(OUTPUT, FIRST, SECOND, order);
    // log(1 + e^f) − y·f; its value as the loss itself writes it, which does not cancel at large |f|.
    const logit = term(OUTPUT, 0);
    const hinge = f64x2.sub(f64x2.pmax(logit, zero()), f64x2.mul(target, logit));
    addTerm(0, f64x2.add(hinge, log1p<f64>(exp<f64>(f64x2.neg(f64x2.abs(logit))))), mask);
    for (let k: u32 = 1; k <= order; k++) {
      addTerm(k, f64x2.sub(term(SECOND, k), f64x2.mul(target, term(OUTPUT, k))), mask);
    }
  }
}

/** Σ_o y_o·(log Σ_k e^f_k − f_o), the largest f(0) taken out of the exponentials. */
function softmax(outputs: usize, targets: usize, mask: v128, rows: usize, pitch: usize, order: u32): void {
  const step = rows * pitch;
  let top = v128.load(outputs);
  for (let row: usize = 1; row < rows; row++) top = f64x2.pmax(top, v128.load(outputs + row * pitch));
  memory.fill(FIRST, 0, SERIES_BYTES);
  for (let row: usize = 0; row < rows; row++) {
    gather(outputs + row * pitch, step, order, OUTPUT);
    setTerm(OUTPUT, 0, f64x2.sub(term(OUTPUT, 0), top));
    expSeries(OUTPUT, SECOND, order);
    for (let k: u32 = 0; k <= order; k++) setTerm(FIRST, k, f64x2.add(term(FIRST, k), term(SECOND, k)));
  }
  logSeries(FIRST, SECOND, order);
  for (let row: usize = 0; row < rows; row++) {
    const target = v128.load(targets + row * pitch);
    gather(outputs + row * pitch, step, order, OUTPUT);
    setTerm(OUTPUT, 0, f64x2.sub(term(OUTPUT, 0), top));
    for (let k: u32 = 0; k <= order; k++) {
      addTerm(k, f64x2.mul(target, f64x2.sub(term(SECOND, k), term(OUTPUT, k))), mask);
    }
  }
}

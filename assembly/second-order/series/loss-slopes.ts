import { slopeFactor } from '../../losses/table';
import { loss } from '../../network/problem';
import { VECTOR, zero } from '../../network/vectors';
import { expSeries, sigmoidSeries } from './elementary';
import { sigmoid } from '../../math/lanes';
import { quotientTerm, SERIES_BYTES, setTerm, term } from './series';

const HALF_SUM_OF_SQUARES: u32 = 2;
const BINARY_CROSS_ENTROPY: u32 = 3;

const OUTPUT: usize = memory.data(SERIES_BYTES, 16);
const ANCHOR: usize = memory.data(SERIES_BYTES, 16);
const SUM: usize = memory.data(SERIES_BYTES, 16);
const SHARE: usize = memory.data(SERIES_BYTES, 16);

/**
 * slopes = ∂loss/∂f as series for one block, the loss's factor included, 0 where there is no sample.
 * outputs, slopes: (order + 1 or more) × rows × vectors, not the same; targets: rows × vectors.
 */
export function lossSlopeSeries(
  outputs: usize,
  targets: usize,
  masks: usize,
  rows: usize,
  vectors: usize,
  samples: f64,
  order: u32,
  slopes: usize,
): void {
  const pitch = <usize>vectors * VECTOR;
  const factor = f64x2.splat(slopeFactor(loss, samples, <f64>rows));
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const scale = v128.and(factor, v128.load(masks + at));
    if (loss <= BINARY_CROSS_ENTROPY) {
      for (let row: usize = 0; row < rows; row++) {
        const place = at + row * pitch;
        diagonal(outputs + place, v128.load(targets + place), scale, rows * pitch, order, slopes + place);
      }
    } else softmax(outputs + at, targets + at, scale, rows, pitch, order, slopes + at);
  }
}

/** Losses that are a sum over the outputs: f − y, or σ(f) − y as (1 − y)σ(f) − yσ(−f). */
function diagonal(output: usize, target: v128, scale: v128, step: usize, order: u32, slope: usize): void {
  gather(output, step, order, OUTPUT);
  if (loss <= HALF_SUM_OF_SQUARES) {
    setTerm(OUTPUT, 0, f64x2.sub(term(OUTPUT, 0), target));
    for (let k: u32 = 0; k <= order; k++) v128.store(slope + <usize>k * step, f64x2.mul(term(OUTPUT, k), scale));
    return;
  }
  sigmoidSeries(OUTPUT, SHARE, order);
  const up = f64x2.mul(f64x2.sub(f64x2.splat(1), target), term(SHARE, 0));
  const down = f64x2.mul(target, sigmoid<f64>(f64x2.neg(term(OUTPUT, 0))));
  setTerm(SHARE, 0, f64x2.sub(up, down));
  for (let k: u32 = 0; k <= order; k++) v128.store(slope + <usize>k * step, f64x2.mul(term(SHARE, k), scale));
}

/**
 * p_o·Σ_k y_k − y_o with p the softmax. Only differences of the outputs count: taken to the output that is the largest at t = 0 as whole series, they
 * leave nothing to cancel where p is close to 1.
 */
function softmax(
  outputs: usize,
  targets: usize,
  scale: v128,
  rows: usize,
  pitch: usize,
  order: u32,
  slopes: usize,
): void {
  const step = rows * pitch;
  gather(outputs, step, order, ANCHOR);
  for (let row: usize = 1; row < rows; row++) {
    const place = outputs + row * pitch;
    const larger = f64x2.gt(v128.load(place), term(ANCHOR, 0));
    for (let k: u32 = 0; k <= order; k++) {
      setTerm(ANCHOR, k, v128.bitselect(v128.load(place + <usize>k * step), term(ANCHOR, k), larger));
    }
  }
  let mass = zero();
  memory.fill(SUM, 0, SERIES_BYTES);
  for (let row: usize = 0; row < rows; row++) {
    mass = f64x2.add(mass, v128.load(targets + row * pitch));
    gather(outputs + row * pitch, step, order, OUTPUT);
    for (let k: u32 = 0; k <= order; k++) setTerm(OUTPUT, k, f64x2.sub(term(OUTPUT, k), term(ANCHOR, k)));
    expSeries(OUTPUT, SHARE, order);
    for (let k: u32 = 0; k <= order; k++) {
      setTerm(SUM, k, f64x2.add(term(SUM, k), term(SHARE, k)));
      v128.store(slopes + row * pitch + <usize>k * step, term(SHARE, k));
    }
  }
  for (let row: usize = 0; row < rows; row++) {
    const place = slopes + row * pitch;
    gather(place, step, order, OUTPUT);
    for (let k: u32 = 0; k <= order; k++) {
      setTerm(SHARE, k, quotientTerm(OUTPUT, SUM, SHARE, k));
      let slope = f64x2.mul(term(SHARE, k), mass);
      if (k == 0) slope = f64x2.sub(slope, v128.load(targets + row * pitch));
      v128.store(place + <usize>k * step, f64x2.mul(slope, scale));
    }
  }
}

/** Copies one output's series, `step` bytes from coefficient to coefficient. */
// @ts-ignore: decorator
@inline
function gather(from: usize, step: usize, order: u32, target: usize): void {
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, v128.load(from + <usize>k * step));
}

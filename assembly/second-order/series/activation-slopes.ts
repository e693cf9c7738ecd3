import { erf, exp, sigmoid } from '../../math/lanes';
import { positiveBranch, standsOnKink } from './branch';
import { gaussianSeries, sigmoidSeries, sineSeries, tanhSeries } from './elementary';
import { integralTerm, multiplySeries, productTerm, scaled, SERIES_BYTES, setTerm, term } from './series';

/** Codes of the table of activations. */
const SIGMOID: u32 = 1;
const TANH: u32 = 2;
const RELU: u32 = 3;
const LEAKY_RELU: u32 = 4;
const ELU: u32 = 5;
const SOFTPLUS: u32 = 6;
const GELU: u32 = 7;
const GELU_TANH: u32 = 8;
const SILU: u32 = 9;
const SIN: u32 = 10;
const RELU_HALF: u32 = 11;
const RELU_ONE: u32 = 12;

const FIRST: usize = memory.data(SERIES_BYTES, 16);
const SECOND: usize = memory.data(SERIES_BYTES, 16);
const THIRD: usize = memory.data(SERIES_BYTES, 16);

/**
 * target = φ′(z) as a series to `order`, from z and h = φ(z), which reach one order further: on which side of a kink z counts must be decided from
 * all that the value was decided from. Not for `linear`.
 */
export function slopeSeries(code: u32, z: usize, h: usize, target: usize, order: u32, branch: u32): void {
  switch (code) {
    case SIGMOID:
      return sigmoidSlope(z, h, target, order);
    case TANH:
      return tanhSlope(h, target, order);
    case RELU:
      return step(z, 0, 0, target, order, branch);
    case LEAKY_RELU:
      return step(z, 0.01, 0.01, target, order, branch);
    case ELU:
      return elu(z, h, target, order, branch);
    case SOFTPLUS:
      return sigmoidSeries(z, target, order);
    case GELU:
      return gelu(z, target, order);
    case GELU_TANH:
      return geluTanh(z, target, order);
    case SILU:
      sigmoidSeries(z, FIRST, order);
      sigmoidSlope(z, FIRST, SECOND, order);
      multiplySeries(z, SECOND, target, order);
      return addSeries(FIRST, target, order);
    case SIN:
      return sineSeries(z, FIRST, target, order);
    case RELU_HALF:
      return step(z, 0, 0.5, target, order, branch);
    case RELU_ONE:
      return step(z, 0, 1, target, order, branch);
  }
}

/** target += a. */
function addSeries(a: usize, target: usize, order: u32): void {
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, f64x2.add(term(target, k), term(a, k)));
}

/** σ(z)σ(−z) = s − s², whose value does not cancel at large z. */
function sigmoidSlope(z: usize, s: usize, target: usize, order: u32): void {
  setTerm(target, 0, f64x2.mul(term(s, 0), sigmoid<f64>(f64x2.neg(term(z, 0)))));
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, f64x2.sub(term(s, k), productTerm(s, s, k)));
}

/** 1 − t². */
function tanhSlope(t: usize, target: usize, order: u32): void {
  setTerm(target, 0, f64x2.sub(f64x2.splat(1), f64x2.mul(term(t, 0), term(t, 0))));
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, f64x2.neg(productTerm(t, t, k)));
}

/** 1 on the positive side, factor on the other, kink where z stands on the kink. */
function step(z: usize, factor: f64, kink: f64, target: usize, order: u32, branch: u32): void {
  const positive = positiveBranch(z, order + 1, branch);
  let slope = v128.bitselect(f64x2.splat(1), f64x2.splat(factor), positive);
  if (kink != factor) slope = v128.bitselect(f64x2.splat(kink), slope, standsOnKink(z, order + 1, branch));
  setTerm(target, 0, slope);
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, f64x2.splat(0));
}

/** 1 on the positive side; e^z on the other, which differs from h only in its value. */
function elu(z: usize, h: usize, target: usize, order: u32, branch: u32): void {
  const positive = positiveBranch(z, order + 1, branch);
  setTerm(target, 0, v128.bitselect(f64x2.splat(1), exp<f64>(term(z, 0)), positive));
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, v128.andnot(term(h, k), positive));
}

/** Φ(z) + z·e^(−z²/2)/√(2π). */
function gelu(z: usize, target: usize, order: u32): void {
  gaussianSeries(z, FIRST, SECOND, order);
  multiplySeries(z, SECOND, target, order);
  const share = erf<f64>(scaled(term(z, 0), 0.7071067811865476));
  setTerm(FIRST, 0, scaled(f64x2.add(f64x2.splat(1), share), 0.5));
  for (let k: u32 = 1; k <= order; k++) setTerm(FIRST, k, integralTerm(SECOND, z, k));
  addSeries(FIRST, target, order);
}

/** (1 + t)/2 + z(1 − t²)u′/2 with t = tanh u, u = √(2/π)(z + 0.044715 z³). */
function geluTanh(z: usize, target: usize, order: u32): void {
  multiplySeries(z, z, FIRST, order);
  multiplySeries(FIRST, z, SECOND, order);
  for (let k: u32 = 0; k <= order; k++) {
    const inner = f64x2.add(term(z, k), scaled(term(SECOND, k), 0.044715));
    setTerm(SECOND, k, scaled(inner, 0.7978845608028654));
    setTerm(FIRST, k, scaled(term(FIRST, k), 0.7978845608028654 * 3 * 0.044715));
  }
  setTerm(FIRST, 0, f64x2.add(term(FIRST, 0), f64x2.splat(0.7978845608028654)));
  // FIRST is u′, SECOND u.
  tanhSeries(SECOND, target, order);
  tanhSlope(target, THIRD, order);
  multiplySeries(THIRD, FIRST, SECOND, order);
  multiplySeries(z, SECOND, FIRST, order);
  addSeries(FIRST, target, order);
  setTerm(target, 0, f64x2.add(f64x2.splat(1), term(target, 0)));
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, scaled(term(target, k), 0.5));
}

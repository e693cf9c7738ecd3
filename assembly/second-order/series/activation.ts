import { erf, expm1 } from '../../math/lanes';
import { positiveBranch, standsOnKink } from './branch';
import { expSeries, gaussianSeries, sigmoidSeries, sineSeries, softplusSeries, tanhSeries } from './elementary';
import { integralTerm, multiplySeries, scaled, SERIES_BYTES, setTerm, term } from './series';

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

/** Whether the second-order kernels know an activation: its second derivative, and the series of it and of its slope. */
export function hasSeries(code: u32): bool {
  return code <= RELU_ONE;
}

/** target = φ(z) as series; `branch` says on which side of a kink z counts. Not for `linear`. */
export function activationSeries(code: u32, z: usize, target: usize, order: u32, branch: u32): void {
  switch (code) {
    case SIGMOID:
      return sigmoidSeries(z, target, order);
    case TANH:
      return tanhSeries(z, target, order);
    case RELU:
      return hinge(z, 0, 0, target, order, branch);
    case LEAKY_RELU:
      return hinge(z, 0.01, 0.01, target, order, branch);
    case ELU:
      return elu(z, target, order, branch);
    case SOFTPLUS:
      return softplusSeries(z, FIRST, target, order);
    case GELU:
      return gelu(z, target, order);
    case GELU_TANH:
      return geluTanh(z, target, order);
    case SILU:
      sigmoidSeries(z, FIRST, order);
      return multiplySeries(z, FIRST, target, order);
    case SIN:
      return sineSeries(z, target, FIRST, order);
    case RELU_HALF:
      return hinge(z, 0, 0.5, target, order, branch);
    case RELU_ONE:
      return hinge(z, 0, 1, target, order, branch);
  }
}

/** z on the positive side, factor·z on the other, kink·z where z stands on the kink; a NaN stays one. */
function hinge(z: usize, factor: f64, kink: f64, target: usize, order: u32, branch: u32): void {
  const positive = positiveBranch(z, order, branch);
  let slope = v128.bitselect(f64x2.splat(1), f64x2.splat(factor), positive);
  if (kink != factor) slope = v128.bitselect(f64x2.splat(kink), slope, standsOnKink(z, order, branch));
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, f64x2.mul(slope, term(z, k)));
}

/** z on the positive side, e^z − 1 on the other. */
function elu(z: usize, target: usize, order: u32, branch: u32): void {
  const positive = positiveBranch(z, order, branch);
  expSeries(z, FIRST, order);
  setTerm(FIRST, 0, expm1<f64>(term(z, 0)));
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, v128.bitselect(term(z, k), term(FIRST, k), positive));
}

/** z·Φ(z), Φ′ = e^(−z²/2)/√(2π)·z′. */
function gelu(z: usize, target: usize, order: u32): void {
  gaussianSeries(z, FIRST, SECOND, order);
  const share = erf<f64>(scaled(term(z, 0), 0.7071067811865476));
  setTerm(FIRST, 0, scaled(f64x2.add(f64x2.splat(1), share), 0.5));
  for (let k: u32 = 1; k <= order; k++) setTerm(FIRST, k, integralTerm(SECOND, z, k));
  multiplySeries(z, FIRST, target, order);
}

/** z(1 + tanh u)/2 with u = √(2/π)(z + 0.044715 z³). */
function geluTanh(z: usize, target: usize, order: u32): void {
  multiplySeries(z, z, FIRST, order);
  multiplySeries(FIRST, z, SECOND, order);
  for (let k: u32 = 0; k <= order; k++) {
    const inner = f64x2.add(term(z, k), scaled(term(SECOND, k), 0.044715));
    setTerm(FIRST, k, scaled(inner, 0.7978845608028654));
  }
  tanhSeries(FIRST, SECOND, order);
  setTerm(SECOND, 0, f64x2.add(f64x2.splat(1), term(SECOND, 0)));
  for (let k: u32 = 0; k <= order; k++) setTerm(SECOND, k, scaled(term(SECOND, k), 0.5));
  multiplySeries(z, SECOND, target, order);
}

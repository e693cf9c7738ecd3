import { exp, sigmoid, tanh } from '../math/lanes';
import { VECTOR, zero } from '../network/vectors';

/** Codes of the table of activations; linear, leaky-relu and relu with its relatives have no second derivative. */
const SIGMOID: u32 = 1;
const TANH: u32 = 2;
const ELU: u32 = 5;
const SOFTPLUS: u32 = 6;
const GELU: u32 = 7;
const GELU_TANH: u32 = 8;
const SILU: u32 = 9;
const SIN: u32 = 10;

/** rows of z in place to φ″(z), with φ(z) and φ′(z) at hand in rows of the same shape. At a kink the branch is that of z ≤ 0. */
export function secondDerivatives(code: u32, rows: usize, values: usize, slopes: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const z = v128.load(rows + at);
    v128.store(rows + at, secondDerivative(code, z, v128.load(values + at), v128.load(slopes + at)));
  }
}

function secondDerivative(code: u32, z: v128, value: v128, slope: v128): v128 {
  switch (code) {
    // φ′(1 − 2φ)
    case SIGMOID:
      return f64x2.mul(slope, f64x2.sub(f64x2.splat(1), f64x2.add(value, value)));
    // −2φφ′
    case TANH:
      return f64x2.mul(f64x2.mul(f64x2.splat(-2), value), slope);
    // eᶻ where z ≤ 0, which is φ′ there
    case ELU:
      return v128.andnot(slope, f64x2.gt(z, zero()));
    // φ′(1 − φ′)
    case SOFTPLUS:
      return f64x2.mul(slope, f64x2.sub(f64x2.splat(1), slope));
    case GELU:
      return gelu(near(z));
    case GELU_TANH:
      return geluTanh(near(z));
    case SILU:
      return silu(near(z));
    case SIN:
      return f64x2.neg(value);
  }
  return zero();
}

/** z within ±800: beyond, every second derivative that uses it has long been 0, and powers of z must not make ∞·0. NaN stays NaN. */
// @ts-ignore: decorator
@inline
function near(z: v128): v128 {
  return f64x2.max(f64x2.min(z, f64x2.splat(800)), f64x2.splat(-800));
}

/** (2 − z²)·e^(−z²/2)/√(2π) */
function gelu(z: v128): v128 {
  const square = f64x2.mul(z, z);
  const density = f64x2.mul(exp<f64>(f64x2.mul(square, f64x2.splat(-0.5))), f64x2.splat(0.3989422804014327));
  return f64x2.mul(f64x2.sub(f64x2.splat(2), square), density);
}

/** t′ + zt″/2 with t = tanh u, u = √(2/π)(z + 0.044715 z³), t′ = (1 − t²)u′, t″ = (1 − t²)(u″ − 2tu′²). */
function geluTanh(z: v128): v128 {
  const factor = f64x2.splat(0.7978845608028654);
  const square = f64x2.mul(z, z);
  const cubic = f64x2.mul(f64x2.splat(0.044715), f64x2.mul(square, z));
  const t = tanh<f64>(f64x2.mul(factor, f64x2.add(z, cubic)));
  const rise = f64x2.mul(factor, f64x2.add(f64x2.splat(1), f64x2.mul(f64x2.splat(3 * 0.044715), square)));
  const bend = f64x2.mul(factor, f64x2.mul(f64x2.splat(6 * 0.044715), z));
  const rest = f64x2.sub(f64x2.splat(1), f64x2.mul(t, t));
  const second = f64x2.sub(bend, f64x2.mul(f64x2.mul(f64x2.splat(2), t), f64x2.mul(rise, rise)));
  return f64x2.mul(rest, f64x2.add(rise, f64x2.mul(f64x2.mul(f64x2.splat(0.5), z), second)));
}

/** 2σ′ + zσ′(1 − 2σ) with σ′ = σ(1 − σ). */
function silu(z: v128): v128 {
  const gate = sigmoid<f64>(z);
  const slope = f64x2.mul(gate, f64x2.sub(f64x2.splat(1), gate));
  const bend = f64x2.mul(z, f64x2.sub(f64x2.splat(1), f64x2.add(gate, gate)));
  return f64x2.mul(slope, f64x2.add(f64x2.splat(2), bend));
}

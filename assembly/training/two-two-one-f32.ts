/**
 * Training of 2-2-1 on four samples in f32: see two-two-one.ts. The four samples are one vector. θ is W (2 × 2) in one vector, b (2) and
 * V (1 × 2) in the second, c in the first lane of the third.
 */
import { slopeFactor } from '../losses/table';
import { fastTanh } from '../math/fast/tanh';
import { loss } from '../network/problem';
import { SampleSet } from '../network/samples';
import { allZero, zero } from '../network/vectors';
import { see } from './rules/watch';
import { countSteps, rate, theta } from './settings';

/** start + w·x + v·y */
// @ts-ignore: decorator
@inline
function affine(start: v128, w: v128, x: v128, v: v128, y: v128): v128 {
  return f32x4.add(f32x4.add(start, f32x4.mul(w, x)), f32x4.mul(v, y));
}

/** ∂loss/∂z of a hidden unit: v·e·(1 − h²). */
// @ts-ignore: decorator
@inline
function delta(v: v128, e: v128, h: v128, one: v128): v128 {
  return f32x4.mul(f32x4.mul(v, e), f32x4.sub(one, f32x4.mul(h, h)));
}

/** Neighbouring lanes added: a₀ + a₁, a₂ + a₃, b₀ + b₁, b₂ + b₃. */
// @ts-ignore: decorator
@inline
function pairs(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
}

/** Makes up to `steps` steps of θ ← θ − ηg and returns how many; stops after the first that is no longer finite. */
export function trainTwoTwoOneF32(steps: u32, set: SampleSet): u32 {
  const x = v128.load(set.inputs);
  const y = v128.load(set.inputs, 16);
  const target = v128.load(set.targets);
  const factor = v128.splat<f32>(<f32>slopeFactor(loss, 4, 1));
  const eta = v128.splat<f32>(<f32>rate);
  const one = v128.splat<f32>(1);
  let inner = v128.load(theta);
  let outer = v128.load(theta, 16);
  let offset = v128.load(theta, 32);
  let made: u32 = 0;
  let finite = true;
  while (finite && made < steps) {
    // Forward: p and q are the hidden units.
    const b0 = v128.shuffle<f32>(outer, outer, 0, 0, 0, 0);
    const b1 = v128.shuffle<f32>(outer, outer, 1, 1, 1, 1);
    const w00 = v128.shuffle<f32>(inner, inner, 0, 0, 0, 0);
    const w01 = v128.shuffle<f32>(inner, inner, 1, 1, 1, 1);
    const w10 = v128.shuffle<f32>(inner, inner, 2, 2, 2, 2);
    const w11 = v128.shuffle<f32>(inner, inner, 3, 3, 3, 3);
    const p = fastTanh<f32>(affine(b0, w00, x, w01, y));
    const q = fastTanh<f32>(affine(b1, w10, x, w11, y));
    const v = v128.shuffle<f32>(outer, outer, 2, 2, 2, 2);
    const w = v128.shuffle<f32>(outer, outer, 3, 3, 3, 3);
    const c = v128.shuffle<f32>(offset, offset, 0, 0, 0, 0);
    const e = f32x4.mul(f32x4.sub(affine(c, v, p, w, q), target), factor);
    // Backward.
    const dp = delta(v, e, p, one);
    const dq = delta(w, e, q, one);
    const weights = pairs(f32x4.mul(dp, x), f32x4.mul(dp, y));
    const innerSlope = pairs(weights, pairs(f32x4.mul(dq, x), f32x4.mul(dq, y)));
    const outerSlope = pairs(pairs(dp, dq), pairs(f32x4.mul(e, p), f32x4.mul(e, q)));
    const offsetSlope = pairs(pairs(e, zero()), zero());
    // Update. What is not finite in the gradient is not finite in the parameters either.
    inner = f32x4.sub(inner, f32x4.mul(eta, innerSlope));
    outer = f32x4.sub(outer, f32x4.mul(eta, outerSlope));
    offset = f32x4.sub(offset, f32x4.mul(eta, offsetSlope));
    made++;
    finite = allZero<f32>(see<f32>(see<f32>(see<f32>(zero(), inner), outer), offset));
  }
  v128.store(theta, inner);
  v128.store(theta, outer, 16);
  v128.store(theta, offset, 32);
  countSteps(made);
  return made;
}

/**
 * Training of 2-2-1 on four samples in f32: see two-two-one.ts. The four samples are one vector. θ is W (2 × 2) in one vector, b (2) and
 * V (1 × 2) in the second, c in the first lane of the third; velocities likewise.
 */
import { lossFactor, slopeFactor } from '../losses/table';
import { fastTanh } from '../math/fast/tanh';
import { loss } from '../network/problem';
import { SampleSet } from '../network/samples';
import { allZero, laneSum, zero } from '../network/vectors';
import { see } from './rules/watch';
import { a, firstMoment, rate, theta } from './settings';

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

/** βv + g with momentum, else g: what η times of is taken from θ. */
// @ts-ignore: decorator
@inline
function push(momentum: bool, beta: v128, velocity: v128, slope: v128): v128 {
  return momentum ? f32x4.add(f32x4.mul(beta, velocity), slope) : slope;
}

/** `trainTwoTwoOne` in f32: its steps are compiled once for each of the four. */
export function trainTwoTwoOneF32(steps: u32, set: SampleSet, momentum: bool, before: usize, stopBelow: f64): u32 {
  if (before == 0) return momentum ? momentumSteps(steps, set) : plainSteps(steps, set);
  return momentum ? watchedMomentumSteps(steps, set, before, stopBelow) : watchedSteps(steps, set, before, stopBelow);
}

function plainSteps(steps: u32, set: SampleSet): u32 {
  return stepThrough(steps, set, false, false, 0, 0);
}

function momentumSteps(steps: u32, set: SampleSet): u32 {
  return stepThrough(steps, set, true, false, 0, 0);
}

function watchedSteps(steps: u32, set: SampleSet, before: usize, stopBelow: f64): u32 {
  return stepThrough(steps, set, false, true, before, stopBelow);
}

function watchedMomentumSteps(steps: u32, set: SampleSet, before: usize, stopBelow: f64): u32 {
  return stepThrough(steps, set, true, true, before, stopBelow);
}

// @ts-ignore: decorator
@inline
function stepThrough(
  steps: u32,
  set: SampleSet,
  momentum: bool,
  watched: bool,
  before: usize,
  stopBelow: f64,
): u32 {
  const x = v128.load(set.inputs);
  const y = v128.load(set.inputs, 16);
  const target = v128.load(set.targets);
  const factor = v128.splat<f32>(<f32>slopeFactor(loss, 4, 1));
  const share = lossFactor(loss, 4, 1);
  const eta = v128.splat<f32>(<f32>rate);
  const beta = v128.splat<f32>(<f32>a);
  const one = v128.splat<f32>(1);
  let inner = v128.load(theta);
  let outer = v128.load(theta, 16);
  let offset = v128.load(theta, 32);
  let innerPush = v128.load(firstMoment);
  let outerPush = v128.load(firstMoment, 16);
  let offsetPush = v128.load(firstMoment, 32);
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
    const miss = f32x4.sub(affine(c, v, p, w, q), target);
    if (watched) {
      if (made > 0 && <f64>laneSum<f32>(f32x4.mul(miss, miss)) * share <= stopBelow) break;
      v128.store(before, inner);
      v128.store(before, outer, 16);
      v128.store(before, offset, 32);
    }
    const e = f32x4.mul(miss, factor);
    // Backward.
    const dp = delta(v, e, p, one);
    const dq = delta(w, e, q, one);
    const weights = pairs(f32x4.mul(dp, x), f32x4.mul(dp, y));
    const innerSlope = pairs(weights, pairs(f32x4.mul(dq, x), f32x4.mul(dq, y)));
    const outerSlope = pairs(pairs(dp, dq), pairs(f32x4.mul(e, p), f32x4.mul(e, q)));
    const offsetSlope = pairs(pairs(e, zero()), zero());
    // Update. What is not finite in the gradient or the velocity is not finite in the parameters either.
    innerPush = push(momentum, beta, innerPush, innerSlope);
    outerPush = push(momentum, beta, outerPush, outerSlope);
    offsetPush = push(momentum, beta, offsetPush, offsetSlope);
    inner = f32x4.sub(inner, f32x4.mul(eta, innerPush));
    outer = f32x4.sub(outer, f32x4.mul(eta, outerPush));
    offset = f32x4.sub(offset, f32x4.mul(eta, offsetPush));
    made++;
    finite = allZero<f32>(see<f32>(see<f32>(see<f32>(zero(), inner), outer), offset));
  }
  v128.store(theta, inner);
  v128.store(theta, outer, 16);
  v128.store(theta, offset, 32);
  if (momentum) {
    v128.store(firstMoment, innerPush);
    v128.store(firstMoment, outerPush, 16);
    v128.store(firstMoment, offsetPush, 32);
  }
  return made;
}

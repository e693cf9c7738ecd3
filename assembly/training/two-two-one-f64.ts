/**
 * Training of 2-2-1 on four samples in f64: see two-two-one.ts. θ is W (2 × 2), b (2), V (1 × 2), c: five vectors of two, the last
 * lane unused; velocities likewise. Samples: two vectors per feature.
 */
import { lossFactor, slopeFactor } from '../losses/table';
import { fastTanh } from '../math/fast/tanh';
import { loss } from '../network/problem';
import { SampleSet } from '../network/samples';
import { allZero, laneSum, zero } from '../network/vectors';
import { see } from './rules/watch';
import { a, firstMoment, rate, theta } from './settings';

// @ts-ignore: decorator
@inline
function low(v: v128): v128 {
  return v128.shuffle<f64>(v, v, 0, 0);
}

// @ts-ignore: decorator
@inline
function high(v: v128): v128 {
  return v128.shuffle<f64>(v, v, 1, 1);
}

/** The lane sums of two vectors beside each other. */
// @ts-ignore: decorator
@inline
function sums(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

// @ts-ignore: decorator
@inline
function twoTerms(first: v128, a: v128, second: v128, b: v128): v128 {
  return f64x2.add(f64x2.mul(first, a), f64x2.mul(second, b));
}

/** start + w·x + v·y */
// @ts-ignore: decorator
@inline
function affine(start: v128, w: v128, x: v128, v: v128, y: v128): v128 {
  return f64x2.add(f64x2.add(start, f64x2.mul(w, x)), f64x2.mul(v, y));
}

/** ∂loss/∂z of a hidden unit: v·e·(1 − h²). */
// @ts-ignore: decorator
@inline
function delta(v: v128, e: v128, h: v128, one: v128): v128 {
  return f64x2.mul(f64x2.mul(v, e), f64x2.sub(one, f64x2.mul(h, h)));
}

/** βv + g with momentum, else g: what η times of is taken from θ. */
// @ts-ignore: decorator
@inline
function push(momentum: bool, beta: v128, velocity: v128, slope: v128): v128 {
  return momentum ? f64x2.add(f64x2.mul(beta, velocity), slope) : slope;
}

/** `trainTwoTwoOne` in f64: its steps are compiled once for each of the four. */
export function trainTwoTwoOneF64(steps: u32, set: SampleSet, momentum: bool, before: usize, stopBelow: f64): u32 {
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
  const inputs = set.inputs;
  const x0 = v128.load(inputs);
  const x1 = v128.load(inputs, 16);
  const y0 = v128.load(inputs, 32);
  const y1 = v128.load(inputs, 48);
  const target0 = v128.load(set.targets);
  const target1 = v128.load(set.targets, 16);
  const factor = v128.splat<f64>(slopeFactor(loss, 4, 1));
  const share = lossFactor(loss, 4, 1);
  const eta = v128.splat<f64>(rate);
  const beta = v128.splat<f64>(a);
  const one = v128.splat<f64>(1);
  let first = v128.load(theta);
  let second = v128.load(theta, 16);
  let bias = v128.load(theta, 32);
  let weights = v128.load(theta, 48);
  let offset = v128.load(theta, 64);
  let firstPush = v128.load(firstMoment);
  let secondPush = v128.load(firstMoment, 16);
  let biasPush = v128.load(firstMoment, 32);
  let weightPush = v128.load(firstMoment, 48);
  let offsetPush = v128.load(firstMoment, 64);
  let made: u32 = 0;
  let finite = true;
  while (finite && made < steps) {
    // Forward: p and q are the hidden units, 0 and 1 the two vectors of samples.
    const p0 = fastTanh<f64>(affine(low(bias), low(first), x0, high(first), y0));
    const p1 = fastTanh<f64>(affine(low(bias), low(first), x1, high(first), y1));
    const q0 = fastTanh<f64>(affine(high(bias), low(second), x0, high(second), y0));
    const q1 = fastTanh<f64>(affine(high(bias), low(second), x1, high(second), y1));
    const v = low(weights);
    const w = high(weights);
    const miss0 = f64x2.sub(affine(low(offset), v, p0, w, q0), target0);
    const miss1 = f64x2.sub(affine(low(offset), v, p1, w, q1), target1);
    if (watched) {
      if (made > 0 && laneSum<f64>(twoTerms(miss0, miss0, miss1, miss1)) * share <= stopBelow) break;
      v128.store(before, first);
      v128.store(before, second, 16);
      v128.store(before, bias, 32);
      v128.store(before, weights, 48);
      v128.store(before, offset, 64);
    }
    const e0 = f64x2.mul(miss0, factor);
    const e1 = f64x2.mul(miss1, factor);
    // Backward.
    const dp0 = delta(v, e0, p0, one);
    const dp1 = delta(v, e1, p1, one);
    const dq0 = delta(w, e0, q0, one);
    const dq1 = delta(w, e1, q1, one);
    const firstSlope = sums(twoTerms(dp0, x0, dp1, x1), twoTerms(dp0, y0, dp1, y1));
    const secondSlope = sums(twoTerms(dq0, x0, dq1, x1), twoTerms(dq0, y0, dq1, y1));
    const biasSlope = sums(f64x2.add(dp0, dp1), f64x2.add(dq0, dq1));
    const weightSlope = sums(twoTerms(e0, p0, e1, p1), twoTerms(e0, q0, e1, q1));
    const offsetSlope = sums(f64x2.add(e0, e1), zero());
    // Update. What is not finite in the gradient or the velocity is not finite in the parameters either.
    firstPush = push(momentum, beta, firstPush, firstSlope);
    secondPush = push(momentum, beta, secondPush, secondSlope);
    biasPush = push(momentum, beta, biasPush, biasSlope);
    weightPush = push(momentum, beta, weightPush, weightSlope);
    offsetPush = push(momentum, beta, offsetPush, offsetSlope);
    first = f64x2.sub(first, f64x2.mul(eta, firstPush));
    second = f64x2.sub(second, f64x2.mul(eta, secondPush));
    bias = f64x2.sub(bias, f64x2.mul(eta, biasPush));
    weights = f64x2.sub(weights, f64x2.mul(eta, weightPush));
    offset = f64x2.sub(offset, f64x2.mul(eta, offsetPush));
    made++;
    const watch = see<f64>(see<f64>(see<f64>(see<f64>(zero(), first), second), bias), weights);
    finite = allZero<f64>(see<f64>(watch, offset));
  }
  v128.store(theta, first);
  v128.store(theta, second, 16);
  v128.store(theta, bias, 32);
  v128.store(theta, weights, 48);
  v128.store(theta, offset, 64);
  if (momentum) {
    v128.store(firstMoment, firstPush);
    v128.store(firstMoment, secondPush, 16);
    v128.store(firstMoment, biasPush, 32);
    v128.store(firstMoment, weightPush, 48);
    v128.store(firstMoment, offsetPush, 64);
  }
  return made;
}

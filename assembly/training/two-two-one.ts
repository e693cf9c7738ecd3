/**
 * Training of 2-2-1 with tanh, a linear output and biases on four samples, many steps with every number in a register: four times the
 * steps of the general kernels, whose loops and calls cost more here than the numbers do. The bits are those of the general path:
 * each sum takes the same terms in the same order. Only sums that there start at 0 here start with their first term, which
 * can change nothing but the sign of a zero gradient, and so nothing at all while no parameter is −0.
 *
 * Here in f64; two-two-one-f32.ts has the form for f32. θ is W (2 × 2), b (2), V (1 × 2), c: five vectors of two, the last lane
 * unused. Samples: two vectors per feature.
 */
import { LINEAR, TANH } from '../activations/table';
import { isSquared, slopeFactor } from '../losses/table';
import { fastTanh } from '../math/fast/tanh';
import { l1, l2, layerAt, layerCount, loss, parameterBytes, parameterCount } from '../network/problem';
import { SampleSet } from '../network/samples';
import { allZero, zero } from '../network/vectors';
import { isGradientDescent } from './table';
import { countSteps, rate, rateSpread, theta } from './settings';
import { see } from './rules/watch';
import { trainTwoTwoOneF32 } from './two-two-one-f32';

/** Whether the network, the rule, a whole-set batch and the parameters are of this kind. */
export function isTwoTwoOne<T>(set: SampleSet): bool {
  return hasTwoTwoOneShape(set) && !holdsNegativeZero<T>();
}

/** Whether all but the parameters is. */
export function hasTwoTwoOneShape(set: SampleSet): bool {
  return isTwoTwoOneProblem(set) && isGradientDescent() && layerAt(0).masks == 0 && rateSpread == 0;
}

/** Whether the network, its loss and the data are. */
export function isTwoTwoOneProblem(set: SampleSet): bool {
  if (layerCount != 2 || parameterCount != 9 || set.count != 4) return false;
  const hidden = layerAt(0);
  const output = layerAt(1);
  if (hidden.inputs != 2 || hidden.outputs != 2 || !hidden.biased || !output.biased) return false;
  if (hidden.activation != TANH || output.activation != LINEAR) return false;
  return isSquared(loss) && l1 == 0 && l2 == 0;
}

function holdsNegativeZero<T>(): bool {
  for (let i: usize = 0; i < 9; i++) {
    const at = theta + i * sizeof<T>();
    if (sizeof<T>() == 8 ? load<u64>(at) == 0x8000000000000000 : load<u32>(at) == 0x80000000) return true;
  }
  return false;
}

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

/** Whether the parameters are finite: after the steps above, whether the last one was. */
export function isFiniteTwoTwoOne<T>(): bool {
  let watch = zero();
  for (let at: usize = 0; at < parameterBytes; at += 16) watch = see<T>(watch, v128.load(theta + at));
  return allZero<T>(watch);
}

/** Makes up to `steps` steps of θ ← θ − ηg and returns how many; stops after the first that is no longer finite. */
export function trainTwoTwoOne<T>(steps: u32, set: SampleSet): u32 {
  return sizeof<T>() == 8 ? trainF64(steps, set) : trainTwoTwoOneF32(steps, set);
}

function trainF64(steps: u32, set: SampleSet): u32 {
  const inputs = set.inputs;
  const x0 = v128.load(inputs);
  const x1 = v128.load(inputs, 16);
  const y0 = v128.load(inputs, 32);
  const y1 = v128.load(inputs, 48);
  const target0 = v128.load(set.targets);
  const target1 = v128.load(set.targets, 16);
  const factor = v128.splat<f64>(slopeFactor(loss, 4, 1));
  const eta = v128.splat<f64>(rate);
  const one = v128.splat<f64>(1);
  let first = v128.load(theta);
  let second = v128.load(theta, 16);
  let bias = v128.load(theta, 32);
  let weights = v128.load(theta, 48);
  let offset = v128.load(theta, 64);
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
    const e0 = f64x2.mul(f64x2.sub(affine(low(offset), v, p0, w, q0), target0), factor);
    const e1 = f64x2.mul(f64x2.sub(affine(low(offset), v, p1, w, q1), target1), factor);
    // Backward.
    const dp0 = delta(v, e0, p0, one);
    const dp1 = delta(v, e1, p1, one);
    const dq0 = delta(w, e0, q0, one);
    const dq1 = delta(w, e1, q1, one);
    const firstSlope = sums(twoTerms(dp0, x0, dp1, x1), twoTerms(dp0, y0, dp1, y1));
    const secondSlope = sums(twoTerms(dq0, x0, dq1, x1), twoTerms(dq0, y0, dq1, y1));
    const biasSlope = sums(f64x2.add(dp0, dp1), f64x2.add(dq0, dq1));
    const weightSlope = sums(twoTerms(e0, p0, e1, p1), twoTerms(e0, q0, e1, q1));
    const error = f64x2.add(e0, e1);
    // Update. What is not finite in the gradient is not finite in the parameters either.
    first = f64x2.sub(first, f64x2.mul(eta, firstSlope));
    second = f64x2.sub(second, f64x2.mul(eta, secondSlope));
    bias = f64x2.sub(bias, f64x2.mul(eta, biasSlope));
    weights = f64x2.sub(weights, f64x2.mul(eta, weightSlope));
    offset = f64x2.sub(offset, f64x2.mul(eta, sums(error, zero())));
    made++;
    const watch = see<f64>(see<f64>(see<f64>(see<f64>(zero(), first), second), bias), weights);
    finite = allZero<f64>(see<f64>(watch, offset));
  }
  v128.store(theta, first);
  v128.store(theta, second, 16);
  v128.store(theta, bias, 32);
  v128.store(theta, weights, 48);
  v128.store(theta, offset, 64);
  countSteps(made);
  return made;
}

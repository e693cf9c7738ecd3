/**
 * Ensembles of 2-2-1 with tanh, a linear output and biases on four samples under gradient descent, in fewer than half the operations of the
 * general lanes: nothing but θ and the hidden values goes through memory. The bits are those of training/two-two-one.ts, and so of
 * the general kernels while no parameter is −0.
 *
 * θ of one vector of lanes: W (2 × 2), b (2), V (1 × 2), c, one v128 each. Hidden values: vectors × units × samples.
 */
import { fastTanhArray } from '../math/fast/tanh';
import {
  groupVectors,
  laneInputs,
  laneLosses,
  lanePoints,
  laneTargets,
  lanesBytes,
  lanesOf,
  placePitch,
  trainSet,
  valuesOf,
} from '../lanes/plan';
import { lossFactor, slopeFactor } from '../losses/table';
import { loss } from '../network/problem';
import { VECTOR, allZero, zero } from '../network/vectors';
import { countSteps, step } from '../training/settings';
import { hasTwoTwoOneShape } from '../training/two-two-one';
import { isNoted, stepsToNote, watchesDistance, watchesGradient, watchesLoss } from './settings';
import { groupAlive, groupRates, groupRuns, groupSlots, groupTheta, slotLevels } from './slots';
import { finiteness, stopDiverged, watchSlots } from './watch';

/** Bytes of the hidden values of one vector of lanes. */
const HIDDEN: usize = 8 * VECTOR;
/** The four samples' first inputs, second inputs and targets, in every lane. */
const SAMPLES: usize = memory.data(12 * 16, 16);
const WATCH: usize = memory.data(16, 16);
/** Most steps in a row after which nothing is looked for. */
const UNWATCHED_STEPS: u32 = 64;

/** Whether a group can go this way: distances and gradient norms are watched by the general kernels only. */
export function trainsTwoTwoOne<T>(): bool {
  return hasTwoTwoOneShape(trainSet()) && !watchesGradient && !watchesDistance;
}

/** The steps of `runGroup`. */
export function stepsTwoTwoOne<T>(group: usize, steps: u32): void {
  const pitch = placePitch();
  for (let i: usize = 0; i < 8; i++) v128.store(SAMPLES + (i << 4), v128.load(laneInputs + i * pitch));
  for (let i: usize = 0; i < 4; i++) v128.store(SAMPLES + (i << 4), v128.load(laneTargets + i * pitch), 128);
  for (let made: u32 = 0; made < steps && groupRuns<T>(group); ) {
    if (watchesLoss || isNoted(step)) {
      watchedStep<T>(group);
      made++;
    } else {
      const count = min(min(steps - made, stepsToNote(step)), UNWATCHED_STEPS);
      unwatchedSteps<T>(group, count);
      made += count;
    }
  }
}

/**
 * Steps after which nothing but divergence is looked for. What is not finite stays so under this rule: it is enough to look at the end, and
 * to go back and look at every step only where something has been found.
 */
function unwatchedSteps<T>(group: usize, steps: u32): void {
  const theta = groupTheta(group);
  const bytes = groupVectors * lanesBytes();
  memory.copy(lanePoints, theta, bytes);
  for (let i: u32 = 0; i < steps; i++) {
    hidden<T>(theta);
    updateUnwatched<T>(group);
  }
  if (isFinite<T>(group)) {
    countSteps(steps);
    return;
  }
  memory.copy(theta, lanePoints, bytes);
  for (let i: u32 = 0; i < steps; i++) watchedStep<T>(group);
}

function watchedStep<T>(group: usize): void {
  hidden<T>(groupTheta(group));
  updateWatched<T>(group);
  countSteps(1);
  if (!isFinite<T>(group)) stopNotFinite<T>(group);
}

/** Whether the parameters in all lanes that are alive are finite. */
function isFinite<T>(group: usize): bool {
  let bad = zero();
  for (let v: usize = 0; v < groupVectors; v++) {
    const watch = finiteness<T>(groupTheta(group) + v * lanesBytes());
    bad = v128.or(bad, v128.and(watch, v128.load(groupAlive(group) + v * VECTOR)));
  }
  return allZero<T>(bad);
}

/** Hidden values of all vectors of lanes, their tanh in stages over the whole of them. */
function hidden<T>(theta: usize): void {
  const values = valuesOf(0);
  let at = values;
  for (const end = values + groupVectors * HIDDEN; at < end; at += HIDDEN) {
    unit<T>(v128.load(theta, 64), v128.load(theta), v128.load(theta, 16), at);
    unit<T>(v128.load(theta, 80), v128.load(theta, 32), v128.load(theta, 48), at + 64);
    theta += lanesBytes();
  }
  fastTanhArray<T>(values, values, groupVectors * HIDDEN);
}

// @ts-ignore: decorator
@inline
function unit<T>(bias: v128, w: v128, v: v128, at: usize): void {
  v128.store(at, affine<T>(bias, w, v128.load(SAMPLES), v, v128.load(SAMPLES, 64)));
  v128.store(at, affine<T>(bias, w, v128.load(SAMPLES, 16), v, v128.load(SAMPLES, 80)), 16);
  v128.store(at, affine<T>(bias, w, v128.load(SAMPLES, 32), v, v128.load(SAMPLES, 96)), 32);
  v128.store(at, affine<T>(bias, w, v128.load(SAMPLES, 48), v, v128.load(SAMPLES, 112)), 48);
}

/** start + w·x + v·y */
// @ts-ignore: decorator
@inline
function affine<T>(start: v128, w: v128, x: v128, v: v128, y: v128): v128 {
  return v128.add<T>(v128.add<T>(start, v128.mul<T>(w, x)), v128.mul<T>(v, y));
}

/** The sum over four samples in the order of the ordinary kernels' lanes. */
// @ts-ignore: decorator
@inline
function sum<T>(a: v128, b: v128, c: v128, d: v128): v128 {
  if (sizeof<T>() == 8) return v128.add<T>(v128.add<T>(a, c), v128.add<T>(b, d));
  return v128.add<T>(v128.add<T>(a, b), v128.add<T>(c, d));
}

// @ts-ignore: decorator
@inline
function products<T>(a: v128, b: v128, c: v128, d: v128, at: usize): v128 {
  return sum<T>(
    v128.mul<T>(a, v128.load(at)),
    v128.mul<T>(b, v128.load(at, 16)),
    v128.mul<T>(c, v128.load(at, 32)),
    v128.mul<T>(d, v128.load(at, 48)),
  );
}

/** ∂loss/∂z of a hidden unit: v·e·(1 − h²). */
// @ts-ignore: decorator
@inline
function delta<T>(v: v128, e: v128, h: v128, one: v128): v128 {
  return v128.mul<T>(v128.mul<T>(v, e), v128.sub<T>(one, v128.mul<T>(h, h)));
}

/** What output and target of sample s differ by. */
// @ts-ignore: decorator
@inline
function error<T>(c: v128, v: v128, w: v128, at: usize, s: usize): v128 {
  const f = affine<T>(c, v, v128.load(at + s), w, v128.load(at + s, 64));
  return v128.sub<T>(f, v128.load(SAMPLES + s, 128));
}

function updateUnwatched<T>(group: usize): void {
  updateGroup<T>(group, false);
}

function updateWatched<T>(group: usize): void {
  updateGroup<T>(group, true);
}

// @ts-ignore: decorator
@inline
function updateGroup<T>(group: usize, watched: bool): void {
  const factor = v128.splat<T>(<T>slopeFactor(loss, 4, 1));
  const one = v128.splat<T>(1);
  let theta = groupTheta(group);
  let rates = groupRates(group);
  let at = valuesOf(0);
  for (let vector: usize = 0; vector < groupVectors; vector++) {
    const v = v128.load(theta, 96);
    const w = v128.load(theta, 112);
    const c = v128.load(theta, 128);
    let e0 = error<T>(c, v, w, at, 0);
    let e1 = error<T>(c, v, w, at, 16);
    let e2 = error<T>(c, v, w, at, 32);
    let e3 = error<T>(c, v, w, at, 48);
    if (watched) {
      const squares = sum<T>(v128.mul<T>(e0, e0), v128.mul<T>(e1, e1), v128.mul<T>(e2, e2), v128.mul<T>(e3, e3));
      v128.store(WATCH, squares);
      watchVector<T>(group, vector);
    }
    e0 = v128.mul<T>(e0, factor);
    e1 = v128.mul<T>(e1, factor);
    e2 = v128.mul<T>(e2, factor);
    e3 = v128.mul<T>(e3, factor);
    const eta = v128.load(rates);
    v128.store(theta, descended<T>(v, eta, products<T>(e0, e1, e2, e3, at)), 96);
    v128.store(theta, descended<T>(w, eta, products<T>(e0, e1, e2, e3, at + 64)), 112);
    v128.store(theta, descended<T>(c, eta, sum<T>(e0, e1, e2, e3)), 128);
    updateUnit<T>(theta, theta + 64, v, e0, e1, e2, e3, at, eta, one);
    updateUnit<T>(theta + 32, theta + 80, w, e0, e1, e2, e3, at + 64, eta, one);
    theta += lanesBytes();
    rates += VECTOR;
    at += HIDDEN;
  }
}

/** The two weights and the bias of a hidden unit, `w` being its weight in the output. */
// @ts-ignore: decorator
@inline
function updateUnit<T>(
  weights: usize,
  bias: usize,
  w: v128,
  e0: v128,
  e1: v128,
  e2: v128,
  e3: v128,
  h: usize,
  eta: v128,
  one: v128,
): void {
  const d0 = delta<T>(w, e0, v128.load(h), one);
  const d1 = delta<T>(w, e1, v128.load(h, 16), one);
  const d2 = delta<T>(w, e2, v128.load(h, 32), one);
  const d3 = delta<T>(w, e3, v128.load(h, 48), one);
  v128.store(weights, descended<T>(v128.load(weights), eta, products<T>(d0, d1, d2, d3, SAMPLES)));
  v128.store(weights, descended<T>(v128.load(weights, 16), eta, products<T>(d0, d1, d2, d3, SAMPLES + 64)), 16);
  v128.store(bias, descended<T>(v128.load(bias), eta, sum<T>(d0, d1, d2, d3)));
}

/** θ − ηg */
// @ts-ignore: decorator
@inline
function descended<T>(theta: v128, eta: v128, gradient: v128): v128 {
  return v128.sub<T>(theta, v128.mul<T>(eta, gradient));
}

/** Losses of one vector of lanes from its sums of squares, and what they stop. */
function watchVector<T>(group: usize, vector: usize): void {
  const factor = lossFactor(loss, 4, 1);
  const first = vector * lanesOf<T>();
  const slot = group * groupSlots<T>() + first;
  let below = false;
  for (let lane: usize = 0; lane < lanesOf<T>(); lane++) {
    const value = <f64>load<T>(WATCH + lane * sizeof<T>()) * factor;
    store<f64>(laneLosses + ((first + lane) << 3), value);
    if (value < load<f64>(slotLevels(slot + lane))) below = true;
  }
  if (below || isNoted(step)) watchSlots<T>(group, first, first + lanesOf<T>(), step);
}

function stopNotFinite<T>(group: usize): void {
  for (let v: usize = 0; v < groupVectors; v++) {
    v128.store(WATCH, finiteness<T>(groupTheta(group) + v * lanesBytes()));
    stopDiverged<T>(group * groupSlots<T>() + v * lanesOf<T>(), WATCH, step);
  }
}

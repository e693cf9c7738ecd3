/**
 * Ensembles of 2-2-1 with tanh, a linear output and biases on four samples under gradient descent, over the layout of
 * lanes/two-two-one.ts and several times as fast as the general lanes. The bits are those of training/two-two-one.ts, and so of the general
 * kernels while no parameter is −0.
 */
import { laneGradients, laneLosses, lanePoints, groupVectors, lanesBytes, lanesOf, trainSet, valuesOf } from '../lanes/plan';
import {
  HIDDEN,
  SAMPLES,
  THETA,
  error,
  fourSum,
  hiddenValues,
  lowerLosses,
  placeSamples,
  squaresOf,
  upperLosses,
} from '../lanes/two-two-one';
import { lossFactor, slopeFactor } from '../losses/table';
import { loss } from '../network/problem';
import { VECTOR, allZero, zero } from '../network/vectors';
import { countSteps, powerA, powerB, resumeAt, step } from '../training/settings';
import { isGradientDescent } from '../training/table';
import { hasTwoTwoOneShape } from '../training/two-two-one';
import { isNoted, keepsRing, stepsToNote, watchesDistance, watchesGradient, watchesLoss } from './settings';
import { groupAlive, groupRates, groupRuns, groupSlots, groupTheta, isAlive, slotLevels, slotTheta } from './slots';
import { finiteness, stopDiverged, watchSlots } from './watch';

const WATCH: usize = memory.data(16, 16);
const ONE: usize = memory.data(16, 16);
/** Errors go here, too, though nobody reads them: the engine loads all that it needs up to the next store before it computes, and then spills. */
const ERRORS: usize = memory.data(48, 16);
/** Most steps in a row after which divergence is not looked for. */
const STEPS_IN_A_ROW: u32 = 64;

/** What a step looks for: nothing, losses that have fallen below their levels, or all losses, which are noted where they are due. */
const NOTHING: u32 = 0;
const LEVELS: u32 = 1;
const LOSSES: u32 = 2;

/** Whether a group can go this way: distances and gradient norms are watched by the general kernels only. */
export function trainsTwoTwoOne<T>(): bool {
  return hasTwoTwoOneShape(trainSet()) && isGradientDescent() && !watchesGradient && !watchesDistance;
}

/** The steps of `runGroup`. */
export function stepsTwoTwoOne<T>(group: usize, steps: u32): void {
  placeSamples();
  v128.store(ONE, v128.splat<T>(1));
  if (watchesLoss) placeLevels<T>(group);
  for (let made: u32 = 0; made < steps && groupRuns<T>(group); ) {
    // What is kept in the ring must be finite in θ, too, and is looked at step by step; what is followed is of no use where a member has diverged.
    if (keepsRing() && isNoted(step)) {
      oneStep<T>(group);
      made++;
    } else {
      const left = min(steps - made, STEPS_IN_A_ROW);
      const count = keepsRing() ? min(left, stepsToNote(step)) : left;
      stepsInARow<T>(group, count);
      made += count;
    }
  }
}

/**
 * Steps at which nothing is kept in the ring, with a look for divergence after the last one only. What is not finite stays so under this rule: it is
 * enough to go back and look after every step where something has been found. Members that have stopped on the way were finite.
 */
function stepsInARow<T>(group: usize, steps: u32): void {
  const theta = groupTheta(group);
  const bytes = groupVectors * lanesBytes();
  const start = step;
  memory.copy(lanePoints, theta, bytes);
  for (let i: u32 = 0; i < steps; i++) {
    hiddenValues<T>(theta);
    if (isNoted(step)) updateWatched<T>(group);
    else if (watchesLoss) updateLooking<T>(group);
    else updateBlindly<T>(group);
    countSteps(1);
  }
  if (isFiniteGroup<T>(group)) return;
  memory.copy(theta, lanePoints, bytes);
  resumeAt(start, powerA, powerB);
  for (let i: u32 = 0; i < steps; i++) oneStep<T>(group);
}

/** A step that looks at everything. */
function oneStep<T>(group: usize): void {
  hiddenValues<T>(groupTheta(group));
  updateWatched<T>(group);
  countSteps(1);
  if (!isFiniteGroup<T>(group)) stopNotFinite<T>(group);
}

/** The levels of the losses side by side, NaN for the dead, in the room of the gradients: one f64 per lane. */
function placeLevels<T>(group: usize): void {
  const slots = groupSlots<T>();
  for (let place: usize = 0; place < slots; place++) {
    const slot = group * slots + place;
    store<f64>(laneGradients + (place << 3), isAlive<T>(slot) ? load<f64>(slotLevels(slot)) : NaN);
  }
}

/** Whether the parameters in all lanes that are alive are finite. */
function isFiniteGroup<T>(group: usize): bool {
  let bad = zero();
  for (let v: usize = 0; v < groupVectors; v++) {
    const watch = finiteness<T>(groupTheta(group) + v * lanesBytes());
    bad = v128.or(bad, v128.and(watch, v128.load(groupAlive(group) + v * VECTOR)));
  }
  return allZero<T>(bad);
}

// @ts-ignore: decorator
@inline
function products<T>(a: v128, b: v128, c: v128, d: v128, at: usize): v128 {
  return fourSum<T>(
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

function updateBlindly<T>(group: usize): void {
  updateGroup<T>(group, NOTHING);
}

function updateLooking<T>(group: usize): void {
  updateGroup<T>(group, LEVELS);
}

function updateWatched<T>(group: usize): void {
  updateGroup<T>(group, LOSSES);
}

// @ts-ignore: decorator
@inline
function updateGroup<T>(group: usize, watch: u32): void {
  const factor = v128.splat<T>(<T>slopeFactor(loss, 4, 1));
  const lossFactors = f64x2.splat(lossFactor(loss, 4, 1));
  let levels = laneGradients;
  let theta = groupTheta(group);
  let rates = groupRates(group);
  let at = valuesOf(0);
  const vectors = groupVectors;
  for (let vector: usize = 0; vector < vectors; vector++) {
    const v = v128.load(theta, 96);
    const w = v128.load(theta, 112);
    const c = v128.load(theta, 128);
    let e0 = error<T>(c, v, w, at, 0);
    v128.store(ERRORS, e0);
    let e1 = error<T>(c, v, w, at, 16);
    v128.store(ERRORS, e1, 16);
    let e2 = error<T>(c, v, w, at, 32);
    v128.store(ERRORS, e2, 32);
    let e3 = error<T>(c, v, w, at, 48);
    if (watch != NOTHING) {
      const squares = squaresOf<T>(e0, e1, e2, e3);
      if (watch == LOSSES || isBelow<T>(squares, lossFactors, levels)) {
        v128.store(WATCH, squares);
        watchVector<T>(group, vector);
      }
      levels += lanesOf<T>() << 3;
    }
    e0 = v128.mul<T>(e0, factor);
    e1 = v128.mul<T>(e1, factor);
    e2 = v128.mul<T>(e2, factor);
    e3 = v128.mul<T>(e3, factor);
    const eta = v128.load(rates);
    v128.store(theta, descended<T>(c, eta, fourSum<T>(e0, e1, e2, e3)), 128);
    updateUnit<T>(theta, theta + 64, theta + 96, v, e0, e1, e2, e3, at, eta);
    updateUnit<T>(theta + 32, theta + 80, theta + 112, w, e0, e1, e2, e3, at + 64, eta);
    theta += THETA;
    rates += VECTOR;
    at += HIDDEN;
  }
}

/** The two weights and the bias of a hidden unit, and `w`, its weight in the output. */
// @ts-ignore: decorator
@inline
function updateUnit<T>(
  weights: usize,
  bias: usize,
  output: usize,
  w: v128,
  e0: v128,
  e1: v128,
  e2: v128,
  e3: v128,
  h: usize,
  eta: v128,
): void {
  const h0 = v128.load(h);
  const h1 = v128.load(h, 16);
  const h2 = v128.load(h, 32);
  const h3 = v128.load(h, 48);
  const slope = fourSum<T>(v128.mul<T>(e0, h0), v128.mul<T>(e1, h1), v128.mul<T>(e2, h2), v128.mul<T>(e3, h3));
  v128.store(output, descended<T>(w, eta, slope));
  const one = v128.load(ONE);
  const d0 = delta<T>(w, e0, h0, one);
  const d1 = delta<T>(w, e1, h1, one);
  const d2 = delta<T>(w, e2, h2, one);
  const d3 = delta<T>(w, e3, h3, one);
  v128.store(bias, descended<T>(v128.load(bias), eta, fourSum<T>(d0, d1, d2, d3)));
  v128.store(weights, descended<T>(v128.load(weights), eta, products<T>(d0, d1, d2, d3, SAMPLES)));
  v128.store(weights, descended<T>(v128.load(weights, 16), eta, products<T>(d0, d1, d2, d3, SAMPLES + 64)), 16);
}

/** θ − ηg */
// @ts-ignore: decorator
@inline
function descended<T>(theta: v128, eta: v128, gradient: v128): v128 {
  return v128.sub<T>(theta, v128.mul<T>(eta, gradient));
}

/** Whether a loss is below its level. */
// @ts-ignore: decorator
@inline
function isBelow<T>(squares: v128, factor: v128, levels: usize): bool {
  let below = f64x2.lt(lowerLosses<T>(squares, factor), v128.load(levels));
  if (sizeof<T>() == 4) below = v128.or(below, f64x2.lt(upperLosses(squares, factor), v128.load(levels, 16)));
  return v128.any_true(below);
}

/** Losses of one vector of lanes from its sums of squares in WATCH, and what they stop. A loss may be finite where θ is not: that has diverged. */
function watchVector<T>(group: usize, vector: usize): void {
  const factor = lossFactor(loss, 4, 1);
  const noted = isNoted(step);
  const first = vector * lanesOf<T>();
  for (let place = first; place < first + lanesOf<T>(); place++) {
    const value = <f64>load<T>(WATCH + (place - first) * sizeof<T>()) * factor;
    const level = laneGradients + (place << 3);
    store<f64>(laneLosses + (place << 3), value);
    const below = watchesLoss && value < load<f64>(level);
    if (!below && !noted) continue;
    if (below) store<f64>(level, NaN);
    if (!below || isFiniteLane<T>(group * groupSlots<T>() + place)) watchSlots<T>(group, place, place + 1, step);
  }
}

function isFiniteLane<T>(slot: usize): bool {
  const theta = slotTheta<T>(slot);
  for (let at: usize = theta; at < theta + THETA; at += VECTOR) {
    if (!isFinite<T>(load<T>(at))) return false;
  }
  return true;
}

function stopNotFinite<T>(group: usize): void {
  for (let v: usize = 0; v < groupVectors; v++) {
    v128.store(WATCH, finiteness<T>(groupTheta(group) + v * lanesBytes()));
    stopDiverged<T>(group * groupSlots<T>() + v * lanesOf<T>(), WATCH, step);
  }
}

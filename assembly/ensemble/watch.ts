import { follow, follows } from './follow';
import { laneColumn, laneGradients, laneLosses, lanesOf } from '../lanes/plan';
import { normAlong } from '../network/norm';
import { parameterCount } from '../network/problem';
import { VECTOR, zero } from '../network/vectors';
import { see } from '../training/rules/watch';
import { isNoted, keepsRing, ringRow, watchesDistance, watchesGradient, watchesLoss } from './settings';
import {
  DISTANCE_ABOVE,
  DIVERGED,
  GRADIENT_BELOW,
  LOSS_BELOW,
  RUNNING,
  groupSlots,
  isAlive,
  memberCount,
  slotLevels,
  slotMember,
  slotStart,
  slotTheta,
  stopSlot,
} from './slots';

/** Whether anything but the gradient is asked at a step. */
export function isWatched(step: u32): bool {
  return watchesLoss || watchesGradient || watchesDistance || isNoted(step);
}

/** Notes the losses of a group's members where they are due, and stops those that have reached a level; losses and gradients stand ready. */
export function watchGroup<T>(group: usize, step: u32): void {
  watchSlots<T>(group, 0, groupSlots<T>(), step);
}

/** The same for the places `place` … `end` − 1 of a group. */
export function watchSlots<T>(group: usize, place: usize, end: usize, step: u32): void {
  for (; place < end; place++) {
    const slot = group * groupSlots<T>() + place;
    if (!isAlive<T>(slot)) continue;
    if (isNoted(step)) noteLoss(slotMember(slot), load<f64>(laneLosses + (place << 3)), step);
    const state = stateOf<T>(slot, place);
    if (state != RUNNING) stopSlot<T>(slot, state, step);
  }
}

function noteLoss(member: u32, loss: f64, step: u32): void {
  if (keepsRing()) store<f64>(ringRow(step, memberCount) + (<usize>member << 3), loss);
  if (follows()) follow(member, step, loss);
}

/** The first stop rule that holds. Comparisons with NaN, which stands for no level, are false. */
function stateOf<T>(slot: usize, place: usize): u32 {
  const levels = slotLevels(slot);
  if (watchesLoss && load<f64>(laneLosses + (place << 3)) < load<f64>(levels)) return LOSS_BELOW;
  if (watchesGradient) {
    if (normAlong<T>(laneColumn<T>(laneGradients, place), <u32>VECTOR) < load<f64>(levels, 8)) return GRADIENT_BELOW;
  }
  if (watchesDistance && distance<T>(slotTheta<T>(slot), slotStart<T>(slot)) > load<f64>(levels, 16)) return DISTANCE_ABOVE;
  return RUNNING;
}

/** ‖θ − start‖, in f64 in the order of the parameters. */
function distance<T>(theta: usize, start: usize): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < parameterCount; i++) {
    const gap = <f64>load<T>(theta + (i << 4)) - <f64>load<T>(start + (i << 4));
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}

/** Stops the members of one vector of slots whose lanes of the v128 at `watch` are not 0: they met something that is not finite. */
export function stopDiverged<T>(firstSlot: usize, watch: usize, step: u32): void {
  for (let lane: usize = 0; lane < lanesOf<T>(); lane++) {
    if (load<T>(watch + lane * sizeof<T>()) != 0 && isAlive<T>(firstSlot + lane)) stopSlot<T>(firstSlot + lane, DIVERGED, step);
  }
}

/** Zeros in the lanes whose parameters are finite. */
export function finiteness<T>(theta: usize): v128 {
  let watch = zero();
  for (let i: u32 = 0; i < parameterCount; i++) watch = see<T>(watch, v128.load(theta + (i << 4)));
  return watch;
}

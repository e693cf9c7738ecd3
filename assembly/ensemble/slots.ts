import { groupVectors, lanesBytes, lanesOf } from '../lanes/plan';
import { parameterCount } from '../network/problem';
import { VECTOR } from '../network/vectors';

/**
 * Members of an ensemble and the slots they train in. A slot is one lane of one vector of one group; slot numbers run through lanes, then
 * vectors, then groups. A member that stops leaves its θ in its row and its slot is dead: the lane goes on computing, unseen, until
 * the members that still run are moved together.
 *
 * Per slot:   θ and two moments (and its start, where distances are watched) in groups × vectors × parameters; learning rate in the
 *             precision; levels of the stop rules; all ones where it is alive; which member it holds
 * Per member: θ as an ordinary row; state; the step at which it stopped; state of its noise
 */
export const RUNNING: u32 = 0;
export const LOSS_BELOW: u32 = 1;
export const GRADIENT_BELOW: u32 = 2;
export const DISTANCE_ABOVE: u32 = 3;
export const DIVERGED: u32 = 4;

export let memberCount: u32 = 0;
let slotCount: u32 = 0;

let thetas: usize = 0;
let firstMoments: usize = 0;
let secondMoments: usize = 0;
/** 0 where no distance is watched. */
let starts: usize = 0;
let rates: usize = 0;
let alive: usize = 0;
let members: usize = 0;
/** Three f64 per slot: loss, gradient norm, distance; NaN where there is none. */
let levels: usize = 0;

let rows: usize = 0;
/** Bytes of a member's row. */
let rowBytes: usize = 0;
let states: usize = 0;
let stops: usize = 0;

/** Members that still run. */
export let running: u32 = 0;

export function defineSlots(
  count: u32,
  thetasAt: usize,
  firstAt: usize,
  secondAt: usize,
  startsAt: usize,
  ratesAt: usize,
  aliveAt: usize,
  membersAt: usize,
  levelsAt: usize,
): void {
  slotCount = count;
  thetas = thetasAt;
  firstMoments = firstAt;
  secondMoments = secondAt;
  starts = startsAt;
  rates = ratesAt;
  alive = aliveAt;
  members = membersAt;
  levels = levelsAt;
}

export function defineMembers(count: u32, rowsAt: usize, bytes: usize, statesAt: usize, stopsAt: usize): void {
  memberCount = count;
  running = count;
  heldNegativeZero = false;
  rows = rowsAt;
  rowBytes = bytes;
  states = statesAt;
  stops = stopsAt;
}

/** Slots of one group. */
// @ts-ignore: decorator
@inline
export function groupSlots<T>(): usize {
  return groupVectors * lanesOf<T>();
}

/** Where a group's part of something with one v128 per vector and parameter begins. */
// @ts-ignore: decorator
@inline
function groupOffset(group: usize): usize {
  return group * groupVectors * lanesBytes();
}

// @ts-ignore: decorator
@inline
export function groupTheta(group: usize): usize {
  return thetas + groupOffset(group);
}

// @ts-ignore: decorator
@inline
export function groupFirstMoment(group: usize): usize {
  return firstMoments + groupOffset(group);
}

// @ts-ignore: decorator
@inline
export function groupSecondMoment(group: usize): usize {
  return secondMoments + groupOffset(group);
}

/** Learning rates of a group: one v128 per vector. */
// @ts-ignore: decorator
@inline
export function groupRates(group: usize): usize {
  return rates + group * groupVectors * VECTOR;
}

/** Masks of a group: one v128 per vector. */
// @ts-ignore: decorator
@inline
export function groupAlive(group: usize): usize {
  return alive + group * groupVectors * VECTOR;
}

/** Offset of a slot's first parameter among v128 per vector and parameter; the next ones stand 16 bytes apart. */
// @ts-ignore: decorator
@inline
function slotOffset<T>(slot: usize): usize {
  const vector = slot / lanesOf<T>();
  return vector * lanesBytes() + (slot - vector * lanesOf<T>()) * sizeof<T>();
}

// @ts-ignore: decorator
@inline
export function slotTheta<T>(slot: usize): usize {
  return thetas + slotOffset<T>(slot);
}

/** The slot's parameters at the start; only where distances are watched. */
// @ts-ignore: decorator
@inline
export function slotStart<T>(slot: usize): usize {
  return starts + slotOffset<T>(slot);
}

// @ts-ignore: decorator
@inline
export function slotMember(slot: usize): u32 {
  return load<u32>(members + (slot << 2));
}

/** Address of the three levels of a slot. */
// @ts-ignore: decorator
@inline
export function slotLevels(slot: usize): usize {
  return levels + slot * 24;
}

// @ts-ignore: decorator
@inline
export function isAlive<T>(slot: usize): bool {
  return load<i32>(alive + slot * sizeof<T>()) != 0;
}

function setAlive<T>(slot: usize, bits: i32): void {
  store<i32>(alive + slot * sizeof<T>(), bits);
  if (sizeof<T>() == 8) store<i32>(alive + slot * sizeof<T>(), bits, 4);
}

/** Whether a slot of the group holds a member that still runs. */
export function groupRuns<T>(group: usize): bool {
  let any: u64 = 0;
  const end = groupAlive(group) + groupVectors * VECTOR;
  for (let at = groupAlive(group); at < end; at += 8) any |= load<u64>(at);
  return any != 0;
}

/** Whether some member starts with a −0: the special form for 2-2-1 then leaves it to the general kernels to keep its sign. */
export let heldNegativeZero: bool = false;

function holdsNegativeZero<T>(row: usize): bool {
  for (let i: u32 = 0; i < parameterCount; i++) {
    const value = load<T>(row + i * sizeof<T>());
    if (value == 0 && <f64>1 / <f64>value < 0) return true;
  }
  return false;
}

/** Puts every member, its θ standing in its row, into the slot of its number; the slots after them stay dead. */
export function fillSlots<T>(): void {
  for (let member: usize = 0; member < memberCount; member++) {
    store<u32>(members + (member << 2), member);
    setAlive<T>(member, -1);
    copyIn<T>(rowOf(member), slotTheta<T>(member));
    if (holdsNegativeZero<T>(rowOf(member))) heldNegativeZero = true;
    if (starts) copyIn<T>(rowOf(member), slotStart<T>(member));
  }
}

/** The member of a slot stops with the θ it has now. */
export function stopSlot<T>(slot: usize, state: u32, step: u32): void {
  const member = slotMember(slot);
  store<u32>(states + (member << 2), state);
  store<u32>(stops + (member << 2), step);
  copyOut<T>(slotTheta<T>(slot), rowOf(member));
  setAlive<T>(slot, 0);
  running--;
}

/** A member in the slot of its number has stopped already. */
export function leaveSlot<T>(slot: usize): void {
  setAlive<T>(slot, 0);
  running--;
}

/** Brings the rows of the members that still run up to date. */
export function writeRows<T>(): void {
  for (let slot: usize = 0; slot < slotCount; slot++) {
    if (isAlive<T>(slot)) copyOut<T>(slotTheta<T>(slot), rowOf(slotMember(slot)));
  }
}

/** Moves the members that still run into the first slots, in their order; returns how many groups they fill. */
export function moveTogether<T>(): usize {
  let free: usize = 0;
  for (let slot: usize = 0; slot < slotCount; slot++) {
    if (!isAlive<T>(slot)) continue;
    if (slot != free) moveSlot<T>(slot, free);
    free++;
  }
  return (free + groupSlots<T>() - 1) / groupSlots<T>();
}

function moveSlot<T>(from: usize, to: usize): void {
  const fromOffset = slotOffset<T>(from);
  const toOffset = slotOffset<T>(to);
  copyColumn<T>(thetas + fromOffset, thetas + toOffset);
  copyColumn<T>(firstMoments + fromOffset, firstMoments + toOffset);
  copyColumn<T>(secondMoments + fromOffset, secondMoments + toOffset);
  if (starts) copyColumn<T>(starts + fromOffset, starts + toOffset);
  store<T>(rates + to * sizeof<T>(), load<T>(rates + from * sizeof<T>()));
  memory.copy(slotLevels(to), slotLevels(from), 24);
  store<u32>(members + (to << 2), slotMember(from));
  setAlive<T>(to, -1);
  setAlive<T>(from, 0);
}

// @ts-ignore: decorator
@inline
export function rowOf(member: usize): usize {
  return rows + member * rowBytes;
}

/** A row of parameters to a lane's column. */
export function copyIn<T>(row: usize, column: usize): void {
  for (let i: u32 = 0; i < parameterCount; i++) store<T>(column + (i << 4), load<T>(row + i * sizeof<T>()));
}

/** A lane's column of parameters to a row. */
function copyOut<T>(column: usize, row: usize): void {
  for (let i: u32 = 0; i < parameterCount; i++) store<T>(row + i * sizeof<T>(), load<T>(column + (i << 4)));
}

function copyColumn<T>(from: usize, to: usize): void {
  for (let i: u32 = 0; i < parameterCount; i++) store<T>(to + (i << 4), load<T>(from + (i << 4)));
}

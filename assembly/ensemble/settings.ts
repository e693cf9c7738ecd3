import { powerA, powerB, resumeAt, countStep } from '../training/settings';

/** What holds for all members of the one ensemble of this instance. */

/** Which stop rules any member has. */
export let watchesLoss: bool = false;
export let watchesGradient: bool = false;
export let watchesDistance: bool = false;

/** The losses of all members are noted every so many steps (0: never): followed, or kept in a ring of rows of members' f64 (no rows: not kept). */
let every: u32 = 0;
let ring: usize = 0;
let ringRows: u32 = 0;

/** Steps that the ensemble has made, and the powers of the rule's settings after them. */
let made: u32 = 0;
let madePowerA: f64 = 1;
let madePowerB: f64 = 1;

export function defineStops(loss: bool, gradient: bool, distance: bool): void {
  watchesLoss = loss;
  watchesGradient = gradient;
  watchesDistance = distance;
}

export function defineRing(steps: u32, at: usize, rows: u32): void {
  every = steps;
  ring = at;
  ringRows = rows;
}

/** Whether losses are noted at a step. */
// @ts-ignore: decorator
@inline
export function isNoted(step: u32): bool {
  return every == 1 || (every != 0 && step % every == 0);
}

/** Whether noted losses are kept. */
// @ts-ignore: decorator
@inline
export function keepsRing(): bool {
  return ringRows != 0;
}

/** Steps from one at which nothing is noted to the next at which something is. */
export function stepsToNote(step: u32): u32 {
  return every == 0 ? u32.MAX_VALUE : every - (step % every);
}

/** Where the losses of a step are noted. */
// @ts-ignore: decorator
@inline
export function ringRow(step: u32, members: u32): usize {
  return ring + <usize>((step / every) % ringRows) * ((<usize>members) << 3);
}

/** No step has been made. */
export function clearSteps(): void {
  made = 0;
  madePowerA = 1;
  madePowerB = 1;
}

export function madeSteps(): u32 {
  return made;
}

/** aᵗ after the steps made. */
export function powerOfA(): f64 {
  return madePowerA;
}

/** bᵗ after the steps made. */
export function powerOfB(): f64 {
  return madePowerB;
}

/** The ensemble goes on after so many steps. */
export function goOnAfter(steps: u32, a: f64, b: f64): void {
  made = steps;
  madePowerA = a;
  madePowerB = b;
}

/** Every group starts from the step that the whole ensemble has reached. */
export function resume(): void {
  resumeAt(made, madePowerA, madePowerB);
}

/** All groups have made these steps. */
export function completeSteps(steps: u32): void {
  resume();
  for (let i: u32 = 0; i < steps; i++) countStep();
  made += steps;
  madePowerA = powerA;
  madePowerB = powerB;
}

import { measureRows } from './rest';
import { runGroup } from './run';
import { fillSlots, leaveSlot, moveTogether, running, writeRows } from './slots';

/** Ensembles as the TypeScript door calls them: each function once per precision. */
export { defineFollowing } from './follow';
export { definePushes } from './pushes';
export { clearSteps, completeSteps, defineRing, defineStops, goOnAfter, madeSteps, powerOfA, powerOfB } from './settings';
export { defineMembers, defineSlots } from './slots';

export function runningMembers(): u32 {
  return running;
}

export function fillSlotsF64(): void {
  fillSlots<f64>();
}

export function fillSlotsF32(): void {
  fillSlots<f32>();
}

export function leaveSlotF64(slot: usize): void {
  leaveSlot<f64>(slot);
}

export function leaveSlotF32(slot: usize): void {
  leaveSlot<f32>(slot);
}

export function runGroupF64(group: usize, steps: u32): void {
  runGroup<f64>(group, steps);
}

export function runGroupF32(group: usize, steps: u32): void {
  runGroup<f32>(group, steps);
}

export function moveTogetherF64(): usize {
  return moveTogether<f64>();
}

export function moveTogetherF32(): usize {
  return moveTogether<f32>();
}

export function writeRowsF64(): void {
  writeRows<f64>();
}

export function writeRowsF32(): void {
  writeRows<f32>();
}

export function measureRowsF64(losses: usize, norms: usize): void {
  measureRows<f64>(losses, norms);
}

export function measureRowsF32(losses: usize, norms: usize): void {
  measureRows<f32>(losses, norms);
}

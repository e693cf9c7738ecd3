import { defineDropout, seedDropout } from '../network/dropout';
import { useFullBatch, useQueuedBatches } from './batches';
import { defineNoise } from './rules/perturbed-gradient-descent';
import { defineRecord, noted, reachedLevel, trainNoting } from './record';
import { defineRates, defineRule, defineTrainer } from './settings';
import { clearDivergence, diverged, train } from './train';

export { defineNoise, defineRates, defineRule, defineTrainer, useFullBatch, useQueuedBatches };
export { clearDivergence, defineRecord };
export { defineDropout, seedDropout };

export function hasDiverged(): bool {
  return diverged;
}

/** Of the last `trainNoting`. */
export function notedRows(): u32 {
  return noted;
}

export function hasReachedLevel(): bool {
  return reachedLevel;
}

export function trainNotingF64(steps: u32, every: u32, level: f64): u32 {
  return trainNoting<f64>(steps, every, level);
}

export function trainNotingF32(steps: u32, every: u32, level: f64): u32 {
  return trainNoting<f32>(steps, every, level);
}

export function trainF64(steps: u32): u32 {
  return train<f64>(steps);
}

export function trainF32(steps: u32): u32 {
  return train<f32>(steps);
}

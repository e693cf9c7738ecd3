import { useFullBatch, useQueuedBatches } from './batches';
import { defineNoise } from './rules/perturbed-gradient-descent';
import { defineRule, defineTrainer } from './settings';
import { clearDivergence, diverged, train } from './train';

export { defineNoise, defineRule, defineTrainer, useFullBatch, useQueuedBatches };
export { clearDivergence };

export function hasDiverged(): bool {
  return diverged;
}

export function trainF64(steps: u32): u32 {
  return train<f64>(steps);
}

export function trainF32(steps: u32): u32 {
  return train<f32>(steps);
}

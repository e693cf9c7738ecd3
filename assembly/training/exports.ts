import { defineDropout, seedDropout } from '../network/dropout';
import { useFullBatch, useQueuedBatches } from './batches';
import { defineNoise } from './rules/perturbed-gradient-descent';
import { defineRates, defineRule, defineTrainer } from './settings';
import { clearDivergence, diverged, train } from './train';

export { defineNoise, defineRates, defineRule, defineTrainer, useFullBatch, useQueuedBatches };
export { clearDivergence };
export { defineDropout, seedDropout };

export function hasDiverged(): bool {
  return diverged;
}

export function trainF64(steps: u32): u32 {
  return train<f64>(steps);
}

export function trainF32(steps: u32): u32 {
  return train<f32>(steps);
}

import { defineDropout, seedDropout } from '../network/dropout';
import { useFullBatch, useQueuedBatches } from './batches';
import { defineNoise } from './rules/perturbed-gradient-descent';
import { defineRecord, recordHeadBytes, recordedRows } from './record';
import { restoreTrainer, saveTrainer } from './state';
import { defineRates, defineRule, defineTrainer } from './settings';
import { clearDivergence, diverged, train, trainRecording } from './train';

export { defineNoise, defineRates, defineRule, defineTrainer, useFullBatch, useQueuedBatches };
export { clearDivergence, restoreTrainer, saveTrainer };
export { defineRecord, recordHeadBytes, recordedRows };
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

export function trainRecordingF64(steps: u32, untilNext: u32, every: u32, stopBelow: f64): u32 {
  return trainRecording<f64>(steps, untilNext, every, stopBelow);
}

export function trainRecordingF32(steps: u32, untilNext: u32, every: u32, stopBelow: f64): u32 {
  return trainRecording<f32>(steps, untilNext, every, stopBelow);
}

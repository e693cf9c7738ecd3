import { addPenaltyGradient, penalty } from '../network/penalty';
import { parameterBytes, samplesAt } from '../network/problem';
import { TRAIN } from '../network/samples';
import { allZero } from '../network/vectors';
import { countStep, gradient, rate, theta } from '../training/settings';
import { update } from '../training/table';
import { plainBackward, plainForward, plainLoss } from './passes';

/** The round-off microscope as the TypeScript door calls it: each function once per precision. */
export { defineRoundOff, defineRoundOffSamples, roundOffSamplesBytes } from './settings';

/** η in every lane. */
const RATES: usize = memory.data(16, 16);

function plainGradient<T>(at: usize, result: usize): void {
  plainForward<T>(at);
  plainBackward<T>(at, result);
  addPenaltyGradient<T>(at, result, parameterBytes);
}

/** One step of the rule; false once something is no longer finite. */
function plainStep<T>(): bool {
  v128.store(RATES, v128.splat<T>(<T>rate));
  plainGradient<T>(theta, gradient);
  countStep();
  return allZero<T>(update<T>(parameterBytes, RATES, samplesAt(TRAIN)));
}

function lossAt<T>(at: usize): f64 {
  plainForward<T>(at);
  return plainLoss<T>() + penalty<T>(at);
}

export function plainGradientF64(at: usize, result: usize): void {
  plainGradient<f64>(at, result);
}

export function plainGradientF32(at: usize, result: usize): void {
  plainGradient<f32>(at, result);
}

export function plainStepF64(): bool {
  return plainStep<f64>();
}

export function plainStepF32(): bool {
  return plainStep<f32>();
}

export function plainLossF64(at: usize): f64 {
  return lossAt<f64>(at);
}

export function plainLossF32(at: usize): f64 {
  return lossAt<f32>(at);
}

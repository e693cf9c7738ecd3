import { gradientOver } from '../network/backward';
import { startDropping, stopDropping } from '../network/dropout';
import { parameterBytes, samplesAt } from '../network/problem';
import { allZero } from '../network/vectors';
import { TRAIN, fullBatch, nextBatch } from './batches';
import { isFiniteTwoTwoOne, isTwoTwoOne, trainTwoTwoOne } from './two-two-one';
import { countStep, gradient, rate, ratesOfParameters, theta } from './settings';
import { update } from './table';

/** η in every lane. */
const RATES: usize = memory.data(16, 16);

/** True once a step met a NaN or an infinity in the gradient, the moments or the parameters. */
export let diverged: bool = false;

export function clearDivergence(): void {
  diverged = false;
}

/** Makes up to `steps` steps and returns how many were made; stops after the step that was no longer finite. */
export function train<T>(steps: u32): u32 {
  const whole = samplesAt(TRAIN);
  if (fullBatch && isTwoTwoOne<T>(whole)) {
    const made = trainTwoTwoOne<T>(steps, whole);
    diverged = !isFiniteTwoTwoOne<T>();
    return made;
  }
  v128.store(RATES, v128.splat<T>(<T>rate));
  const rates = ratesOfParameters == 0 ? RATES : ratesOfParameters;
  startDropping();
  const made = stepThrough<T>(steps, rates);
  stopDropping();
  return made;
}

function stepThrough<T>(steps: u32, rates: usize): u32 {
  for (let made: u32 = 1; made <= steps; made++) {
    const batch = nextBatch<T>();
    gradientOver<T>(theta, batch, gradient);
    countStep();
    if (!allZero<T>(update<T>(parameterBytes, rates, batch))) {
      diverged = true;
      return made;
    }
  }
  return steps;
}

import { gradientOver } from '../network/backward';
import { dropoutWanted, startDropping, stopDropping } from '../network/dropout';
import { dataLoss, evaluate } from '../network/evaluate';
import { penalty } from '../network/penalty';
import { parameterBytes, samplesAt } from '../network/problem';
import { TRAIN } from '../network/samples';
import { allZero } from '../network/vectors';
import { fullBatch, nextBatch } from './batches';
import { clearRecord, isRecordFull, nextRowTheta, recordKept, recordPoint } from './record';
import { countStep, gradient, rate, ratesOfParameters, theta } from './settings';
import { update } from './table';
import { isFiniteTwoTwoOne, isTwoTwoOne, trainTwoTwoOne } from './two-two-one';

/** η in every lane. */
const RATES: usize = memory.data(16, 16);
/** Loss and accuracy. */
const MEASURED: usize = memory.data(16, 16);

/** True once a step met a NaN or an infinity in the gradient, the moments or the parameters. */
export let diverged: bool = false;

/** The gradient that the next step needs is in place: measuring the point has left it there. */
let gradientIsThere: bool = false;

export function clearDivergence(): void {
  diverged = false;
}

/** Makes up to `steps` steps and returns how many were made; stops after the step that was no longer finite. */
export function train<T>(steps: u32): u32 {
  gradientIsThere = false;
  return makeSteps<T>(steps, 0, NaN);
}

/**
 * The same, with a record (record.ts) of the `untilNext`-th step from here, of every `every`-th step after it and of the last one made. It also ends
 * when the record is full and, unless `stopBelow` is NaN, at the first step whose loss is at most that; a step that is not finite has no row, but with
 * `stopBelow` the one before it has.
 */
export function trainRecording<T>(steps: u32, untilNext: u32, every: u32, stopBelow: f64): u32 {
  const watched = !isNaN<f64>(stopBelow);
  let made: u32 = 0;
  gradientIsThere = false;
  clearRecord();
  while (made < steps) {
    made += makeSteps<T>(min(untilNext, steps - made), watched ? nextRowTheta() : 0, stopBelow);
    if (diverged) {
      if (watched) recordKept<T>(made - 1);
      return made;
    }
    const low = recordPoint<T>(made) <= stopBelow;
    gradientIsThere = isGradientOfSteps();
    if (low || isRecordFull()) return made;
    untilNext = every;
  }
  return made;
}

/**
 * Up to `steps` steps. With an address `before`, the parameters before the last one are kept there, and the loss is looked at after
 * every step but the last: the first that is at most `stopBelow` ends the steps.
 */
function makeSteps<T>(steps: u32, before: usize, stopBelow: f64): u32 {
  const whole = samplesAt(TRAIN);
  if (fullBatch && isTwoTwoOne<T>(whole)) {
    const made = trainTwoTwoOne<T>(steps, whole, before, stopBelow);
    diverged = !isFiniteTwoTwoOne<T>();
    return made;
  }
  v128.store(RATES, v128.splat<T>(<T>rate));
  const rates = ratesOfParameters == 0 ? RATES : ratesOfParameters;
  for (let made: u32 = 0; made < steps; made++) {
    if (before != 0) {
      if (made > 0 && lossHere<T>() <= stopBelow) return made;
      memory.copy(before, theta, parameterBytes);
    }
    if (!step<T>(rates)) {
      diverged = true;
      return made + 1;
    }
  }
  return steps;
}

/** One step; false when something in it was not finite. */
// @ts-ignore: decorator
@inline
function step<T>(rates: usize): bool {
  const batch = nextBatch<T>();
  startDropping();
  if (!gradientIsThere) gradientOver<T>(theta, batch, gradient);
  gradientIsThere = false;
  countStep();
  const finite = allZero<T>(update<T>(parameterBytes, rates, batch));
  stopDropping();
  return finite;
}

/** Whether steps take the gradient of the whole set as it is: then measuring a point has done half of the next step. */
function isGradientOfSteps(): bool {
  return fullBatch && !dropoutWanted;
}

/** The loss at θ, penalties included. */
function lossHere<T>(): f64 {
  const whole = samplesAt(TRAIN);
  if (!isGradientOfSteps()) return dataLoss<T>(theta, whole) + penalty<T>(theta);
  evaluate<T>(theta, whole, gradient, MEASURED);
  gradientIsThere = true;
  return load<f64>(MEASURED) + penalty<T>(theta);
}

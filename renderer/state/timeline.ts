/** The steps that the scrubber can stop at. Steps ascend. */

/** Index of the checkpoint nearest to a step (the earlier one of two equally near); −1 when there is none. */
export function nearestIndex(steps: ArrayLike<number>, step: number): number {
  let low = 0;
  let high = steps.length - 1;
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  const above = steps[low] ?? 0;
  const below = steps[low - 1];
  return below !== undefined && step - below <= above - step ? low - 1 : low;
}

export function nearestCheckpoint(steps: ArrayLike<number>, step: number): number {
  return steps[nearestIndex(steps, step)] ?? 0;
}

/** The checkpoint `by` places after (or before) the one nearest to a step, staying within the ends. */
export function neighbourCheckpoint(steps: ArrayLike<number>, step: number, by: number): number {
  const index = nearestIndex(steps, step) + by;
  return steps[Math.max(0, Math.min(steps.length - 1, index))] ?? 0;
}

/** Where the axis of time ends: at the newest step, or at the budget while nothing has been trained. */
export function lastStepShown(step: number, budget: number): number {
  return Math.max(step > 0 ? step : budget, 1);
}

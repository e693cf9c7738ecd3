import { measureGradients } from '../lanes/measure';
import { groupVectors, laneGradients, lanesBytes, lanesOf } from '../lanes/plan';
import { VECTOR, allZero } from '../network/vectors';
import { countStep, defineTrainer, step } from '../training/settings';
import { isPerturbed, updateEach } from '../training/table';
import { pushGroup } from './pushes';
import { resume } from './settings';
import { groupAlive, groupFirstMoment, groupRates, groupRuns, groupSecondMoment, groupSlots, groupTheta, heldNegativeZero } from './slots';
import { stepsTwoTwoOne, trainsTwoTwoOne } from './two-two-one';
import { isWatched, stopDiverged, watchGroup } from './watch';

/**
 * Makes `steps` steps of one group, or fewer once none of its members runs. Members are watched before every step and after the last one,
 * so that what stops when does not depend on how the steps are cut into calls.
 */
export function runGroup<T>(group: usize, steps: u32): void {
  resume();
  if (isSpecial<T>()) stepsTwoTwoOne<T>(group, steps);
  else stepsOfGroup<T>(group, steps);
  if (!isWatched(step) || !groupRuns<T>(group)) return;
  gradientsOfGroup<T>(group);
  watchGroup<T>(group, step);
}

// @ts-ignore: decorator
@inline
function isSpecial<T>(): bool {
  return trainsTwoTwoOne<T>() && !heldNegativeZero;
}

function stepsOfGroup<T>(group: usize, steps: u32): void {
  for (let i: u32 = 0; i < steps; i++) {
    if (!groupRuns<T>(group)) return;
    gradientsOfGroup<T>(group);
    if (isWatched(step)) watchGroup<T>(group, step);
    countStep();
    if (isPerturbed()) pushGroup<T>(group);
    updateGroup<T>(group);
  }
}

/** Where the watch of one vector is put to be read lane by lane. */
const WATCH: usize = memory.data(16, 16);

/** Gradients of a group, and its losses where they are watched. */
function gradientsOfGroup<T>(group: usize): void {
  measureGradients<T>(groupTheta(group), isWatched(step));
}

function updateGroup<T>(group: usize): void {
  const bytes = lanesBytes();
  for (let v: usize = 0; v < groupVectors; v++) {
    const from = v * bytes;
    defineTrainer(
      groupTheta(group) + from,
      laneGradients + from,
      groupFirstMoment(group) + from,
      groupSecondMoment(group) + from,
    );
    const watch = updateEach<T>(bytes, groupRates(group) + v * VECTOR);
    const alive = v128.load(groupAlive(group) + v * VECTOR);
    if (!allZero<T>(v128.and(watch, alive))) {
      v128.store(WATCH, watch);
      stopDiverged<T>(group * groupSlots<T>() + v * lanesOf<T>(), WATCH, step);
    }
  }
}

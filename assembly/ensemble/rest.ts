import { measureGradients } from '../lanes/measure';
import { laneColumn, laneGradients, laneLosses, lanePoints } from '../lanes/plan';
import { normAlong } from '../network/norm';
import { VECTOR } from '../network/vectors';
import { copyIn, groupSlots, memberCount, rowOf } from './slots';

/** Losses and gradient norms of all members at the θ in their rows: one f64 each, in the members' order. */
export function measureRows<T>(lossesAt: usize, normsAt: usize): void {
  const slots = groupSlots<T>();
  for (let first: usize = 0; first < memberCount; first += slots) {
    const count = min(slots, <usize>memberCount - first);
    for (let place: usize = 0; place < count; place++) copyIn<T>(rowOf(first + place), laneColumn<T>(lanePoints, place));
    measureGradients<T>(lanePoints, true);
    for (let place: usize = 0; place < count; place++) {
      const at = (first + place) << 3;
      store<f64>(lossesAt + at, load<f64>(laneLosses + (place << 3)));
      store<f64>(normsAt + at, normAlong<T>(laneColumn<T>(laneGradients, place), <u32>VECTOR));
    }
  }
}

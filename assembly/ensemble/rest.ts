import { lanesBytes, lanesOf } from '../lanes/plan';
import { normAlong } from '../network/norm';
import { VECTOR } from '../network/vectors';
import { gradients, losses, points } from './settings';
import { copyIn, groupSlots, memberCount, rowOf } from './slots';
import { measure } from './run';

/** Losses and gradient norms of all members at the θ in their rows: one f64 each, in the members' order. */
export function measureRows<T>(lossesAt: usize, normsAt: usize): void {
  const slots = groupSlots<T>();
  for (let first: usize = 0; first < memberCount; first += slots) {
    const count = min(slots, <usize>memberCount - first);
    for (let place: usize = 0; place < count; place++) copyIn<T>(rowOf(first + place), columnOf<T>(points, place));
    measure<T>(points, true);
    for (let place: usize = 0; place < count; place++) {
      const at = (first + place) << 3;
      store<f64>(lossesAt + at, load<f64>(losses + (place << 3)));
      store<f64>(normsAt + at, normAlong<T>(columnOf<T>(gradients, place), <u32>VECTOR));
    }
  }
}

// @ts-ignore: decorator
@inline
function columnOf<T>(group: usize, place: usize): usize {
  const vector = place / lanesOf<T>();
  return group + vector * lanesBytes() + (place - vector * lanesOf<T>()) * sizeof<T>();
}

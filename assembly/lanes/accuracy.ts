import { rightInVector } from '../network/accuracy';
import { lastLayer, layerCount } from '../network/problem';
import { VECTOR, zero } from '../network/vectors';
import { blockPlaces, groupVectors, lanesOf, placedMasks, placedTargets, placePitch, valuesOf } from './plan';

const COUNTS: usize = memory.data(16, 16);

/** Adds how many samples of the block are right to `counts`: one f64 per lane, block 0 starts them anew. The outputs stand in the last layer's values. */
export function addRightOfBlock<T>(block: usize, counts: usize): void {
  const step = placePitch();
  const pitch = blockPlaces<T>() * step;
  const rows: usize = lastLayer().outputs;
  for (let v: usize = 0; v < groupVectors * VECTOR; v += VECTOR) {
    const outputs = valuesOf(layerCount - 1) + v;
    const targets = placedTargets<T>(block) + v;
    const masks = placedMasks<T>(block) + v;
    let right = zero();
    for (let at: usize = 0; at < pitch; at += step) {
      const hits = v128.and(rightInVector<T>(outputs + at, targets + at, rows, pitch), v128.load(masks + at));
      // All ones are −1.
      right = sizeof<T>() == 8 ? i64x2.sub(right, hits) : i32x4.sub(right, hits);
    }
    v128.store(COUNTS, right);
    for (let lane: usize = 0; lane < lanesOf<T>(); lane++) {
      const count = <f64>load<u32>(COUNTS + lane * sizeof<T>());
      store<f64>(counts, block == 0 ? count : load<f64>(counts) + count);
      counts += 8;
    }
  }
}

import { blockMasks, blockTargets } from './forward';
import { accuracyRule, accuracyThreshold, lastLayer } from './problem';
import { SampleSet } from './samples';
import { VECTOR, laneBits, zero } from './vectors';

/** Codes are positions in the list `ACCURACY_RULES` of the TypeScript door. */
export const NO_ACCURACY: u32 = 0;
const THRESHOLD: u32 = 1;
const ARGMAX: u32 = 2;

/** How many samples of a block are right, its outputs standing in the last layer's values. A NaN output is never right. */
export function rightInBlock<T>(set: SampleSet, block: u32): u32 {
  const layer = lastLayer();
  const targets = blockTargets(set, block);
  const masks = blockMasks(set, block);
  const rows = layer.outputs;
  const pitch = <usize>set.vectors * VECTOR;
  let right: u32 = 0;
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const hits = rightInVector<T>(layer.values + at, targets + at, rows, pitch);
    right += popcnt<u32>(laneBits<T>(v128.and(hits, v128.load(masks + at))));
  }
  return right;
}

/** All ones in the lanes whose outputs, `pitch` bytes apart, are right; 0 everywhere where the problem has no accuracy. */
// @ts-ignore: decorator
@inline
export function rightInVector<T>(outputs: usize, targets: usize, rows: usize, pitch: usize): v128 {
  if (accuracyRule == THRESHOLD) return sameSide<T>(outputs, targets, rows, pitch);
  if (accuracyRule == ARGMAX) return sameLargest<T>(outputs, targets, rows, pitch);
  return zero();
}

/** All ones where every output is on its target's side of the threshold; a value equal to it counts as below. */
function sameSide<T>(outputs: usize, targets: usize, rows: usize, pitch: usize): v128 {
  const threshold = v128.splat<T>(<T>accuracyThreshold);
  let same = v128.not(zero());
  for (let row: usize = 0; row < rows; row++) {
    const output = v128.load(outputs + row * pitch);
    const above = v128.gt<T>(output, threshold);
    const wanted = v128.gt<T>(v128.load(targets + row * pitch), threshold);
    same = v128.and(same, v128.and(v128.not(v128.xor(above, wanted)), v128.eq<T>(output, output)));
  }
  return same;
}

/** All ones where the largest output is in the largest target's row; the first of equals counts as the largest. */
function sameLargest<T>(outputs: usize, targets: usize, rows: usize, pitch: usize): v128 {
  let output = v128.load(outputs);
  let target = v128.load(targets);
  let same = v128.eq<T>(output, output);
  let numbers = same;
  for (let row: usize = 1; row < rows; row++) {
    const nextOutput = v128.load(outputs + row * pitch);
    const nextTarget = v128.load(targets + row * pitch);
    const outputRises = v128.gt<T>(nextOutput, output);
    const targetRises = v128.gt<T>(nextTarget, target);
    // Both rise: right again. One rises: wrong. None rises: as before.
    const either = v128.or(outputRises, targetRises);
    same = v128.bitselect(v128.and(outputRises, targetRises), same, either);
    output = v128.bitselect(nextOutput, output, outputRises);
    target = v128.bitselect(nextTarget, target, targetRises);
    numbers = v128.and(numbers, v128.eq<T>(nextOutput, nextOutput));
  }
  return v128.and(same, numbers);
}

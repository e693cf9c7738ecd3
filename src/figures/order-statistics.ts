/** Order statistics of many positive numbers, without sorting them: a fine map has a million values, and each of its pictures waits for these. */
import { quickselect } from 'd3-array';

/** Fewer are found directly. */
const few = 1 << 14;
/** Bits of a number's upper word that a bucket leaves out: 64 buckets to a factor of 2, 2¹⁸ in all. */
const shift = 14;

/**
 * The values that would stand at these indices if the numbers were sorted, exact.
 * @param numbers positive and finite; their order is changed
 * @param indices each 0 … numbers.length − 1
 */
export function orderStatistics(numbers: Float64Array, indices: readonly number[]): number[] {
  if (numbers.length <= few) return indices.map((index) => quickselect(numbers, index)[index]!);
  // The bits of positive numbers are ordered as they are: count by the leading ones, and look more closely into one bucket only.
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  const upper = isLittleEndian ? 1 : 0;
  const counts = new Uint32Array(2 ** (32 - shift));
  for (let i = upper; i < words.length; i += 2) counts[words[i]! >>> shift]!++;
  return indices.map((index) => {
    let bucket = 0;
    let before = 0;
    while (before + counts[bucket]! <= index) before += counts[bucket++]!;
    const members = new Float64Array(counts[bucket]!);
    for (let i = 0, found = 0; found < members.length; i++)
      if (words[2 * i + upper]! >>> shift === bucket) members[found++] = numbers[i]!;
    return quickselect(members, index - before)[index - before]!;
  });
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

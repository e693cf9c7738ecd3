/** Order statistics of many positive numbers, without sorting them: a fine map has a million values, and each of its pictures waits for these. */
import { quickselect } from 'd3-array';
import { inPieces } from './to-its-end';

/** Fewer are found directly. */
const few = 1 << 14;
/** Bits of a number's upper word that a bucket leaves out: 64 buckets to a factor of 2, 2¹⁸ in all. */
const shift = 14;

/**
 * The values that would stand at these indices if the numbers were sorted, exact; in pieces of some milliseconds.
 * @param numbers positive and finite; their order is changed
 * @param indices each 0 … numbers.length − 1
 */
export function* orderStatistics(
  numbers: Float64Array,
  indices: readonly number[],
): Generator<void, number[]> {
  if (numbers.length <= few) return indices.map((index) => quickselect(numbers, index)[index]!);
  // The bits of positive numbers are ordered as they are: count by the leading ones, and look more closely into one bucket only.
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  const counts = new Uint32Array(2 ** (32 - shift));
  yield* inPieces(numbers.length, (from, to) => count(words, from, to, counts));
  const found: number[] = [];
  for (const index of indices) {
    yield;
    let bucket = 0;
    let before = 0;
    while (before + counts[bucket]! <= index) before += counts[bucket++]!;
    const members = new Float64Array(counts[bucket]!);
    let known = 0;
    yield* inPieces(numbers.length, (from, to) => {
      known = collect(numbers, words, from, to, bucket, members, known);
    });
    found.push(quickselect(members, index - before)[index - before]!);
  }
  return found;
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const upper = isLittleEndian ? 1 : 0;

function count(words: Uint32Array, from: number, to: number, counts: Uint32Array): void {
  for (let i = from; i < to; i++) counts[words[2 * i + upper]! >>> shift]!++;
}

/** Adds what is in the bucket to its members, of which so many are known; returns how many are then. */
function collect(
  numbers: Float64Array,
  words: Uint32Array,
  from: number,
  to: number,
  bucket: number,
  members: Float64Array,
  known: number,
): number {
  let found = known;
  for (let i = from; i < to; i++)
    if (words[2 * i + upper]! >>> shift === bucket) members[found++] = numbers[i]!;
  return found;
}

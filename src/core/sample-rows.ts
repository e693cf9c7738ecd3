import type { SetRegion } from './arena';

/**
 * Turns row-major samples into the layout of the kernels and back. There, a set is blocks × features × vectors with the samples
 * in the lanes of the vectors: sample s stands in block ⌊s/w⌋, place s mod w, w being the samples in one row of one block.
 */

export type Reals = Float64Array | Float32Array;

/** Samples in one row of one block. */
export function rowSamples(vectors: number, realBytes: number): number {
  return (vectors * 16) / realBytes;
}

/** Writes `count` rows of `features` values at the byte address; the padding repeats the last sample. */
export function writeRows(
  reals: Reals,
  address: number,
  shape: { readonly blocks: number; readonly vectors: number },
  rows: Float64Array,
  count: number,
  features: number,
): void {
  const width = rowSamples(shape.vectors, reals.BYTES_PER_ELEMENT);
  const start = address / reals.BYTES_PER_ELEMENT;
  for (let block = 0; block < shape.blocks; block++) {
    const blockStart = start + block * features * width;
    for (let place = 0; place < width; place++) {
      const sample = Math.min(block * width + place, count - 1);
      for (let feature = 0; feature < features; feature++) {
        reals[blockStart + feature * width + place] = rows[sample * features + feature] ?? 0;
      }
    }
  }
}

/** Reads one block of `units` rows at the byte address into row-major `target`, as far as there are samples. */
export function readBlock(
  reals: Reals,
  address: number,
  vectors: number,
  units: number,
  block: number,
  count: number,
  target: Float64Array,
): void {
  const width = rowSamples(vectors, reals.BYTES_PER_ELEMENT);
  const start = address / reals.BYTES_PER_ELEMENT;
  const first = block * width;
  const places = Math.min(width, count - first);
  for (let place = 0; place < places; place++) {
    for (let unit = 0; unit < units; unit++) {
      target[(first + place) * units + unit] = reals[start + unit * width + place] ?? 0;
    }
  }
}

/** All ones for the first `count` places, 0 after them. */
export function writeMasks(buffer: ArrayBuffer, region: SetRegion, count: number, realBytes: number): void {
  const width = rowSamples(region.vectors, realBytes);
  const words = new Int32Array(buffer, region.masks, (region.blocks * width * realBytes) / 4);
  words.fill(0);
  words.fill(-1, 0, (count * realBytes) / 4);
}

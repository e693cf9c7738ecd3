import { VECTOR } from './vectors';

/**
 * A set of samples as the kernels see it: blocks × features × vectors, samples in the lanes. All blocks of a set have the
 * same number of vectors, small enough for the activations of one block to stay in the first-level cache. The places after
 * the last sample repeat it, so that they are finite wherever the sample is; the masks make them count for nothing.
 */
@unmanaged
export class SampleSet {
  count: u32;
  blocks: u32;
  /** Vectors in one row of one block. */
  vectors: u32;
  inputs: usize;
  targets: usize;
  /** One vector per vector of samples: all ones where there is a sample, 0 where there is padding. */
  masks: usize;
}

/** Numbers among the sample sets: those of `SETS` in the TypeScript door. */
export const TRAIN: u32 = 0;
export const TEST: u32 = 1;
export const BATCH: u32 = 2;

export const SAMPLE_SET_BYTES: usize = offsetof<SampleSet>();

/** The same arithmetic as `blocksOf` in the arena of the TypeScript door, for batches whose size is only known here. */
export function shapeSamples<T>(set: SampleSet, count: u32, blockVectors: u32): void {
  const lanes: u32 = <u32>(VECTOR / sizeof<T>());
  const total = (count + lanes - 1) / lanes;
  set.count = count;
  set.blocks = (total + blockVectors - 1) / blockVectors;
  set.vectors = (total + set.blocks - 1) / set.blocks;
  const end = set.blocks * set.vectors * lanes;
  for (let i: u32 = 0; i < end; i++) {
    const at = set.masks + i * sizeof<T>();
    const bits: i32 = i < count ? -1 : 0;
    store<i32>(at, bits);
    if (sizeof<T>() == 8) store<i32>(at, bits, 4);
  }
}

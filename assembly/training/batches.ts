import { blockVectors, lastLayer, layerAt, samplesAt } from '../network/problem';
import { BATCH, SampleSet, TRAIN, shapeSamples } from '../network/samples';
import { VECTOR } from '../network/vectors';

/**
 * Batches that the TypeScript door has queued: `starts` holds queued + 1 positions in `indices`, both u32. Without a queue
 * every step sees the whole training set, and nothing is gathered.
 */
let starts: usize = 0;
let indices: usize = 0;
let next: u32 = 0;
export let fullBatch: bool = true;

export function useFullBatch(): void {
  fullBatch = true;
}

/** Starts reading the queue from its beginning. */
export function useQueuedBatches(startsAt: usize, indicesAt: usize): void {
  fullBatch = false;
  starts = startsAt;
  indices = indicesAt;
  next = 0;
  // The queue may be the first one of another trainer: have the masks written again.
  samplesAt(BATCH).count = 0;
}

/** The samples of the next step. */
// @ts-ignore: decorator
@inline
export function nextBatch<T>(): SampleSet {
  return fullBatch ? samplesAt(TRAIN) : gather<T>();
}

/** Copies the next queued batch into the batch set, in the queue's order; the padding repeats its last sample. */
function gather<T>(): SampleSet {
  const batch = samplesAt(BATCH);
  const start = load<u32>(starts + (next << 2));
  const count = load<u32>(starts + (next << 2), 4) - start;
  next++;
  if (count != batch.count) shapeSamples<T>(batch, count, blockVectors);
  const train = samplesAt(TRAIN);
  const lanes: u32 = <u32>(VECTOR / sizeof<T>());
  const places = batch.blocks * batch.vectors * lanes;
  const inputs = layerAt(0).inputs;
  const outputs = lastLayer().outputs;
  for (let place: u32 = 0; place < places; place++) {
    const sample = load<u32>(indices + ((start + min(place, count - 1)) << 2));
    copy<T>(train.inputs, sample, train.vectors, batch.inputs, place, batch.vectors, inputs);
    copy<T>(train.targets, sample, train.vectors, batch.targets, place, batch.vectors, outputs);
  }
  return batch;
}

/** Copies one sample's features between two blocked layouts with `vectors` vectors in a row. */
// @ts-ignore: decorator
@inline
function copy<T>(from: usize, sample: u32, fromVectors: u32, to: usize, place: u32, toVectors: u32, features: u32): void {
  const fromRow: usize = <usize>fromVectors * VECTOR;
  const toRow: usize = <usize>toVectors * VECTOR;
  const lanes: u32 = <u32>(VECTOR / sizeof<T>());
  const fromBlock = sample / (fromVectors * lanes);
  const toBlock = place / (toVectors * lanes);
  from += <usize>fromBlock * fromRow * features + (sample - fromBlock * fromVectors * lanes) * sizeof<T>();
  to += <usize>toBlock * toRow * features + (place - toBlock * toVectors * lanes) * sizeof<T>();
  for (let i: u32 = 0; i < features; i++) {
    store<T>(to, load<T>(from));
    from += fromRow;
    to += toRow;
  }
}

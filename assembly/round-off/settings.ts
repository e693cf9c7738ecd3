import { SampleSet, SAMPLE_SET_BYTES } from '../network/samples';
import { PERMUTED } from './sums';

/** What the microscope of this instance was built for. Set once by the TypeScript door. */

export let method: u32 = 0;
/** All samples as one block; a record of its own, so that the losses read it like any other. */
export let samples: usize = 0;
/** Room for the terms of the longest sum. */
export let terms: usize = 0;

/** Per layer three u32 addresses: values and slopes (outputs rows of vectors), orders of sums over inputs and over outputs. */
let layers: usize = 0;
let sampleOrders: usize = 0;
/** Orders that a table has; sums beyond take them again from the first. */
let orderCount: u32 = 1;

export function defineRoundOff(
  sumMethod: u32,
  samplesAt: usize,
  termsAt: usize,
  layersAt: usize,
  sampleOrdersAt: usize,
  orders: u32,
): void {
  method = sumMethod;
  samples = samplesAt;
  terms = termsAt;
  layers = layersAt;
  sampleOrders = sampleOrdersAt;
  orderCount = orders;
}

export function defineRoundOffSamples(count: u32, vectors: u32, inputs: usize, targets: usize, masks: usize): void {
  const set = sampleSet();
  set.count = count;
  set.blocks = 1;
  set.vectors = vectors;
  set.inputs = inputs;
  set.targets = targets;
  set.masks = masks;
}

// @ts-ignore: decorator
@inline
export function sampleSet(): SampleSet {
  return changetype<SampleSet>(samples);
}

export function roundOffSamplesBytes(): usize {
  return SAMPLE_SET_BYTES;
}

// @ts-ignore: decorator
@inline
export function layerValues(l: u32): usize {
  return load<u32>(layers + (l << 4));
}

// @ts-ignore: decorator
@inline
export function layerSlopes(l: u32): usize {
  return load<u32>(layers + (l << 4), 4);
}

/** Where the order of one of the sums of `length` terms of a table stands: `length` u32; 0 where terms are added as they come. */
// @ts-ignore: decorator
@inline
function orderIn(table: usize, which: u32, length: u32): usize {
  if (method != PERMUTED) return 0;
  return table + <usize>((which % orderCount) * length << 2);
}

/** Of the sum over the inputs of unit `o` of layer l. */
// @ts-ignore: decorator
@inline
export function inputOrder(l: u32, o: u32, length: u32): usize {
  return orderIn(load<u32>(layers + (l << 4), 8), o, length);
}

/** Of the sum over the units of layer l for its input `k`. */
// @ts-ignore: decorator
@inline
export function outputOrder(l: u32, k: u32, length: u32): usize {
  return orderIn(load<u32>(layers + (l << 4), 12), k, length);
}

/** Of the sum over samples for an entry of a gradient: neighbouring rows and neighbouring columns have different orders. */
// @ts-ignore: decorator
@inline
export function sampleOrder(which: u32, length: u32): usize {
  return orderIn(sampleOrders, which, length);
}

/** The term that is added at place i. */
// @ts-ignore: decorator
@inline
export function placed(order: usize, i: u32): u32 {
  return order ? load<u32>(order + (i << 2)) : i;
}

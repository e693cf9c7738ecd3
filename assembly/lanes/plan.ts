import { layerAt, lastLayer, parameterCount, samplesAt } from '../network/problem';
import { SampleSet, TRAIN } from '../network/samples';
import { VECTOR } from '../network/vectors';

/**
 * Parameter lanes: many parameter vectors at once, one in every lane, for data of few samples. A group is `groupVectors` vectors of lanes
 * that go through the network together; every sample of a block, padding included, is a place of its own:
 *
 *   θ, gradients, moments  vectors × parameters                    one v128 each
 *   values, slopes         units × places × vectors                one v128 each
 *   inputs, targets        blocks × features × places × vectors    the sample's number in every lane
 *
 * Every lane sees the operations of the ordinary kernels in their order: the sums over samples have one accumulator per lane that the
 * sample would stand in there, and these are added as its lanes are. So the bits are the same, whatever the other lanes hold.
 */
export let groupVectors: usize = 0;
export let laneInputs: usize = 0;
export let laneTargets: usize = 0;
let laneMasks: usize = 0;
/** Like `outputSlopes` of the ordinary kernels. */
export let laneOutputSlopes: usize = 0;
/** Room for one group: gradients and points, vectors × parameters; losses, one f64 per lane. */
export let laneGradients: usize = 0;
export let lanePoints: usize = 0;
export let laneLosses: usize = 0;
/** Two addresses per layer: values, slopes. */
let layerRows: usize = 0;

export function defineLanes(
  vectors: usize,
  inputs: usize,
  targets: usize,
  masks: usize,
  outputSlopes: usize,
  rows: usize,
  gradients: usize,
  points: usize,
  losses: usize,
): void {
  groupVectors = vectors;
  laneInputs = inputs;
  laneTargets = targets;
  laneMasks = masks;
  laneOutputSlopes = outputSlopes;
  layerRows = rows;
  laneGradients = gradients;
  lanePoints = points;
  laneLosses = losses;
}

// @ts-ignore: decorator
@inline
export function trainSet(): SampleSet {
  return samplesAt(TRAIN);
}

// @ts-ignore: decorator
@inline
export function lanesOf<T>(): usize {
  return VECTOR / sizeof<T>();
}

/** Places of one block. */
// @ts-ignore: decorator
@inline
export function blockPlaces<T>(): usize {
  return <usize>trainSet().vectors * lanesOf<T>();
}

/** Bytes from one place to the next. */
// @ts-ignore: decorator
@inline
export function placePitch(): usize {
  return groupVectors * VECTOR;
}

/** Bytes of one vector of lanes' parameters. */
// @ts-ignore: decorator
@inline
export function lanesBytes(): usize {
  return <usize>parameterCount * VECTOR;
}

/** Address of one lane's first parameter among vectors × parameters; the next ones stand 16 bytes apart. */
// @ts-ignore: decorator
@inline
export function laneColumn<T>(group: usize, lane: usize): usize {
  const vector = lane / lanesOf<T>();
  return group + vector * lanesBytes() + (lane - vector * lanesOf<T>()) * sizeof<T>();
}

// @ts-ignore: decorator
@inline
export function valuesOf(layer: usize): usize {
  return load<usize>(layerRows + layer * 2 * sizeof<usize>());
}

// @ts-ignore: decorator
@inline
export function slopesOf(layer: usize): usize {
  return load<usize>(layerRows + layer * 2 * sizeof<usize>(), sizeof<usize>());
}

// @ts-ignore: decorator
@inline
export function placedInputs<T>(block: usize): usize {
  return laneInputs + block * layerAt(0).inputs * blockPlaces<T>() * placePitch();
}

// @ts-ignore: decorator
@inline
export function placedTargets<T>(block: usize): usize {
  return laneTargets + block * lastLayer().outputs * blockPlaces<T>() * placePitch();
}

// @ts-ignore: decorator
@inline
export function placedMasks<T>(block: usize): usize {
  return laneMasks + block * blockPlaces<T>() * placePitch();
}

/** Copies the training set into the lanes: every number of the ordinary layout, in its order, fills a place. */
export function spreadSamples<T>(): void {
  const set = trainSet();
  const places = <usize>set.blocks * blockPlaces<T>();
  spread<T>(set.inputs, laneInputs, places * layerAt(0).inputs);
  spread<T>(set.targets, laneTargets, places * lastLayer().outputs);
  spread<T>(set.masks, laneMasks, places);
}

function spread<T>(from: usize, to: usize, count: usize): void {
  for (const end = from + count * sizeof<T>(); from < end; from += sizeof<T>()) {
    const value = v128.load_splat<T>(from);
    for (let v: usize = 0; v < groupVectors; v++) {
      v128.store(to, value);
      to += VECTOR;
    }
  }
}

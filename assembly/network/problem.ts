import { Layer, LAYER_BYTES } from './layer';
import { SampleSet, SAMPLE_SET_BYTES } from './samples';

/** What this instance was built for. Set once by the TypeScript door before anything is computed. */

export let layerCount: u32 = 0;
let layers: usize = 0;
let sampleSets: usize = 0;

export let parameterCount: u32 = 0;
/** Bytes of a parameter vector, whole vectors; what lies after the last parameter is 0 and stays 0. */
export let parameterBytes: usize = 0;
/** Most vectors in one row of one block. */
export let blockVectors: u32 = 0;

/** Address of four vectors per unit of the widest layer: the products' scratch for weights in the order they are read. */
export let panel: usize = 0;

/** Code of the loss, see losses/table.ts. */
export let loss: u32 = 0;
/** Address of outputs rows of vectors for ∂loss/∂f where the output layer has a non-linear activation. */
export let outputSlopes: usize = 0;
export let l1: f64 = 0;
export let l2: f64 = 0;

/** Code of the accuracy rule, see accuracy.ts. */
export let accuracyRule: u32 = 0;
export let accuracyThreshold: f64 = 0;

// @ts-ignore: decorator
@inline
export function layerAt(index: u32): Layer {
  return changetype<Layer>(layers + <usize>index * LAYER_BYTES);
}

// @ts-ignore: decorator
@inline
export function lastLayer(): Layer {
  return layerAt(layerCount - 1);
}

// @ts-ignore: decorator
@inline
export function samplesAt(index: u32): SampleSet {
  return changetype<SampleSet>(sampleSets + <usize>index * SAMPLE_SET_BYTES);
}

export function layerRecordBytes(): usize {
  return LAYER_BYTES;
}

export function sampleSetRecordBytes(): usize {
  return SAMPLE_SET_BYTES;
}

export function defineNetwork(
  layersAt: usize,
  count: u32,
  sampleSetsAt: usize,
  parameters: u32,
  bytes: usize,
  vectorsPerBlock: u32,
  panelAt: usize,
): void {
  layers = layersAt;
  layerCount = count;
  sampleSets = sampleSetsAt;
  parameterCount = parameters;
  parameterBytes = bytes;
  blockVectors = vectorsPerBlock;
  panel = panelAt;
}

export function defineLayer(
  index: u32,
  inputs: u32,
  outputs: u32,
  activation: u32,
  biased: u32,
  weights: usize,
  biases: usize,
  values: usize,
  slopes: usize,
): void {
  const layer = layerAt(index);
  layer.inputs = inputs;
  layer.outputs = outputs;
  layer.activation = activation;
  layer.biased = biased;
  layer.weights = weights;
  layer.biases = biases;
  layer.values = values;
  layer.slopes = slopes;
  layer.masks = 0;
  layer.dropout = 0;
}

export function defineLoss(code: u32, slopesAt: usize, absolute: f64, square: f64): void {
  loss = code;
  outputSlopes = slopesAt;
  l1 = absolute;
  l2 = square;
}

export function defineAccuracy(rule: u32, threshold: f64): void {
  accuracyRule = rule;
  accuracyThreshold = threshold;
}

export function defineSamples(
  index: u32,
  count: u32,
  blocks: u32,
  vectors: u32,
  inputs: usize,
  targets: usize,
  masks: usize,
): void {
  const set = samplesAt(index);
  set.count = count;
  set.blocks = blocks;
  set.vectors = vectors;
  set.inputs = inputs;
  set.targets = targets;
  set.masks = masks;
}

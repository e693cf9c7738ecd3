/**
 * Dropout on hidden layers (Srivastava et al. 2014, "inverted"): in a training step every hidden unit is silenced for each sample by itself with
 * probability p, and what stays is divided by 1 − p, so that the network as it is evaluated needs no correction. Draws come in the samples'
 * order, then layer by layer with p > 0, then unit by unit: they depend neither on the precision nor on how samples stand in vectors.
 */
import { seedRandom, uniform } from '../random/xoshiro256';
import { LINEAR } from '../activations/table';
import { Layer } from './layer';
import { layerAt, layerCount } from './problem';
import { SampleSet } from './samples';
import { VECTOR } from './vectors';

let randomState: usize = 0;
/** Some layer has dropout. */
export let dropoutWanted: bool = false;
/** A training step of a network with dropout is under way: only then are units silenced. */
export let dropping: bool = false;

/** Dropout of a hidden layer: its share, and the address of outputs rows of one block for its factors. */
export function defineDropout(index: u32, share: f64, masks: usize): void {
  const layer = layerAt(index);
  layer.dropout = share;
  layer.masks = masks;
  dropoutWanted = true;
}

/** Starts the draws anew, with the generator's state at an address. */
export function seedDropout(state: usize, seed: u64): void {
  randomState = state;
  seedRandom(state, seed);
}

export function startDropping(): void {
  dropping = dropoutWanted;
}

export function stopDropping(): void {
  dropping = false;
}

/** Whether a layer's units are silenced in the pass under way. */
// @ts-ignore: decorator
@inline
export function drops(layer: Layer): bool {
  return dropping && layer.masks != 0;
}

/** Draws the factors of one block, 0 or 1/(1 − p), for every layer that has dropout. */
export function drawMasks<T>(set: SampleSet, block: u32): void {
  const places = set.vectors * <u32>(VECTOR / sizeof<T>());
  const pitch: usize = <usize>set.vectors * VECTOR;
  const first = block * places;
  const samples = min(places, set.count - first);
  for (let place: u32 = 0; place < places; place++) {
    for (let l: u32 = 0, n = layerCount; l < n; l++) {
      const layer = layerAt(l);
      if (layer.masks == 0) continue;
      const share = layer.dropout;
      const kept = <T>(1 / (1 - share));
      let at = layer.masks + place * sizeof<T>();
      for (let unit: u32 = 0, units = layer.outputs; unit < units; unit++) {
        // Padding draws nothing.
        store<T>(at, place < samples && uniform(randomState) >= share ? kept : <T>0);
        at += pitch;
      }
    }
  }
}

/** h and φ′ times the factors. A linear layer, which has no φ′ of its own, gets the factors as its slopes. */
export function applyMasks<T>(layer: Layer, bytes: usize): void {
  const linear = layer.activation == LINEAR;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const factor = v128.load(layer.masks + at);
    v128.store(layer.values + at, v128.mul<T>(v128.load(layer.values + at), factor));
    v128.store(layer.slopes + at, linear ? factor : v128.mul<T>(v128.load(layer.slopes + at), factor));
  }
}

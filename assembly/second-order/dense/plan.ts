import { layerAt, layerCount } from '../../network/problem';

/**
 * What the dense Hessian needs for a pair of layers l ≤ m with u and w units, K and J inputs (a bias counts as an input of value 1):
 * memory that the TypeScript door lays out before anything is computed.
 */
@unmanaged
export class LayerPair {
  /** u × w × vectors: ∂²loss/∂z_l[i]∂z_m[j], sample by sample, without the diagonal where l = m. */
  curvature: usize;
  /** Sums over the samples of curvature × input × input: (u·w) × (K·J), or for l = m both packed as upper triangles; whole panels, see panels.ts. */
  products: usize;
  /** l < m only: sums over the samples for inputs of layer m that layer l displaces, see displaced.ts. */
  displaced: usize;
}

export const LAYER_PAIR_BYTES: usize = offsetof<LayerPair>();

let pairs: usize = 0;
let extensions: usize = 0;

/** Rows of vectors for one block: unit pairs, input pairs, two generations of displacements, and the diagonal of the output layer. */
export let unitRows: usize = 0;
export let inputRows: usize = 0;
export let displacements: usize = 0;
export let nextDisplacements: usize = 0;
export let outputDiagonal: usize = 0;

// @ts-ignore: decorator
@inline
export function pairAt(l: u32, m: u32): LayerPair {
  return changetype<LayerPair>(pairs + <usize>(l * layerCount + m) * LAYER_PAIR_BYTES);
}

/** Inputs of a layer, the bias among them, which comes last. */
// @ts-ignore: decorator
@inline
export function extendedInputs(l: u32): u32 {
  const layer = layerAt(l);
  return layer.inputs + layer.biased;
}

/** Address of a layer's inputs with a row of ones for the bias: K × vectors. */
// @ts-ignore: decorator
@inline
export function extendedRows(l: u32): usize {
  return load<usize>(extensions + <usize>l * sizeof<usize>());
}

export function layerPairRecordBytes(): usize {
  return LAYER_PAIR_BYTES;
}

export function defineDense(
  pairsAt: usize,
  extensionsAt: usize,
  unitRowsAt: usize,
  inputRowsAt: usize,
  displacementsAt: usize,
  nextDisplacementsAt: usize,
  outputDiagonalAt: usize,
): void {
  pairs = pairsAt;
  extensions = extensionsAt;
  unitRows = unitRowsAt;
  inputRows = inputRowsAt;
  displacements = displacementsAt;
  nextDisplacements = nextDisplacementsAt;
  outputDiagonal = outputDiagonalAt;
}

export function defineExtension(l: u32, rows: usize): void {
  store<usize>(extensions + <usize>l * sizeof<usize>(), rows);
}

export function defineLayerPair(l: u32, m: u32, curvature: usize, products: usize, displaced: usize): void {
  const pair = pairAt(l, m);
  pair.curvature = curvature;
  pair.products = products;
  pair.displaced = displaced;
}

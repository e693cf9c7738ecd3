/** One weight layer as the kernels see it. Records of this class stand in the arena, one after the other. */
@unmanaged
export class Layer {
  inputs: u32;
  outputs: u32;
  /** Code of the activation, see activations/table.ts. */
  activation: u32;
  biased: u32;
  /** Byte offset of the weights (outputs × inputs, row-major) in a parameter vector. */
  weights: usize;
  /** Byte offset of the biases (outputs) in a parameter vector. */
  biases: usize;
  /** Address of outputs rows of vectors: z, then φ(z). */
  values: usize;
  /** Address of outputs rows of vectors: φ′(z), then ∂loss/∂z. */
  slopes: usize;
  /** Address of outputs rows of vectors: the factors of dropout in a training step, see dropout.ts; 0 without dropout. */
  masks: usize;
  /** Share of the units that dropout silences. */
  dropout: f64;
}

/** Bytes the arena keeps for one record. */
export const LAYER_BYTES: usize = offsetof<Layer>();

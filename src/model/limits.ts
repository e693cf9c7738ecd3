/** What an experiment may ask for at most: checked before any memory is taken. */
export const limits = {
  /** Units of one layer. */
  units: 4096,
  /** Weight layers. */
  layers: 64,
  /** Length of θ. */
  parameters: 4_000_000,
  /** Length of θ for rules that take all eigenvectors of the Hessian at every step. */
  curvatureParameters: 2000,
  samples: 200_000,
  /** Samples × units of the widest layer. */
  activations: 50_000_000,
  steps: 1_000_000_000,
  /** Largest seed: every integer up to it is exact in a JSON number. */
  seed: Number.MAX_SAFE_INTEGER,
  /** Length of a CSV's text in UTF-16 units. */
  csvText: 16_777_216,
  csvColumns: 1024,
  classes: 256,
} as const;

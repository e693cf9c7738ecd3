/** 1/(Nm) Σ_i Σ_o (f_io − y_io)² (N samples, m outputs; no ½): the factors on the sum of squares and on f − y. */
// @ts-ignore: decorator
@inline
export function meanSquaredErrorFactor(samples: f64, outputs: f64): f64 {
  return 1 / (samples * outputs);
}

// @ts-ignore: decorator
@inline
export function meanSquaredErrorSlopeFactor(samples: f64, outputs: f64): f64 {
  return 2 / (samples * outputs);
}

/** 1/(2N) Σ_i Σ_o (f_io − y_io)² (N samples; no mean over outputs): the factors on the sum of squares and on f − y. */
// @ts-ignore: decorator
@inline
export function halfMeanSquaredErrorFactor(samples: f64): f64 {
  return 0.5 / samples;
}

// @ts-ignore: decorator
@inline
export function halfMeanSquaredErrorSlopeFactor(samples: f64): f64 {
  return 1 / samples;
}

/** ½ Σ_i Σ_o (f_io − y_io)²: the factors on the sum of squares and on f − y. */
export const HALF_SUM_OF_SQUARES_FACTOR: f64 = 0.5;
export const HALF_SUM_OF_SQUARES_SLOPE_FACTOR: f64 = 1;

import { crossEntropySlopes, crossEntropySum } from './binary-cross-entropy';
import { halfMeanSquaredErrorFactor, halfMeanSquaredErrorSlopeFactor } from './half-mean-squared-error';
import { HALF_SUM_OF_SQUARES_FACTOR, HALF_SUM_OF_SQUARES_SLOPE_FACTOR } from './half-sum-of-squares';
import { meanSquaredErrorFactor, meanSquaredErrorSlopeFactor } from './mean-squared-error';
import { softmaxSlopes, softmaxSum } from './softmax-cross-entropy';
import { squares, squaresSlopes } from './squares';

/** The table of losses. Codes are positions in the list `LOSSES` of the TypeScript door. */
const MEAN_SQUARED_ERROR: u32 = 0;
const HALF_MEAN_SQUARED_ERROR: u32 = 1;
const HALF_SUM_OF_SQUARES: u32 = 2;
export const BINARY_CROSS_ENTROPY: u32 = 3;

/** Whether a loss is a multiple of the sum of squares; its slopes are then `slopeFactor` times f − y. */
export function isSquared(code: u32): bool {
  return code <= HALF_SUM_OF_SQUARES;
}

/** The sum over the samples of one block, without the loss's factor: rows × vectors of outputs and targets, masks per vector. */
export function lossSum<T>(
  code: u32,
  outputs: usize,
  targets: usize,
  masks: usize,
  rows: u32,
  vectors: u32,
): f64 {
  if (isSquared(code)) return squares<T>(outputs, targets, masks, rows, vectors);
  if (code == BINARY_CROSS_ENTROPY) return crossEntropySum<T>(outputs, targets, masks, rows, vectors);
  return softmaxSum<T>(outputs, targets, masks, rows, vectors);
}

/** What the sum over all samples is multiplied by to give the loss. */
export function lossFactor(code: u32, samples: f64, outputs: f64): f64 {
  if (code == MEAN_SQUARED_ERROR) return meanSquaredErrorFactor(samples, outputs);
  if (code == HALF_MEAN_SQUARED_ERROR) return halfMeanSquaredErrorFactor(samples);
  if (code == HALF_SUM_OF_SQUARES) return HALF_SUM_OF_SQUARES_FACTOR;
  if (code == BINARY_CROSS_ENTROPY) return 1 / (samples * outputs);
  return 1 / samples;
}

/** slopes[o][v] = ∂loss/∂f for one block, the loss's factor included, 0 where there is no sample. */
export function lossSlopes<T>(
  code: u32,
  outputs: usize,
  targets: usize,
  masks: usize,
  rows: u32,
  vectors: u32,
  samples: f64,
  slopes: usize,
): void {
  const scale = slopeFactor(code, samples, <f64>rows);
  if (isSquared(code)) {
    squaresSlopes<T>(outputs, targets, masks, rows, vectors, scale, slopes);
  } else if (code == BINARY_CROSS_ENTROPY) {
    crossEntropySlopes<T>(outputs, targets, masks, rows, vectors, scale, slopes);
  } else {
    softmaxSlopes<T>(outputs, targets, masks, rows, vectors, scale, slopes);
  }
}

/** The loss's factor on the slopes. */
export function slopeFactor(code: u32, samples: f64, outputs: f64): f64 {
  if (code == MEAN_SQUARED_ERROR) return meanSquaredErrorSlopeFactor(samples, outputs);
  if (code == HALF_MEAN_SQUARED_ERROR) return halfMeanSquaredErrorSlopeFactor(samples);
  if (code == HALF_SUM_OF_SQUARES) return HALF_SUM_OF_SQUARES_SLOPE_FACTOR;
  return lossFactor(code, samples, outputs);
}

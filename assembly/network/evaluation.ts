import { NO_ACCURACY } from './accuracy';
import { evaluate } from './evaluate';
import { norm } from './norm';
import { penalty } from './penalty';
import { accuracyRule, samplesAt } from './problem';
import { TEST, TRAIN } from './samples';

/**
 * All that is told of a point, as five f64: loss with penalties and accuracy on the training set, loss without penalties and accuracy
 * on the test set, and the norm of the gradient. What the problem does not have is NaN.
 */
export const LOSS: usize = 0;
export const ACCURACY: usize = 8;
export const TEST_LOSS: usize = 16;
export const TEST_ACCURACY: usize = 24;
export const GRADIENT_NORM: usize = 32;
export const EVALUATION_BYTES: usize = 40;

/** Writes the evaluation of theta to an address; the gradient over the training set, a parameter vector, is left behind. */
export function evaluatePoint<T>(theta: usize, gradient: usize, at: usize): void {
  const test = samplesAt(TEST);
  evaluate<T>(theta, samplesAt(TRAIN), gradient, at + LOSS);
  store<f64>(at + LOSS, load<f64>(at + LOSS) + penalty<T>(theta));
  store<f64>(at + GRADIENT_NORM, norm<T>(gradient));
  if (test.count != 0) {
    evaluate<T>(theta, test, 0, at + TEST_LOSS);
  } else {
    store<f64>(at + TEST_LOSS, NaN);
    store<f64>(at + TEST_ACCURACY, NaN);
  }
  if (accuracyRule == NO_ACCURACY) {
    store<f64>(at + ACCURACY, NaN);
    store<f64>(at + TEST_ACCURACY, NaN);
  }
}

import { SampleSet } from '../network/samples';
import { parameterBytes } from '../network/problem';
import { adam } from './rules/adam';
import { exponentiatedGradient } from './rules/exponentiated-gradient';
import { gradientDescent } from './rules/gradient-descent';
import { momentum } from './rules/momentum';
import { multiplicative } from './rules/multiplicative';
import { nesterov } from './rules/nesterov';
import { perturbedGradientDescent } from './rules/perturbed-gradient-descent';
import { rmsprop } from './rules/rmsprop';
import { rule } from './settings';

/** The table of update rules. Codes are positions in the list `RULES` of the TypeScript door. */
const GRADIENT_DESCENT: u32 = 0;
const MOMENTUM: u32 = 1;
const NESTEROV: u32 = 2;
const RMSPROP: u32 = 3;
const ADAM: u32 = 4;
const PERTURBED_GRADIENT_DESCENT: u32 = 5;
const MULTIPLICATIVE: u32 = 6;

export function isGradientDescent(): bool {
  return rule == GRADIENT_DESCENT;
}

/** One update of all parameters, the batch's gradient being in place. Returns zeros while everything is finite. */
// @ts-ignore: decorator
@inline
export function update<T>(set: SampleSet): v128 {
  const bytes = parameterBytes;
  switch (rule) {
    case GRADIENT_DESCENT:
      return gradientDescent<T>(bytes);
    case MOMENTUM:
      return momentum<T>(bytes);
    case NESTEROV:
      return nesterov<T>(bytes);
    case RMSPROP:
      return rmsprop<T>(bytes);
    case ADAM:
      return adam<T>(bytes);
    case PERTURBED_GRADIENT_DESCENT:
      return perturbedGradientDescent<T>(bytes, set);
    case MULTIPLICATIVE:
      return multiplicative<T>(bytes);
    default:
      return exponentiatedGradient<T>(bytes);
  }
}

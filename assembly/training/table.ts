import { SampleSet } from '../network/samples';
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

export function isMomentum(): bool {
  return rule == MOMENTUM;
}

export function isPerturbed(): bool {
  return rule == PERTURBED_GRADIENT_DESCENT;
}

/** One update of all parameters, the batch's gradient being in place; η of every lane stands at `rates`. Returns zeros while everything is finite. */
// @ts-ignore: decorator
@inline
export function update<T>(bytes: usize, rates: usize, set: SampleSet): v128 {
  return isPerturbed() ? perturbedGradientDescent<T>(bytes, rates, set) : updateEach<T>(bytes, rates);
}

/** The same for the rules that treat every parameter by itself; of perturbed gradient descent, what is left without its pushes. */
// @ts-ignore: decorator
@inline
export function updateEach<T>(bytes: usize, rates: usize): v128 {
  switch (rule) {
    case MOMENTUM:
      return momentum<T>(bytes, rates);
    case NESTEROV:
      return nesterov<T>(bytes, rates);
    case RMSPROP:
      return rmsprop<T>(bytes, rates);
    case ADAM:
      return adam<T>(bytes, rates);
    case MULTIPLICATIVE:
      return multiplicative<T>(bytes, rates);
    case GRADIENT_DESCENT:
    case PERTURBED_GRADIENT_DESCENT:
      return gradientDescent<T>(bytes, rates);
    default:
      return exponentiatedGradient<T>(bytes, rates);
  }
}

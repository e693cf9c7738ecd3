/**
 * Training of 2-2-1 with tanh, a linear output and biases on four samples, many steps with every number in a register: four times the
 * steps of the general kernels, whose loops and calls cost more here than the numbers do. The bits are those of the general path:
 * each sum takes the same terms in the same order. Only sums that there start at 0 here start with their first term, which
 * can change nothing but the sign of a zero gradient or velocity, and so nothing at all while no parameter is −0.
 *
 * Here is told what may go this way; the steps are in two-two-one-f64.ts and two-two-one-f32.ts.
 */
import { LINEAR, TANH } from '../activations/table';
import { isSquared } from '../losses/table';
import { l1, l2, layerAt, layerCount, loss, parameterBytes, parameterCount } from '../network/problem';
import { SampleSet } from '../network/samples';
import { allZero, zero } from '../network/vectors';
import { see } from './rules/watch';
import { countSteps, rateSpread, theta } from './settings';
import { isGradientDescent, isMomentum } from './table';
import { trainTwoTwoOneF32 } from './two-two-one-f32';
import { trainTwoTwoOneF64 } from './two-two-one-f64';

/** Whether the network, the rule, a whole-set batch and the parameters are of this kind. */
export function isTwoTwoOne<T>(set: SampleSet): bool {
  return hasTwoTwoOneShape(set) && (isGradientDescent() || isMomentum()) && !holdsNegativeZero<T>();
}

/** Whether all but the rule and the parameters is. */
export function hasTwoTwoOneShape(set: SampleSet): bool {
  return isTwoTwoOneProblem(set) && layerAt(0).masks == 0 && rateSpread == 0;
}

/** Whether the network, its loss and the data are. */
export function isTwoTwoOneProblem(set: SampleSet): bool {
  if (layerCount != 2 || parameterCount != 9 || set.count != 4) return false;
  const hidden = layerAt(0);
  const output = layerAt(1);
  if (hidden.inputs != 2 || hidden.outputs != 2 || !hidden.biased || !output.biased) return false;
  if (hidden.activation != TANH || output.activation != LINEAR) return false;
  return isSquared(loss) && l1 == 0 && l2 == 0;
}

function holdsNegativeZero<T>(): bool {
  for (let i: usize = 0; i < 9; i++) {
    const at = theta + i * sizeof<T>();
    if (sizeof<T>() == 8 ? load<u64>(at) == 0x8000000000000000 : load<u32>(at) == 0x80000000) return true;
  }
  return false;
}

/** Whether the parameters are finite: after the steps below, whether the last one was. */
export function isFiniteTwoTwoOne<T>(): bool {
  let watch = zero();
  for (let at: usize = 0; at < parameterBytes; at += 16) watch = see<T>(watch, v128.load(theta + at));
  return allZero<T>(watch);
}

/**
 * Makes up to `steps` steps and returns how many; stops after the first that is no longer finite. With an address `before`, the parameters
 * before the last step are kept there, and the loss is looked at after every step but the last: the first that is at most
 * `stopBelow` ends the steps.
 */
export function trainTwoTwoOne<T>(steps: u32, set: SampleSet, before: usize, stopBelow: f64): u32 {
  const made =
    sizeof<T>() == 8
      ? trainTwoTwoOneF64(steps, set, isMomentum(), before, stopBelow)
      : trainTwoTwoOneF32(steps, set, isMomentum(), before, stopBelow);
  countSteps(made);
  return made;
}

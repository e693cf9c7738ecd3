import { lossFactor, lossSum } from '../losses/table';
import { rightInBlock } from './accuracy';
import { gradientOfBlock } from './backward';
import { blockMasks, blockTargets, forward } from './forward';
import { addPenaltyGradient } from './penalty';
import { l1, l2, lastLayer, loss, parameterBytes } from './problem';
import { SampleSet } from './samples';

/** Loss of the data over a set at theta, without penalties. Blocks are added in order, in f64. */
export function dataLoss<T>(theta: usize, set: SampleSet): f64 {
  let sum: f64 = 0;
  for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) {
    forward<T>(theta, set, block, false);
    sum += lossInBlock<T>(set, block);
  }
  return scaled(sum, set);
}

/** Share of the samples of a set that are right at theta. */
export function accuracy<T>(theta: usize, set: SampleSet): f64 {
  let right: u32 = 0;
  for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) {
    forward<T>(theta, set, block, false);
    right += rightInBlock<T>(set, block);
  }
  return <f64>right / <f64>set.count;
}

/**
 * What `dataLoss`, `accuracy` and, where there is an address for it, `gradientOver` give, in one pass over the samples and with
 * the same bits. results: two f64, loss without penalties and accuracy.
 */
export function evaluate<T>(theta: usize, set: SampleSet, gradient: usize, results: usize): void {
  let sum: f64 = 0;
  let right: u32 = 0;
  for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) {
    if (gradient) gradientOfBlock<T>(theta, set, block, gradient);
    else forward<T>(theta, set, block, false);
    sum += lossInBlock<T>(set, block);
    right += rightInBlock<T>(set, block);
  }
  if (gradient != 0 && (l1 != 0 || l2 != 0)) addPenaltyGradient<T>(theta, gradient, parameterBytes);
  store<f64>(results, scaled(sum, set));
  store<f64>(results, <f64>right / <f64>set.count, 8);
}

/** The block's share of the loss, without the loss's factor; the outputs stand in the last layer's values. */
// @ts-ignore: decorator
@inline
function lossInBlock<T>(set: SampleSet, block: u32): f64 {
  const layer = lastLayer();
  const targets = blockTargets(set, block);
  const masks = blockMasks(set, block);
  return lossSum<T>(loss, layer.values, targets, masks, layer.outputs, set.vectors);
}

// @ts-ignore: decorator
@inline
function scaled(sum: f64, set: SampleSet): f64 {
  return sum * lossFactor(loss, <f64>set.count, <f64>lastLayer().outputs);
}

import { lossFactor, lossSum } from '../losses/table';
import { rightInBlock } from './accuracy';
import { blockMasks, blockTargets, forward } from './forward';
import { lastLayer, loss } from './problem';
import { SampleSet } from './samples';

/** Loss of the data over a set at theta, without penalties. Blocks are added in order, in f64. */
export function dataLoss<T>(theta: usize, set: SampleSet): f64 {
  const layer = lastLayer();
  let sum: f64 = 0;
  for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) {
    forward<T>(theta, set, block, false);
    sum += lossSum<T>(
      loss,
      layer.values,
      blockTargets(set, block),
      blockMasks(set, block),
      layer.outputs,
      set.vectors,
    );
  }
  return sum * lossFactor(loss, <f64>set.count, <f64>layer.outputs);
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

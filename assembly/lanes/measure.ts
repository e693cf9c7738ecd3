import { addRightOfBlock } from './accuracy';
import { laneGradientOfBlock, laneGradientOfPenalty } from './backward';
import { laneForward } from './forward';
import { addLossOfBlock, finishLosses } from './loss';
import { laneGradients, laneLosses, trainSet } from './plan';

/** Gradients at the θ of a group to `laneGradients`, and where asked for its losses, penalties included, to `laneLosses`. */
export function measureGradients<T>(theta: usize, withLosses: bool): void {
  for (let block: usize = 0, n: usize = trainSet().blocks; block < n; block++) {
    laneGradientOfBlock<T>(theta, block, laneGradients);
    if (withLosses) addLossOfBlock<T>(block, laneLosses);
  }
  laneGradientOfPenalty<T>(theta, laneGradients);
  if (withLosses) finishLosses<T>(theta, laneLosses);
}

/** Losses alone, to `laneLosses`. */
export function measureLosses<T>(theta: usize): void {
  for (let block: usize = 0, n: usize = trainSet().blocks; block < n; block++) {
    laneForward<T>(theta, block, false);
    addLossOfBlock<T>(block, laneLosses);
  }
  finishLosses<T>(theta, laneLosses);
}

/** How many samples are right, one f64 per lane, to `laneLosses`. */
export function measureRight<T>(theta: usize): void {
  for (let block: usize = 0, n: usize = trainSet().blocks; block < n; block++) {
    laneForward<T>(theta, block, false);
    addRightOfBlock<T>(block, laneLosses);
  }
}

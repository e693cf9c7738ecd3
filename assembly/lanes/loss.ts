import { crossEntropyTerm } from '../losses/binary-cross-entropy';
import { softmaxTerm } from '../losses/softmax-cross-entropy';
import { squareTerm } from '../losses/squares';
import { BINARY_CROSS_ENTROPY, isSquared, lossFactor } from '../losses/table';
import { penaltyAlong } from '../network/penalty';
import { lastLayer, layerCount, loss } from '../network/problem';
import { VECTOR, zero } from '../network/vectors';
import { blockPlaces, groupVectors, lanesBytes, lanesOf, placedMasks, placedTargets, placePitch, trainSet, valuesOf } from './plan';
import { laneOrder, placesPerTurn } from './sums';

/**
 * Adds the block's share of the loss of every lane, without the loss's factor, to `sums`: one f64 per lane, block 0 starts them anew. The
 * outputs stand in the last layer's values.
 */
export function addLossOfBlock<T>(block: usize, sums: usize): void {
  const outputs = valuesOf(layerCount - 1);
  const targets = placedTargets<T>(block);
  const masks = placedMasks<T>(block);
  for (let v: usize = 0; v < groupVectors * VECTOR; v += VECTOR) {
    const total = lossTotal<T>(outputs + v, targets + v, masks + v);
    if (sizeof<T>() == 8) {
      add(sums, total, block == 0);
    } else {
      add(sums, f64x2.promote_low_f32x4(total), block == 0);
      add(sums + VECTOR, f64x2.promote_low_f32x4(v128.shuffle<u64>(total, total, 1, 1)), block == 0);
    }
    sums += lanesOf<T>() << 3;
  }
}

/** The sums of all blocks to losses, penalties included. */
export function finishLosses<T>(theta: usize, sums: usize): void {
  const factor = lossFactor(loss, <f64>trainSet().count, <f64>lastLayer().outputs);
  for (let v: usize = 0; v < groupVectors; v++) {
    for (let lane: usize = 0; lane < lanesOf<T>(); lane++) {
      store<f64>(sums, load<f64>(sums) * factor + penaltyAlong<T>(theta + lane * sizeof<T>(), <u32>VECTOR));
      sums += 8;
    }
    theta += lanesBytes();
  }
}

// @ts-ignore: decorator
@inline
function add(sums: usize, share: v128, first: bool): void {
  v128.store(sums, f64x2.add(first ? zero() : v128.load(sums), share));
}

/** The sum over one block's samples for one vector of lanes. */
function lossTotal<T>(outputs: usize, targets: usize, masks: usize): v128 {
  const step = placePitch();
  const pitch = blockPlaces<T>() * step;
  const rows: usize = lastLayer().outputs;
  const turn = placesPerTurn<T>() * step;
  let a = zero();
  let b = a;
  let c = a;
  let d = a;
  if (isSquared(loss) || loss == BINARY_CROSS_ENTROPY) {
    for (let row: usize = 0; row < rows; row++) {
      for (let at: usize = 0; at < pitch; at += turn) {
        a = v128.add<T>(a, termAt<T>(outputs, targets, masks, at));
        b = v128.add<T>(b, termAt<T>(outputs, targets, masks, at + step));
        if (sizeof<T>() == 4) {
          c = v128.add<T>(c, termAt<T>(outputs, targets, masks, at + 2 * step));
          d = v128.add<T>(d, termAt<T>(outputs, targets, masks, at + 3 * step));
        }
      }
      outputs += pitch;
      targets += pitch;
    }
  } else {
    for (let at: usize = 0; at < pitch; at += turn) {
      a = v128.add<T>(a, softmaxAt<T>(outputs, targets, masks, rows, pitch, at));
      b = v128.add<T>(b, softmaxAt<T>(outputs, targets, masks, rows, pitch, at + step));
      if (sizeof<T>() == 4) {
        c = v128.add<T>(c, softmaxAt<T>(outputs, targets, masks, rows, pitch, at + 2 * step));
        d = v128.add<T>(d, softmaxAt<T>(outputs, targets, masks, rows, pitch, at + 3 * step));
      }
    }
  }
  return laneOrder<T>(a, b, c, d);
}

function termAt<T>(outputs: usize, targets: usize, masks: usize, at: usize): v128 {
  const output = v128.load(outputs + at);
  const target = v128.load(targets + at);
  const term = isSquared(loss) ? squareTerm<T>(output, target) : crossEntropyTerm<T>(output, target);
  return v128.and(term, v128.load(masks + at));
}

function softmaxAt<T>(outputs: usize, targets: usize, masks: usize, rows: usize, pitch: usize, at: usize): v128 {
  return v128.and(softmaxTerm<T>(outputs + at, targets + at, rows, pitch), v128.load(masks + at));
}

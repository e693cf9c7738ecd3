import { evaluate } from '../network/evaluate';
import { norm } from '../network/norm';
import { penalty } from '../network/penalty';
import { samplesAt } from '../network/problem';
import { gradient, step, theta } from './settings';
import { diverged, train } from './train';
import { TRAIN } from './batches';

/**
 * Training that notes what it passes, without leaving WebAssembly: at every `every`-th step since the start a row of
 *
 *   loss with penalties, gradient norm, accuracy, test loss, test accuracy (five f64), step (f64), then θ (a parameter vector)
 *
 * with the bits that measuring θ by itself gives. Rows stand `rowBytes` apart from `rows` on; there is room for `capacity` of them.
 */
const TEST: u32 = 1;
/** Bytes of a row before θ. */
export const NOTED_BYTES: usize = 48;

let rows: usize = 0;
let rowBytes: usize = 0;
let capacity: u32 = 0;
let parameterBytes: usize = 0;
let hasTest: bool = false;

/** Rows that the last call has filled. */
export let noted: u32 = 0;
/** The last call ended because the loss had fallen to its level. */
export let reachedLevel: bool = false;

export function defineRecord(rowsAt: usize, bytes: usize, room: u32, thetaBytes: usize, test: bool): void {
  rows = rowsAt;
  rowBytes = bytes;
  capacity = room;
  parameterBytes = thetaBytes;
  hasTest = test;
}

/**
 * Makes up to `steps` steps, and returns how many were made: fewer where the rows are full, a step was no longer finite, or the loss is at
 * most `level` (NaN: no level). Without a level nothing is measured between two rows.
 */
export function trainNoting<T>(steps: u32, every: u32, level: f64): u32 {
  noted = 0;
  reachedLevel = false;
  let made: u32 = 0;
  const watched = level == level;
  while (made < steps && noted < capacity) {
    const toRow = every - (step % every);
    const count = watched ? 1 : min(toRow, steps - made);
    made += train<T>(count);
    if (diverged) return made;
    const due = step % every == 0;
    if (due) note<T>();
    if (!watched) continue;
    const loss = due ? load<f64>(rows + <usize>(noted - 1) * rowBytes) : lossHere<T>();
    if (loss <= level) {
      reachedLevel = true;
      return made;
    }
  }
  return made;
}

function note<T>(): void {
  const row = rows + <usize>noted * rowBytes;
  const results = row + 24;
  evaluate<T>(theta, samplesAt(TRAIN), gradient, results);
  store<f64>(row, load<f64>(results) + penalty<T>(theta));
  store<f64>(row, norm<T>(gradient), 8);
  store<f64>(row, load<f64>(results, 8), 16);
  if (hasTest) evaluate<T>(theta, samplesAt(TEST), 0, results);
  store<f64>(row, <f64>step, 40);
  memory.copy(row + NOTED_BYTES, theta, parameterBytes);
  noted++;
}

/** In the place of a row that is not full yet. */
function lossHere<T>(): f64 {
  const results = rows + <usize>noted * rowBytes;
  evaluate<T>(theta, samplesAt(TRAIN), 0, results);
  return load<f64>(results) + penalty<T>(theta);
}

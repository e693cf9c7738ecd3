/**
 * The record of a training: a ring of rows that the TypeScript door lays out beforehand. Every call that records fills them from the first
 * one on and ends when the last is full; the door has read them before the next call. A row is
 *
 *   steps since the call began                one f64
 *   evaluation, see network/evaluation.ts     five f64
 *   θ                                         a parameter vector
 */
import { EVALUATION_BYTES, LOSS, evaluatePoint } from '../network/evaluation';
import { parameterBytes } from '../network/problem';
import { gradient, theta } from './settings';

const EVALUATION: usize = 8;
const THETA: usize = EVALUATION + EVALUATION_BYTES;

let ring: usize = 0;
let rows: u32 = 0;
let filled: u32 = 0;

export function defineRecord(at: usize, count: u32): void {
  ring = at;
  rows = count;
}

/** Bytes of a row besides its θ. */
export function recordHeadBytes(): usize {
  return THETA;
}

export function recordedRows(): u32 {
  return filled;
}

export function clearRecord(): void {
  filled = 0;
}

export function isRecordFull(): bool {
  return filled == rows;
}

/** Where the next row keeps its θ: until then, room for a parameter vector. */
export function nextRowTheta(): usize {
  return nextRow() + THETA;
}

/** Fills a row with θ as it is now. Returns the loss; the gradient at θ is left where the trainer has its own. */
export function recordPoint<T>(steps: u32): f64 {
  memory.copy(nextRowTheta(), theta, parameterBytes);
  return recordKept<T>(steps);
}

/** The same with the θ that stands in the row already. */
export function recordKept<T>(steps: u32): f64 {
  const row = nextRow();
  store<f64>(row, <f64>steps);
  evaluatePoint<T>(row + THETA, gradient, row + EVALUATION);
  filled++;
  return load<f64>(row + EVALUATION + LOSS);
}

function nextRow(): usize {
  return ring + <usize>filled * (THETA + parameterBytes);
}

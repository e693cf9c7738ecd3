import type { Evaluation } from '../core/contract';
import type { History } from '../analysis/history';

/** The scalars of one recorded step. */
export interface HistoryRow extends Evaluation {
  readonly step: number;
  /** One per hidden layer. */
  readonly effectiveWidth: readonly number[];
}

/** Rows to columns: one typed array per quantity. */
export function historyOf(rows: readonly HistoryRow[]): History {
  const column = (pick: (row: HistoryRow) => number): Float64Array => Float64Array.from(rows, pick);
  const layers = rows[0]?.effectiveWidth.length ?? 0;
  const effectiveWidth = new Float64Array(rows.length * layers);
  rows.forEach((row, i) => effectiveWidth.set(row.effectiveWidth, i * layers));
  return {
    steps: column((row) => row.step),
    loss: column((row) => row.loss),
    gradientNorm: column((row) => row.gradientNorm),
    accuracy: column((row) => row.accuracy),
    testLoss: column((row) => row.testLoss),
    testAccuracy: column((row) => row.testAccuracy),
    effectiveWidth,
  };
}

/** Columns to rows, the inverse of `historyOf`. */
export function rowsOf(history: History): HistoryRow[] {
  const layers = history.steps.length === 0 ? 0 : history.effectiveWidth.length / history.steps.length;
  return Array.from(history.steps, (step, i) => ({
    step,
    loss: history.loss[i]!,
    gradientNorm: history.gradientNorm[i]!,
    accuracy: history.accuracy[i]!,
    testLoss: history.testLoss[i]!,
    testAccuracy: history.testAccuracy[i]!,
    effectiveWidth: Array.from(history.effectiveWidth.subarray(i * layers, (i + 1) * layers)),
  }));
}

import type { Evaluation } from '../core/contract';
import type { History } from '../analysis/history';

/** The scalars of a recorded step as a row of numbers: these, then the effective width of each hidden layer. */
const SCALARS = ['loss', 'gradientNorm', 'accuracy', 'testLoss', 'testAccuracy'] as const;

export const LOSS_COLUMN = SCALARS.indexOf('loss');
export const WIDTHS_COLUMN = SCALARS.length;

/** Numbers in a row. */
export function rowWidth(hiddenLayers: number): number {
  return WIDTHS_COLUMN + hiddenLayers;
}

/** Writes an evaluation to the start of a row. */
export function writeScalars(row: Float64Array, evaluation: Evaluation): void {
  for (let i = 0; i < SCALARS.length; i++) row[i] = evaluation[SCALARS[i]!];
}

/** Rows to columns: one typed array per quantity. `numberAt(index, column)` reads a row. */
export function historyOf(
  steps: Float64Array,
  hiddenLayers: number,
  numberAt: (index: number, column: number) => number,
): History {
  const column = (name: (typeof SCALARS)[number]): Float64Array => {
    const place = SCALARS.indexOf(name);
    return Float64Array.from(steps, (_, i) => numberAt(i, place));
  };
  return {
    steps,
    loss: column('loss'),
    gradientNorm: column('gradientNorm'),
    accuracy: column('accuracy'),
    testLoss: column('testLoss'),
    testAccuracy: column('testAccuracy'),
    effectiveWidth: Float64Array.from({ length: steps.length * hiddenLayers }, (_, i) =>
      numberAt(Math.floor(i / hiddenLayers), WIDTHS_COLUMN + (i % hiddenLayers)),
    ),
  };
}

/** Columns to rows, the inverse of `historyOf`. */
export function rowsOf(history: History): Float64Array[] {
  const hidden = history.steps.length === 0 ? 0 : history.effectiveWidth.length / history.steps.length;
  return Array.from(history.steps, (_, i) => {
    const widths = history.effectiveWidth.subarray(i * hidden, (i + 1) * hidden);
    return Float64Array.from([...SCALARS.map((name) => history[name][i]!), ...widths]);
  });
}

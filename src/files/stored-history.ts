/** The history of a run out of the arrays of a file, as far as they are whole. */
import type { History } from '../analysis/history';
import { type Arrays, ascends, take } from './arrays-by-name';
import type { SaddleResults } from './saddle-file';

/** With the names of the columns that are not there and NaN instead; or the array without which there is no history. */
export function unpackHistory(
  arrays: Arrays,
  results: SaddleResults,
  hiddenLayers: number,
): { readonly history: History; readonly lost: readonly string[] } | string {
  const steps = take(arrays, 'history_steps', [null]);
  if (steps === null || !reaches(steps, results)) return 'history_steps';
  const empty = emptyHistory(steps, hiddenLayers);
  const lost: string[] = [];
  const column = (name: keyof History, array: string): Float64Array => {
    const shape = name === 'effectiveWidth' ? [steps.length, hiddenLayers] : [steps.length];
    const found = take(arrays, array, shape);
    if (found === null) lost.push(array);
    return found ?? empty[name];
  };
  const history: History = {
    steps,
    loss: column('loss', 'history_loss'),
    gradientNorm: column('gradientNorm', 'history_gradient_norm'),
    accuracy: column('accuracy', 'history_accuracy'),
    testLoss: column('testLoss', 'history_test_loss'),
    testAccuracy: column('testAccuracy', 'history_test_accuracy'),
    effectiveWidth: column('effectiveWidth', 'history_effective_width'),
  };
  const columns = Object.keys(history).length - 1;
  return lost.length === columns ? 'all its columns' : { history, lost };
}

/** Of steps of which nothing else is known. */
export function emptyHistory(steps: Float64Array, hiddenLayers: number): History {
  const column = (): Float64Array => new Float64Array(steps.length).fill(NaN);
  return {
    steps,
    loss: column(),
    gradientNorm: column(),
    accuracy: column(),
    testLoss: column(),
    testAccuracy: column(),
    effectiveWidth: new Float64Array(steps.length * hiddenLayers).fill(NaN),
  };
}

/** Whether recorded steps are those of one run: whole numbers from 0 up to the run's step (a diverged run's last steps have no record). */
export function reaches(steps: Float64Array, { status, step }: SaddleResults): boolean {
  const last = steps.at(-1);
  return (
    steps[0] === 0 &&
    last !== undefined &&
    ascends(steps) &&
    steps.every(Number.isSafeInteger) &&
    (status === 'diverged' ? last <= step : last === step)
  );
}

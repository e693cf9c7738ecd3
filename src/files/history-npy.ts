import type { History } from '../analysis/history';
import { historyColumns, historyRow } from './csv-table';
import { encodeNpy } from './npy';

/** A history as one array, recorded steps × columns in the order of the CSV. */
export function historyNpy(history: History): Uint8Array {
  const columns = historyColumns(history).length;
  const data = new Float64Array(history.steps.length * columns);
  history.steps.forEach((_, i) => data.set(historyRow(history, i), i * columns));
  return encodeNpy({ shape: [history.steps.length, columns], data });
}

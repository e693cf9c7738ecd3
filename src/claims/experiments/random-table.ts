import type { Arithmetic, LossName } from '../../core/contract';
import { normals } from '../../model/vectors';
import { type Task, tableTask } from './documents';

interface Asked {
  /** Names the table; its numbers come from a stream of their own. */
  readonly name: string;
  readonly seed: number;
  readonly rows: number;
  readonly inputs: number;
  readonly outputs?: number;
  /** Added to every target, which are otherwise standard normals. */
  readonly shift?: number;
  /** Every input column is the same. */
  readonly identical?: boolean;
  readonly loss?: LossName;
}

/** Standard normal inputs and targets as a table. */
export function randomTable(arithmetic: Arithmetic, asked: Asked): Task {
  const { name, seed, rows, inputs, outputs = 1, shift = 0, identical = false, loss } = asked;
  const random = arithmetic.stream(seed, `claims: ${name}`);
  const draw = (columns: number) => Array.from({ length: rows }, () => [...normals(columns, random)]);
  const x = draw(inputs).map((row) => (identical ? row.map(() => row[0]!) : row));
  const y = draw(outputs).map((row) => row.map((value) => value + shift));
  return tableTask(`${name} (seed ${seed})`, x, y, loss);
}

import type { ElementaryFunctions, RandomStream } from '../../core/contract';
import type { Definition, Fields, ValuesOf } from '../fields';

/** What a scheme fills: a weight matrix (rows = outputs, columns = inputs) or a bias vector (rows = outputs, one column). */
export interface FillShape {
  readonly part: 'weights' | 'biases';
  /** 1-based weight layer. */
  readonly layer: number;
  readonly rows: number;
  readonly columns: number;
  /** Inputs and outputs of the layer, for weights and biases alike. */
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface FillContext extends FillShape {
  /** A stream of the weight seed that belongs to this layer and part alone. */
  readonly random: RandomStream;
  readonly math: ElementaryFunctions;
}

/** An initialisation scheme: one file of this folder and one entry of the table in `index.ts`. */
export interface SchemeDefinition<T extends Fields = Fields> extends Definition<T> {
  /** False where the scheme is about matrices and means nothing for a bias vector. */
  readonly forBiases: boolean;
  /** @param target filled: rows × columns numbers, row-major */
  fill(target: Float64Array, options: ValuesOf<T>, context: FillContext): void;
  /** What is wrong with the settings for this shape, as the end of a sentence that begins with the settings' place; undefined where all is well. */
  check?(options: ValuesOf<T>, shape: FillShape): string | undefined;
}

/** Keeps the exact types of the fields while checking the rest. */
export function defineScheme<const T extends Fields>(definition: SchemeDefinition<T>): SchemeDefinition<T> {
  return definition;
}

/** Fills rows × columns numbers from one function, asked in row-major order. */
export function fillEach(
  target: Float64Array,
  { rows, columns }: FillShape,
  value: (row: number, column: number) => number,
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) target[row * columns + column] = value(row, column);
}

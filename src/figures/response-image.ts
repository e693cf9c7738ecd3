/**
 * The picture of what a unit answers over the first two inputs: one pixel per value, row 0 (the lowest second input) at the bottom. The neutral colour stands for
 * the unit's answer to no input at all, so that a unit which says nothing has no colour.
 */
import { divergingMaps, tableIndex } from './colour-maps';
import { parseHex } from './oklab';
import { themes, type ThemeName } from './theme';

export interface ResponseScale {
  /** The value of the neutral colour. */
  readonly centre: number;
  /** The distance from it at which the colours end; at least a hair, so that a constant has one. */
  readonly reach: number;
}

/** One scale for all units of a layer, so that their pictures can be compared. @param centre value after the activation at z = 0 */
export function responseScale(values: Float64Array, centre: number): ResponseScale {
  let reach = 0;
  for (const value of values) if (Number.isFinite(value)) reach = Math.max(reach, Math.abs(value - centre));
  return { centre, reach: Math.max(reach, Number.MIN_VALUE) };
}

/** RGBA, rows from the top. @param values rows × columns, the lowest row first */
export function responsePixels(
  values: Float64Array,
  columns: number,
  { centre, reach }: ResponseScale,
  theme: ThemeName,
): Uint8ClampedArray<ArrayBuffer> {
  const rows = values.length / columns;
  const colours = divergingMaps[theme];
  const nowhere = parseHex(themes[theme].nonFinite);
  const pixels = new Uint8ClampedArray(4 * values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const value = values[(rows - 1 - row) * columns + column]!;
      const at = 4 * (row * columns + column);
      const entry = 3 * tableIndex(colours, (value - centre) / reach);
      for (let i = 0; i < 3; i++)
        pixels[at + i] = Number.isFinite(value) ? colours.table[entry + i]! : nowhere[i]!;
      pixels[at + 3] = 255;
    }
  return pixels;
}

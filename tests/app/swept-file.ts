/** A small sweep as a file, and ways to change such a file. */
import type { Saddlescope, Verification } from '../../src/app';
import { failedRow } from '../../src/model/sweep/row';
import type { NpyArray } from '../../src/files/npy';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';

/** Random starts at three rates, of which the last diverges, by two seeds. */
export const sixRuns = JSON.stringify({
  name: 'six',
  initialisation: { weights: { name: 'normal', deviation: 0.5 } },
  training: { rule: { name: 'gradient-descent', rate: 0.3 }, steps: 120 },
  sweep: {
    axes: [
      { over: 'rate', values: [0.1, 0.3, 1e6] },
      { over: 'seed', values: [5, 6] },
    ],
  },
});

export const written = (file: Uint8Array): SaddleDocument =>
  decodeSaddle(file, 'x').document as SaddleDocument;

/** The sweep by a program, as a file, and what the program says of a file like it. */
export async function sixSwept(app: Saddlescope) {
  const asked = app.parseExperiment(sixRuns, 'six.json');
  const result = await app.startSweep(asked).finished;
  return {
    asked,
    result,
    width: result.columns.length,
    whole: written(app.sweepSaddle(result)),
    verify: (document: SaddleDocument): Promise<Verification> =>
      app.verify('x.saddle', encodeSaddle(document)),
  };
}

/** The lowest bit turned over; of a NaN one that makes it a number. */
function bitTurned(array: NpyArray, at: number): NpyArray {
  const data = array.data.slice();
  const bytes = new Uint8Array(data.buffer);
  const place = data.BYTES_PER_ELEMENT * at;
  if (Number.isNaN(Number(data[at]))) bytes[place + 7]! ^= 0x40;
  else bytes[place]! ^= 1;
  return { ...array, data };
}

/** One entry of one array is another number. */
export function changed(document: SaddleDocument, name: string, at: number): SaddleDocument {
  const arrays = { ...document.arrays, [name]: bitTurned(document.arrays[name]!, at) };
  return { ...document, arrays };
}

/** The rows of these places only. */
export function onlyRows(document: SaddleDocument, places: readonly number[]): SaddleDocument {
  const arrays = Object.entries(document.arrays).map(([name, { shape, data }]): [string, NpyArray] => {
    if (/^sweep_axis_/.test(name)) return [name, { shape, data }];
    const each = data.length / shape[0]!;
    const kept = Array.from(data as Float64Array).filter((_, i) => places.includes(Math.floor(i / each)));
    const own = data instanceof Int32Array ? Int32Array.from(kept) : Float64Array.from(kept);
    return [name, { shape: [places.length, ...shape.slice(1)], data: own }];
  });
  return { ...document, arrays: Object.fromEntries(arrays) };
}

/** As if a run had failed for this reason. */
export function withFailed(document: SaddleDocument, run: number, reason: string): SaddleDocument {
  const swept = document.swept!;
  const row = failedRow(swept.columns.length);
  const arrays = swept.columns.map((name, k): [string, NpyArray] => {
    const data = (document.arrays[`sweep_${name}`]!.data as Float64Array).slice();
    data[run] = row[k]!;
    return [`sweep_${name}`, { shape: [data.length], data }];
  });
  return {
    ...document,
    arrays: { ...document.arrays, ...Object.fromEntries(arrays) },
    swept: { ...swept, failures: [{ run, reason }] },
  };
}

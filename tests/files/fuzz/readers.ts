/** Every reader of a file that a stranger may have made, by the ending of the files in the corpus. */
import { readContents } from '../../../src/app/open-file';
import { storedResult } from '../../../src/app/sweep-result';
import { mergeSweeps } from '../../../src/app/sweep-merge';
import { core } from '../../../src/core';
import { readJournal } from '../../../src/files/journal';
import { decodeNpy } from '../../../src/files/npy';
import { decodeSaddle } from '../../../src/files/saddle-file';
import { decodeSafetensors } from '../../../src/files/safetensors';
import { thetaOfTensors } from '../../../src/files/theta-tensors';
import { UserError } from '../../../src/model/user-error';

const network = { sizes: [2, 2, 1], activations: ['tanh', 'linear'] as const, biases: [true, true] };
const contents = (name: string) => (bytes: Uint8Array) => readContents(name, bytes, undefined);

/** A file with a sweep is also shown, and merged by itself: as if the core that is named in it were this one. */
async function saddle(bytes: Uint8Array): Promise<void> {
  const { experiment, swept } = await readContents('x.saddle', bytes, undefined);
  if (swept === null) return;
  storedResult(experiment, swept, core());
  mergeSweeps([{ name: 'x.saddle', bytes }], core(), decodeSaddle(bytes, 'x.saddle').document.engine);
}

/** Of the sweep in `../corpus`. */
const question = {
  hash: 'fb2838a67fa1d374f2be72df4199b0662565d52777d09d28021b4ea95de4e7a9',
  runs: 4,
  columns: 13,
};

const readers: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  saddle,
  journal: (bytes) => readJournal(bytes, question, 'x.journal'),
  json: contents('x.json'),
  png: contents('x.png'),
  svg: contents('x.svg'),
  csv: contents('x.csv'),
  npy: (bytes) => decodeNpy(bytes, 'x.npy'),
  safetensors: (bytes) =>
    thetaOfTensors(network, decodeSafetensors(bytes, 'x.safetensors').tensors, 'x.safetensors'),
};

/** Milliseconds for one small file, on a machine that does other things besides. */
const slow = 3000;

/**
 * Reads bytes as a file of a kind. @returns whether they were read; what is wrong in how they were refused is thrown: another error than a person's, more than one line,
 * words of the machinery, or too much time
 */
export async function readAs(kind: string, bytes: Uint8Array): Promise<boolean> {
  const started = performance.now();
  let read = true;
  try {
    await readers[kind]!(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    read = false;
    const { message } = error;
    if (
      !/^[^\n]{10,2000}[.…]$/.test(message) ||
      /\bat \S+:\d+|TypeError|RangeError|\[object |\bundefined\b/.test(message)
    )
      throw new Error(`this is not one clear sentence: ${JSON.stringify(message)}`, { cause: error });
  }
  const took = performance.now() - started;
  if (took > slow) throw new Error(`reading took ${Math.round(took)} ms`);
  return read;
}

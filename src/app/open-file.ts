import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Landscape } from '../analysis/landscape';
import { fileKind } from '../files/kind';
import type { ComparedQuestion } from '../files/compared-runs';
import { largestTable, readLimited } from '../files/read-limited';
import { readPngRecipe } from '../files/png-recipe';
import { readSvgRecipe } from '../files/svg-recipe';
import { unpackRun } from '../files/stored-run';
import { decodeSaddle, splitSaddleJson } from '../files/saddle-file';
import { sweepDamage, type SweptRows, unpackSweep } from '../files/swept-section';
import type { Experiment } from '../model/experiment';
import { csvDocument, namedCsvFile, withCsvSettings, withCsvText } from '../model/csv-document';
import { type CsvForm, splitCsv } from '../model/datasets/csv-table';
import { parseJson } from '../model/json-text';
import { limits } from '../model/limits';
import { printable } from '../model/printable';
import { parseExperiment } from '../model/schema';
import { UserError } from '../model/user-error';
import type { RunRecord } from '../runs/record';
import type { Opened } from './contract';
import { fromStored, networkSize } from './stored-run';

/** What a file holds, before a run is made of it. */
export interface FileContents {
  readonly kind: Opened['kind'];
  readonly experiment: Experiment;
  readonly record: RunRecord | null;
  readonly landscape: Landscape | null;
  /** The rows of a sweep that are in the file. */
  readonly swept: SweptRows | null;
  /** The runs that a picture of a comparison carries, the first being `experiment`; empty for any other file. */
  readonly compared: readonly ComparedQuestion[];
  readonly warnings: readonly string[];
}

/** Of the other kinds of text; an SVG carries at most `recipeLimit`, a landscape as a picture of its own, and lines. */
const textLimit = 128 * 2 ** 20;

/**
 * Reads a file of any kind that holds an experiment.
 * @param name for messages and for the kind
 * @param folder where a CSV that a JSON names is looked for; absent: such a name is refused
 * @param set assignments; those that say how a CSV is read count before it is
 */
export async function readContents(
  name: string,
  bytes: Uint8Array,
  folder: string | undefined,
  set: readonly string[] = [],
): Promise<FileContents> {
  const contents = await readKind(name, bytes, folder, set);
  return { ...contents, warnings: contents.warnings.map(printable) };
}

async function readKind(
  name: string,
  bytes: Uint8Array,
  folder: string | undefined,
  set: readonly string[],
): Promise<FileContents> {
  const kind = fileKind(bytes, name);
  switch (kind) {
    case 'saddle': {
      const { document, warnings } = decodeSaddle(bytes, name);
      const experiment = inFile(name, () => parseExperiment(document.experiment));
      const unpacked = unpackRun(document, networkSize(experiment), name);
      const stored = unpacked.record === null ? null : fromStored(unpacked.record, experiment);
      const swept = document.swept ? unpackSweep(document.swept, document.arrays) : null;
      const lost =
        document.swept && swept === null
          ? [
              `${name}: the rows of the sweep are damaged (${sweepDamage(document.swept, document.arrays)}); compute it again.`,
            ]
          : [];
      return {
        kind,
        experiment,
        record: stored,
        landscape: unpacked.record?.landscape ?? null,
        swept,
        compared: [],
        warnings: [...warnings, ...unpacked.warnings, ...lost],
      };
    }
    case 'json':
      return { kind, ...(await readQuestion(utf8(bytes, name), name, folder, set)) };
    case 'png':
      return { kind, ...(await readQuestion(readPngRecipe(bytes, name), name, folder, set)) };
    case 'svg':
      return { kind, ...(await readQuestion(readSvgRecipe(utf8(bytes, name), name), name, folder, set)) };
    case 'csv':
      return {
        kind,
        ...inFile(name, () => experimentOnCsv(name, utf8(bytes, name, largestTable), set)),
        record: null,
        landscape: null,
        swept: null,
        compared: [],
      };
    case 'unknown':
      if (/\.safetensors$/i.test(name))
        throw new UserError(
          `${name}: this file holds parameters and no experiment; saddlescope run EXPERIMENT --from ${name} starts from them.`,
          name,
        );
      throw new UserError(
        `${name}: this is not a file that holds an experiment; Saddlescope opens .saddle files, experiment JSON, PNG and SVG pictures that it exported, and CSV tables.`,
        name,
      );
  }
}

/** An experiment document as text: a hand-written JSON or the recipe in a picture. Results that it may name are in no array here, so they are not kept. */
async function readQuestion(text: string, name: string, folder: string | undefined, set: readonly string[]) {
  const { question, compared, warnings } = splitSaddleJson(parseJson(text, name), name);
  const file = namedCsvFile(question);
  const whole = file === null ? question : withCsvText(question, await readCsv(file, name, folder));
  const complete = inFile(name, () => withCsvSettings(whole, set));
  return {
    experiment: inFile(name, () => parseExperiment(complete)),
    record: null,
    landscape: null,
    swept: null,
    compared: compared.map((run) => ({
      ...run,
      experiment: inFile(name, () => parseExperiment(run.experiment)),
    })),
    warnings,
  };
}

/** Text, or a clear refusal: a wrong encoding read all the same would silently change names and classes. */
export function utf8(bytes: Uint8Array, name: string, limit = textLimit): string {
  if (bytes.length > limit)
    throw new UserError(
      `${name}: the text has ${bytes.length} bytes, which is more than an experiment can hold (at most ${limit}).`,
      name,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${name}: the text is not in UTF-8; save it again in the encoding UTF-8.`, name);
  }
}

/** The text of the CSV that a document names, so that from then on the experiment is whole by itself. */
async function readCsv(file: string, name: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) {
    throw new UserError(
      `${name}: data.file names ${file}, which can only be read where the experiment file is opened from its folder.`,
      'data.file',
    );
  }
  const path = join(folder, file);
  // An experiment from a stranger must not draw other files of this machine into what is then saved and passed on.
  if (isAbsolute(file) || isAbsolute(relative(folder, path)) || relative(folder, path).startsWith('..')) {
    throw new UserError(
      `${name}: data.file names ${file}, which lies outside the experiment's folder; put the table beside the experiment.`,
      'data.file',
    );
  }
  try {
    const found = await stat(path);
    // A device has size 0 and no end.
    if (!found.isFile()) throw new Error('not a file');
    const bytes = await readLimited(path, largestTable);
    if (bytes !== null) return utf8(bytes, file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${name}: data.file names ${file}, which cannot be read; put it beside the experiment.`,
      'data.file',
    );
  }
  throw new UserError(
    `${file}: the table is larger than ${largestTable / 2 ** 20} MB, which is more than an experiment can hold.`,
    file,
  );
}

/** The default experiment on somebody's own table: a small network that starts from zero, fitted to the columns. */
function experimentOnCsv(
  name: string,
  text: string,
  set: readonly string[],
): Pick<FileContents, 'experiment' | 'warnings'> {
  if (text.trim() === '') throw new UserError(`${name} has no rows: open a CSV with rows of data.`, name);
  const plain = csvDocument(name, text);
  const document = { ...plain, name: `${plain.name} from zero` };
  const asked = withCsvSettings(document, set) as { readonly data: Partial<CsvForm> };
  const said = set.some((assignment) => /^\s*data\.decimal\s*=/.test(assignment));
  if (said || text.length > limits.csvText || !hasDecimalCommas(text, name, asked.data))
    return { experiment: parseExperiment(asked), warnings: [] };
  return {
    experiment: parseExperiment({ ...asked, data: { ...asked.data, decimal: 'comma' } }),
    warnings: [`${name}: its numbers are written with decimal commas, so 1,5 is read as one and a half.`],
  };
}

/** The table's numbers have commas before their decimals, and none has a point. */
function hasDecimalCommas(text: string, name: string, form: Partial<CsvForm>): boolean {
  const { delimiter = 'auto', header = 'auto' } = form;
  try {
    return splitCsv(text, name, { delimiter, header, decimal: 'auto' }).decimal === 'comma';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // What is wrong with the table is said where it is read.
    return false;
  }
}

/** Puts the file's name in front of what is wrong in it. */
export function inFile<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError && !error.message.startsWith(printable(name)))
      throw new UserError(`${name}: ${error.message}`, error.place);
    throw error;
  }
}

import { extname } from 'node:path';
import type { ExportFormat } from '../app';
import { UserError } from '../model/user-error';

/** A format that a file can be written in. */
export type Written = OfRun | 'sweep-csv' | 'sweep-npy';
/** One for a run. */
export type OfRun = ExportFormat | 'png' | 'svg';

/** What of a run a file can hold, with the endings that fit. */
const subjects = {
  history: { '.csv': 'history-csv', '.npy': 'history-npy' },
  landscape: { '.png': 'png', '.svg': 'svg', '.csv': 'landscape-csv', '.npy': 'landscape-npy' },
  theta: { '.npy': 'theta-npy', '.safetensors': 'theta-safetensors' },
  sweep: { '.png': 'png', '.svg': 'svg', '.csv': 'sweep-csv', '.npy': 'sweep-npy' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Written>>>>;
export type Subject = keyof typeof subjects;
export const subjectNames = Object.keys(subjects) as Subject[];

/** What an ending means by itself: of a run, and of a sweep. */
const plain: Readonly<Record<string, Written>> = {
  '.saddle': 'saddle',
  '.png': 'png',
  '.svg': 'svg',
  '.csv': 'history-csv',
  '.npy': 'theta-npy',
  '.safetensors': 'theta-safetensors',
  '.py': 'pytorch',
  '.json': 'json',
};
const ofSweep: Readonly<Record<string, Written>> = {
  ...subjects.sweep,
  '.saddle': 'saddle',
  '.json': 'json',
};
const ofLandscape: Readonly<Record<string, OfRun>> = { ...subjects.landscape, '.saddle': 'saddle' };

/**
 * What a file name asks for. `subject` decides where an ending has several meanings.
 * @throws UserError where the ending means nothing, or does not go with the subject
 */
export function formatOf(path: string, subject?: Subject): Written {
  const ending = endingOf(path);
  if (subject === undefined) return plain[ending]!;
  const fitting: Readonly<Record<string, Written>> = subjects[subject];
  const format = fitting[ending];
  if (format !== undefined) return format;
  throw new UserError(
    `${path}: --what ${subject} is written as ${listed(fitting)}, not as ${ending}; end the name so, or leave --what out.`,
    path,
  );
}

/** The same of the landscape command. */
export function landscapeFormatOf(path: string): OfRun {
  const ending = endingOf(path);
  const format = ofLandscape[ending];
  if (format !== undefined) return format;
  throw new UserError(
    `${path}: a landscape is written as ${listed(ofLandscape)}, not as ${ending}; end the name so.`,
    path,
  );
}

/** The same of a sweep that has rows and no run. @param input the file that holds it */
export function sweepFormatOf(path: string, subject: Subject | undefined, input: string): Written {
  const format = subject === undefined || subject === 'sweep' ? ofSweep[endingOf(path)] : undefined;
  if (format !== undefined) return format;
  throw new UserError(
    `${input} holds a sweep and no run: it is written as ${listed(ofSweep)}; saddlescope run ${input} -o FILE.saddle trains its experiment, which can then be exported.`,
    path,
  );
}

function endingOf(path: string): string {
  const ending = extname(path).toLowerCase();
  if (ending in plain) return ending;
  throw new UserError(
    `${path}: the file's ending must say what to write: .saddle, .png, .svg, .csv, .npy, .safetensors, .py or .json.`,
    path,
  );
}

function listed(formats: Readonly<Record<string, Written>>): string {
  const endings = Object.keys(formats);
  return `${endings.slice(0, -1).join(', ')} or ${endings.at(-1)}`;
}

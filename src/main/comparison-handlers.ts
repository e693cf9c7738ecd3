/** The answers to the window's calls about kept runs: the service's, with the desktop's dialogs. */
import { basename, dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { JobOptions, Progress, Saddlescope } from '../app/contract';
import type { AddedFiles } from '../app/wire';
import { cancelled } from './answers';
import { asSentence, UserError } from '../model/user-error';
import { askForRuns, pictures, texts, writeWhereAsked } from './dialogs';
import type { DocumentFiles } from './document-files';
import type { KeepWork } from './keep-work';
import type { KeptFiles } from './kept-files';
import { readChosen } from './files';
import type { WindowHandlers } from './wire';

type ComparisonCalls =
  | 'comparison'
  | 'keepRun'
  | 'addKept'
  | 'addDropped'
  | 'cancelAddKept'
  | 'labelKept'
  | 'removeKept'
  | 'openKept'
  | 'comparisonCsv'
  | 'saveComparisonCsv'
  | 'saveComparisonPicture';

export function comparisonHandlers(
  service: Saddlescope,
  window: BrowserWindow,
  files: DocumentFiles,
  kept: KeptFiles,
  keepWork: KeepWork,
  onProgress: (progress: Progress) => void,
): Pick<WindowHandlers, ComparisonCalls> {
  let adding: AbortController | null = null;
  const add = (files: readonly FileToAdd[]): Promise<AddedFiles> => {
    adding?.abort();
    adding = new AbortController();
    const { signal } = adding;
    return noted(async () => {
      let added: AddedFiles | null = null;
      const work = keepWork({ task: 'comparison' }, async (keeping) => {
        added = await addFiles(service, files, { signal, onProgress, ...keeping });
        // What was added before a cancellation stays; of the rest nothing is kept.
        if (signal.aborted) throw new UserError(cancelled, cancelled);
        return added;
      });
      return work.catch((error: unknown) => {
        if (signal.aborted && added !== null) return added;
        throw error;
      });
    });
  };
  /** Does something with the kept runs, and then has their files follow. */
  const noted = async <T>(work: () => T | Promise<T>): Promise<T> => {
    await kept.ready();
    try {
      return await work();
    } finally {
      kept.changed();
    }
  };
  return {
    async comparison() {
      const problems = await kept.problems();
      return { comparison: service.comparison(), warnings: [], problems };
    },
    keepRun: (run) => noted(() => service.keepRun(run)),
    async addKept() {
      const paths = await askForRuns(window);
      if (paths.length === 0) return null;
      return add(
        paths.map((path) => ({
          name: basename(path),
          folder: dirname(path),
          read: () => readChosen(path),
        })),
      );
    },
    // A name is for messages only: no path comes from the window.
    addDropped: (name, bytes) => add([{ name: basename(name), read: async () => bytes }]),
    cancelAddKept: () => adding?.abort(),
    labelKept: (id, label) => noted(() => service.labelKept(id, label)),
    removeKept: (id) => noted(() => service.removeKept(id)),
    openKept: (id) => files.openKept(id),
    comparisonCsv: (ids) => service.comparisonCsv(ids),
    saveComparisonCsv: (ids) => {
      const bytes = new TextEncoder().encode(service.comparisonCsv(ids));
      return writeWhereAsked(window, 'Save as CSV', 'comparison.csv', [texts.csv.filter], bytes);
    },
    saveComparisonPicture: (picture, format) => {
      const stamped =
        format === 'svg'
          ? new TextEncoder().encode(service.stampComparisonSvg(new TextDecoder().decode(picture)))
          : service.stampComparison(picture);
      return writeWhereAsked(window, 'Save picture', `comparison.${format}`, pictures[format], stamped);
    },
  };
}

interface FileToAdd {
  readonly name: string;
  readonly folder?: string;
  read(): Promise<Uint8Array>;
}

/** One file after the other: a bad one is told and keeps no other from being added. */
async function addFiles(
  service: Saddlescope,
  files: readonly FileToAdd[],
  { onProgress, ...options }: JobOptions & { readonly signal: AbortSignal },
): Promise<AddedFiles> {
  const warnings: string[] = [];
  const problems: string[] = [];
  for (const [done, { name, folder, read }] of files.entries()) {
    if (options.signal.aborted) break;
    try {
      const added = await service.addToComparison(name, await read(), {
        ...(folder === undefined ? {} : { folder }),
        ...options,
        onProgress: (progress) =>
          onProgress?.({
            task: progress.task,
            done: done + progress.done / Math.max(1, progress.total),
            total: files.length,
          }),
      });
      warnings.push(...added.warnings);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.place !== 'cancelled') problems.push(asSentence(error.message));
    }
  }
  return { comparison: service.comparison(), warnings, problems };
}

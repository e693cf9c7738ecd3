/** The answers to the window's calls about sweeps: the service's, with the desktop's dialogs. One sweep at a time is under way. */
import type { BrowserWindow } from 'electron';
import type { KeptWork, Progress, Saddlescope, SweepJob, SweepResult } from '../app/contract';
import { InUseError, RestartError, sweepQuestion, type SweepStanding, sweepRestart } from '../app/wire';
import type { Experiment } from '../model/experiment';
import { asSentence, UserError } from '../model/user-error';
import { pictures, safeFileName, texts, writeWhereAsked } from './dialogs';
import type { DocumentFiles } from './document-files';
import type { KeepWork } from './keep-work';
import { SweepFolder } from './sweep-folder';
import type { SendEvent, WindowHandlers } from './wire';

type SweepCalls =
  | 'planSweep'
  | 'startSweep'
  | 'pauseSweep'
  | 'cancelSweep'
  | 'storedSweep'
  | 'sweepRuns'
  | 'openSweepRun'
  | 'saveSweepTable'
  | 'saveSweepFile'
  | 'saveSweepPicture';

/** Runs of a group that are listed. */
const mostListed = 200;

/** What went wrong, without the command line's remedies: an option, where the window asks; a command that goes on, where that is a button. */
function inTheWindow(error: unknown): unknown {
  if (error instanceof RestartError) return new UserError(error.what, sweepRestart);
  if (error instanceof InUseError)
    return new UserError(
      `${error.who} is computing this sweep; wait until it has ended, or end it, and run the sweep again.`,
      error.place,
    );
  if (!(error instanceof UserError) || error.place !== 'cancelled') return error;
  const [what] = error.message.split('; ') as [string];
  return new UserError(
    `${what}; they are kept, and running the same sweep again goes on from there.`,
    'cancelled',
  );
}

/** Its rows are kept in its own place; so that it is offered to go on with, it leaves a mark while it is under way. */
function marked(job: SweepJob, experiment: Experiment, kept: KeptWork | undefined): Promise<SweepResult> {
  const question = sweepQuestion(experiment);
  const mark = kept?.job('sweep', question, question);
  // That of an earlier program is this one's from now on.
  mark?.found(0);
  mark?.keep(0, () => new Uint8Array());
  return job.finished;
}

export function sweepHandlers(
  service: Saddlescope,
  window: BrowserWindow,
  files: DocumentFiles,
  /** Where sweeps are kept while they are computed, so that none begins anew after the machine was switched off. */
  folder: string,
  keepWork: KeepWork,
  send: SendEvent,
): Pick<WindowHandlers, SweepCalls> {
  const kept = new SweepFolder(folder, service.about().build);
  let job: SweepJob | null = null;
  let stop: AbortController | null = null;
  let result: SweepResult | null = null;
  const known = (): SweepResult => {
    if (result === null) throw new UserError('No sweep has been computed yet: start one first.', 'sweep');
    return result;
  };
  const take = (taken: SweepResult): SweepStanding => {
    result = taken;
    const { summary, tables, sentences, runs, failures } = taken;
    return { summary, tables, sentences, runs, failures: failures.slice(0, mostListed) };
  };
  return {
    planSweep: (experiment) => service.planSweep(service.checkExperiment(experiment)),
    async startSweep(run, restart) {
      stop?.abort();
      await job?.finished.catch(() => undefined);
      stop = new AbortController();
      const { experiment } = await service.view(run);
      const own = (job = service.startSweep(experiment, {
        output: await kept.fileFor(experiment),
        signal: stop.signal,
        restart,
        onNote: (sentence) => send('notice', asSentence(sentence)),
        onProgress: (progress: Progress) => send('progress', progress),
        onAggregate: (aggregate) => send('sweep', aggregate),
      }));
      // It may end before anybody waits for it.
      own.finished.catch(() => undefined);
      try {
        return take(
          await keepWork({ task: 'sweep' }, ({ kept: keeping }) => marked(own, experiment, keeping)),
        );
      } catch (error) {
        throw inTheWindow(error);
      } finally {
        if (job === own) job = null;
      }
    },
    pauseSweep: (paused) => (paused ? job?.pause() : job?.resume()),
    cancelSweep: () => stop?.abort(),
    storedSweep: (run) => {
      const stored = service.storedSweep(run);
      return stored === null ? null : take(stored);
    },
    sweepRuns: (group) => service.sweepRuns(known(), group, mostListed),
    openSweepRun: (number) => files.openSweepRun(known().experiment, number),
    saveSweepTable: () => {
      const bytes = new TextEncoder().encode(service.sweepCsv(known()));
      return writeWhereAsked(window, texts.csv.title, 'sweep.csv', [texts.csv.filter], bytes);
    },
    saveSweepFile: () =>
      writeWhereAsked(
        window,
        'Save the sweep',
        safeFileName(`${known().experiment.name} sweep`) + '.saddle',
        [{ name: 'Saddlescope experiment with its results', extensions: ['saddle'] }],
        service.sweepSaddle(known()),
      ),
    saveSweepPicture: async (picture, format) => {
      const { experiment } = known();
      const stamped =
        format === 'svg'
          ? new TextEncoder().encode(await service.stampSvg(experiment, new TextDecoder().decode(picture)))
          : await service.stampPng(experiment, picture);
      return writeWhereAsked(window, 'Save picture', `sweep.${format}`, pictures[format], stamped);
    },
  };
}

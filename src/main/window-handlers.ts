/** The answers to the window's calls: the service's, with this window's document and the desktop's dialogs. */
import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { KeptPieces, Progress, Saddlescope } from '../app/contract';
import { claimHandlers } from './claim-handlers';
import { comparisonHandlers } from './comparison-handlers';
import { diagnostics } from './diagnostics';
import type { WindowDocument } from './document';
import type { DocumentFiles } from './document-files';
import type { KeepWork } from './keep-work';
import type { KeptFiles } from './kept-files';
import type { LogFile } from './log-file';
import type { RecoveryDesk } from './recovery';
import type { RecentFiles } from './recent-files';
import { RunUpdates } from './run-updates';
import { sweepHandlers } from './sweep-handlers';
import type { ThemeChoice } from './theme-choice';
import type { TourChoice } from './tour-choice';
import { verifyHandlers } from './verify-handlers';
import type { WindowState } from './window-state';
import type { SendEvent, WindowHandlers } from './wire';

export interface WindowParts {
  readonly service: Saddlescope;
  readonly window: BrowserWindow;
  readonly document: WindowDocument;
  readonly files: DocumentFiles;
  readonly recovery: RecoveryDesk;
  readonly recent: RecentFiles;
  readonly appearance: ThemeChoice;
  readonly tour: TourChoice;
  readonly log: LogFile;
  /** Folder of the sweeps that are computed. */
  readonly sweeps: string;
  readonly state: WindowState;
  readonly kept: KeptFiles;
  readonly pieces: KeptPieces;
  readonly keepWork: KeepWork;
  readonly send: SendEvent;
  /** Files waiting to be opened; further ones come as events from then on. */
  readonly takePending: () => readonly string[];
  readonly problem: string | null;
}

export function windowHandlers({
  service,
  window,
  document,
  files,
  recovery,
  recent,
  appearance,
  tour,
  log,
  sweeps,
  state,
  kept,
  pieces,
  keepWork,
  send,
  takePending,
  problem,
}: WindowParts): WindowHandlers {
  const onProgress = (progress: Progress) => send('progress', progress);
  const growth = new RunUpdates((update) => send('run', update));
  return {
    about: () => service.about(),
    problemAtStart: () => problem,
    diagnostics: () => diagnostics(service.about(), log),
    templates: () => service.templates(),
    template: (name) => service.template(name),
    checkExperiment: (experiment, fit) => service.checkExperiment(experiment, { fit }),
    previewData: (experiment) => service.previewData(service.checkExperiment(experiment)),

    createRun: (experiment, edited) => document.createRun(service.checkExperiment(experiment), edited),
    train: (run, steps, rate) => {
      growth.restart();
      const trained = document.train(run, {
        ...(steps === null ? {} : { steps }),
        ...(rate === null ? {} : { rate }),
        onUpdate: (view) => growth.grew(view),
      });
      // What is still held back is older than the answer.
      return trained.finally(() => growth.restart());
    },
    runShown: (number) => growth.shown(number),
    pause: (run) => document.pause(run),
    trained: (run) => document.trained(run),
    reset: (run) => document.reset(run),
    view: (run) => service.view(run),
    amend: (run, change) => document.amend(run, change),
    inspect: (run, at) => service.inspect(run, at),
    layerHistory: (run) => service.layerHistory(run),
    responses: (run, at, resolution) => service.responses(run, at, resolution),
    landscape: (run, settings) => document.landscape(run, settings, onProgress),
    cancelLandscape: () => document.cancelLandscape(),

    studies: () => service.studies(),
    study: (run, name, settings) => document.study(run, name, settings, onProgress),
    cancelStudy: (name) => document.cancelStudy(name),
    ...comparisonHandlers(service, window, files, kept, keepWork, onProgress),
    ...claimHandlers(service, files, keepWork, send),
    ...verifyHandlers(service, window, document, onProgress),
    ...sweepHandlers(service, window, files, sweeps, keepWork, send),

    openDialog: () => files.openDialog(),
    openRecent: (index) => files.openRecent(index),
    openDropped: (name, bytes) => files.openDropped(name, bytes),
    openPending: () => files.openFirst(takePending()),
    chooseTable: () => files.chooseTable(),
    dropTable: (name, bytes) => files.table.look(basename(name), bytes),
    readTable: (choice) => files.table.read(choice),
    openTable: (choice) => files.openTable(choice),
    tableData: (choice) => files.table.experiment(choice).data,
    forgetTable: () => files.table.forget(),
    current: () => {
      growth.restart();
      return files.current();
    },
    recovery: () => recovery.offer(),
    recover: () => recovery.take(),
    discardRecovery: () => recovery.discard(),
    leftWork: (run) => pieces.left(run ?? undefined),
    discardLeftWork: (id) => pieces.discard(id),
    save: () => files.save(),
    saveAs: () => files.saveAs(),
    recentFiles: () => recent.list(),
    exportPicture: (run, name, picture) => files.exportPicture(run, name, picture),
    experimentHash: (run) => service.experimentHash(run),
    exportData: (run, format, at) => files.exportData(run, format, at),
    theme: () => appearance.theme,
    setTheme: (theme) => appearance.set(theme),
    zoom: (way) => state.zoom(window, way),
    tour: () => tour.progress,
    setTour: (progress) => tour.set(progress),
  };
}

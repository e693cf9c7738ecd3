/** What may cross the wire, by name; the compiler keeps both lists complete. */
import type { WindowCalls, WindowEvents } from '../app/wire';

const methods: Record<keyof WindowCalls, true> = {
  about: true,
  templates: true,
  template: true,
  checkExperiment: true,
  previewData: true,
  createRun: true,
  train: true,
  pause: true,
  reset: true,
  view: true,
  amend: true,
  inspect: true,
  landscape: true,
  studies: true,
  study: true,
  cancelStudy: true,
  claims: true,
  claim: true,
  cancelClaim: true,
  decideClaims: true,
  cancelClaims: true,
  changeClaim: true,
  cancelChange: true,
  saveClaimsPage: true,
  cancelLandscape: true,
  openDialog: true,
  openRecent: true,
  openDropped: true,
  openPending: true,
  save: true,
  saveAs: true,
  recentFiles: true,
  exportPicture: true,
  exportData: true,
  chooseCsv: true,
  theme: true,
  setTheme: true,
};
const events: Record<keyof WindowEvents, true> = {
  run: true,
  progress: true,
  claim: true,
  document: true,
  action: true,
  opened: true,
  failed: true,
};

export const methodNames = Object.keys(methods) as (keyof WindowCalls)[];
export const eventNames = Object.keys(events) as (keyof WindowEvents)[];

/**
 * What each call of the window may carry. This checks the shape of the message; whether an experiment can run is the service's to say, in a
 * person's words.
 */
import { z } from 'zod';
import type { Amendment, ExportFormat, StudyName, StudySettings, TableChoice } from '../app/contract';
import type { Theme, WindowCalls } from '../app/wire';
import type { Experiment, LandscapeSpec, PointName } from '../model/experiment';
import { tourProgress } from './tour-progress';

/** Larger files are not dropped on a window. */
const maxFileBytes = 1 << 30;

const run = z.string().min(1).max(200);
const name = z.string().min(1).max(1000);
const bytes = z
  .instanceof(Uint8Array)
  .refine((value) => value.byteLength <= maxFileBytes, { error: `more than ${maxFileBytes} bytes` });
const document = z.record(z.string(), z.unknown());
const experiment = document as unknown as z.ZodType<Experiment>;
const landscape = document as unknown as z.ZodType<Partial<LandscapeSpec>>;
const study = z.string().max(100) as unknown as z.ZodType<StudyName>;
const claim = z.string().min(1).max(100);
const kept = z.string().min(1).max(100);
const keptRuns = z.array(kept).max(1000);
const studySettings = document as unknown as z.ZodType<StudySettings<StudyName>>;
const amendment = document as unknown as z.ZodType<Amendment>;
const point = z
  .string()
  .regex(/^(?:origin|init|final|best|step:\d{1,15})$/) as unknown as z.ZodType<PointName>;
const theta = z.instanceof(Float64Array);
const formats = [
  'saddle',
  'json',
  'history-csv',
  'history-npy',
  'landscape-csv',
  'theta-npy',
  'landscape-npy',
  'theta-safetensors',
  'pytorch',
] satisfies ExportFormat[];
const themes = ['light', 'dark', 'system'] satisfies Theme[];
const table: z.ZodType<TableChoice> = z.object({
  delimiter: z.enum(['auto', 'comma', 'semicolon', 'tab']),
  decimal: z.enum(['auto', 'point', 'comma']),
  header: z.enum(['auto', 'yes', 'no']),
  task: z.enum(['auto', 'numbers', 'classes']),
  roles: z
    .array(z.enum(['input', 'target', 'ignored']))
    .max(1_000_000)
    .nullable(),
});
const steps = z.number().int().min(1).max(1e12).nullable();
const rate = z.number().positive().max(1e9).nullable();

export type CallArguments = { readonly [M in keyof WindowCalls]: z.ZodType<Parameters<WindowCalls[M]>> };

export const callArguments: CallArguments = {
  about: z.tuple([]),
  problemAtStart: z.tuple([]),
  diagnostics: z.tuple([]),
  templates: z.tuple([]),
  template: z.tuple([name]),
  checkExperiment: z.tuple([z.unknown(), z.boolean()]),
  previewData: z.tuple([experiment]),
  createRun: z.tuple([experiment, z.boolean()]),
  train: z.tuple([run, steps, rate]),
  runShown: z.tuple([z.number().int().min(0)]),
  pause: z.tuple([run]),
  trained: z.tuple([run]),
  reset: z.tuple([run]),
  view: z.tuple([run]),
  amend: z.tuple([run, amendment]),
  inspect: z.tuple([run, z.union([point, theta])]),
  layerHistory: z.tuple([run]),
  responses: z.tuple([run, z.union([point, theta]), z.number().int().min(2).max(200)]),
  landscape: z.tuple([run, landscape]),
  cancelLandscape: z.tuple([]),
  studies: z.tuple([]),
  study: z.tuple([run, study, studySettings]),
  cancelStudy: z.tuple([study]),
  comparison: z.tuple([]),
  keepRun: z.tuple([run]),
  addKept: z.tuple([]),
  addDropped: z.tuple([name, bytes]),
  cancelAddKept: z.tuple([]),
  // The service says in a person's words how long a label may be.
  labelKept: z.tuple([kept, z.string().max(10_000)]),
  removeKept: z.tuple([kept.nullable()]),
  openKept: z.tuple([kept]),
  comparisonCsv: z.tuple([keptRuns]),
  saveComparisonCsv: z.tuple([keptRuns]),
  saveComparisonPicture: z.tuple([bytes, z.enum(['png', 'svg'])]),
  planSweep: z.tuple([experiment]),
  startSweep: z.tuple([run, z.boolean()]),
  pauseSweep: z.tuple([z.boolean()]),
  cancelSweep: z.tuple([]),
  storedSweep: z.tuple([run]),
  sweepRuns: z.tuple([z.number().int().min(0)]),
  openSweepRun: z.tuple([z.number().int().min(0)]),
  saveSweepTable: z.tuple([]),
  saveSweepFile: z.tuple([]),
  saveSweepPicture: z.tuple([bytes, z.enum(['png', 'svg'])]),
  claims: z.tuple([]),
  claim: z.tuple([claim]),
  cancelClaim: z.tuple([claim]),
  decideClaims: z.tuple([z.array(claim).max(1000)]),
  cancelClaims: z.tuple([]),
  changeClaim: z.tuple([claim, z.number().int().min(0).max(100_000), experiment]),
  cancelChange: z.tuple([claim]),
  saveClaimsPage: z.tuple([]),
  verifyFile: z.tuple([z.boolean()]),
  cancelVerify: z.tuple([]),
  current: z.tuple([]),
  recovery: z.tuple([]),
  recover: z.tuple([]),
  discardRecovery: z.tuple([]),
  leftWork: z.tuple([run.nullable()]),
  discardLeftWork: z.tuple([z.string().regex(/^[0-9a-f]{64}$/)]),
  openDialog: z.tuple([]),
  openRecent: z.tuple([z.number().int().min(0).max(1000)]),
  openDropped: z.tuple([name, bytes]),
  openPending: z.tuple([]),
  chooseTable: z.tuple([]),
  dropTable: z.tuple([name, bytes]),
  readTable: z.tuple([table]),
  openTable: z.tuple([table]),
  tableData: z.tuple([table]),
  forgetTable: z.tuple([]),
  save: z.tuple([run]),
  saveAs: z.tuple([run]),
  recentFiles: z.tuple([]),
  exportPicture: z.tuple([run, name, bytes]),
  exportClaimPicture: z.tuple([claim, name, bytes]),
  exportClaimTable: z.tuple([claim]),
  experimentHash: z.tuple([run]),
  exportData: z.tuple([run, z.enum(formats), z.union([point, theta])]),
  theme: z.tuple([]),
  setTheme: z.tuple([z.enum(themes)]),
  zoom: z.tuple([z.enum(['in', 'out', 'reset'])]),
  tour: z.tuple([]),
  setTour: z.tuple([tourProgress]),
};

export type MethodName = keyof WindowCalls;

/** Throws, with the method and what is wrong, for a message that the window of this program never sends. */
export function checkCall(method: unknown, args: unknown): { method: MethodName; args: unknown[] } {
  if (typeof method !== 'string' || !Object.hasOwn(callArguments, method)) {
    throw new Error(`the window asked for an unknown method: ${String(method)}`);
  }
  const known = method as MethodName;
  const checked = callArguments[known].safeParse(args);
  if (!checked.success) {
    const first = checked.error.issues[0];
    throw new Error(
      `the window sent a wrong argument: ${method}, ${first?.path.join('.') || 'arguments'}: ${first?.message}`,
    );
  }
  return { method: known, args: checked.data };
}

import type { Core, Problem, TrainerOptions, Workspace } from '../../core/contract';
import type { Experiment, PointName } from '../../model/experiment';
import type { Definition, Fields, ValuesOf } from '../../model/fields';
import type { History } from '../history';

/** A run as a study sees it, as far as it had come when the study was asked for. */
export interface StudiedRun {
  readonly core: Core;
  readonly experiment: Experiment;
  readonly problem: Problem;
  readonly trainer: TrainerOptions;
  /** A workspace of this thread's own. */
  readonly workspace: Workspace;
  readonly record: {
    readonly step: number;
    readonly diverged: boolean;
    readonly history: History;
    readonly checkpointSteps: Float64Array;
    /** θ per entry of checkpointSteps. */
    readonly checkpoints: readonly Float64Array[];
  };
  /** θ of a named point and its step (null for the origin). Throws `UserError` where it was not kept. */
  point(name: PointName): { readonly step: number | null; readonly theta: Float64Array };
}

/** What a study's functions get besides the settings. */
export interface StudyContext extends StudiedRun {
  /** How far this call has come, 0 … 1. */
  readonly progress: (share: number) => void;
  /** Throws once the person has cancelled; long loops call it at least every few tens of milliseconds. */
  readonly checkCancelled: () => void;
}

/**
 * One question about a run, asked with settings, answered with plain data that cross a structured clone. The work is cut into parts, each done on any
 * thread; parts depend on nothing but the run and the settings, never on the number of threads, so the answer is the same bits everywhere.
 * A new study is one file of this folder and one entry of the table in `index.ts`; the service, the command line and the window find it there.
 */
export interface Study<T extends Fields, Part, PartResult, Result> extends Definition<T> {
  /** The parts, in order; at least one. */
  plan(run: StudyContext, settings: ValuesOf<T>): readonly Part[];
  work(run: StudyContext, settings: ValuesOf<T>, part: Part): PartResult;
  /** @param results one per part, in their order */
  join(run: StudyContext, settings: ValuesOf<T>, results: readonly PartResult[]): Result;
}

export function defineStudy<const T extends Fields, Part, PartResult, Result>(
  study: Study<T, Part, PartResult, Result>,
): Study<T, Part, PartResult, Result> {
  return study;
}

/** A study that is done in one part. */
export function defineWholeStudy<const T extends Fields, Result>(
  definition: Definition<T> & { run(run: StudyContext, settings: ValuesOf<T>): Result },
): Study<T, null, Result, Result> {
  const { run: whole, ...rest } = definition;
  return { ...rest, plan: () => [null], work: whole, join: (_run, _settings, results) => results[0]! };
}

/** What travels between the application's thread and its workers; everything here crosses a structured clone. */
import type { History } from '../analysis/history';
import type { PlaneAnswer } from '../analysis/planes';
import type { AnyStudy } from '../analysis/studies';
import type { PointReport } from '../analysis/point-report';
import type { LayerHistory } from '../analysis/layer-history';
import type { Responses } from '../analysis/responses';
import type { CellAnswer, CellPlace } from '../claims';
import type { Problem } from '../core/contract';
import type { Experiment, LandscapeSpec, PointName } from '../model/experiment';
import type { LandscapeGrid, LandscapeTiling } from './landscape-tiles';
import type { PackedState } from './packed-state';
import type { BegunRun, RunRecord } from './record';
import type { RunSetup } from './setup';
import type { SharedTilesHandle } from './shared-tiles';
import type { BegunRuns, UnfinishedRuns } from '../model/sweep/unfinished-runs';
import type { SweptRuns } from './sweep-desk';

/** A run as a worker reports it while it trains. */
export interface RunState {
  readonly step: number;
  readonly diverged: boolean;
  readonly stoppedBelow: boolean;
  readonly history: History;
  readonly checkpointSteps: Float64Array;
  /** Euclidean distance of the newest point from the first; NaN where the newest is lost. */
  readonly moved: number;
}

/** A landscape whose tiles the threads share out among themselves; `problem` is sent along once per worker and problem. */
export interface TilesRequest {
  readonly problemKey: string;
  readonly problem: Problem | null;
  readonly grid: LandscapeGrid;
  readonly tiling: LandscapeTiling;
  readonly shared: SharedTilesHandle;
}

/** The three things a study does, see `Study`. `payload`: nothing, a part, or the parts' results. */
export interface StudyRequest {
  readonly name: AnyStudy['name'];
  readonly settings: Parameters<AnyStudy['plan']>[1];
  readonly phase: 'plan' | 'work' | 'join';
  readonly payload: unknown;
  /** Names the run as it was when the study was asked for. */
  readonly subject: string;
  /** Sent along once per worker and subject. */
  readonly studied: { readonly setup: RunSetup; readonly record: RunRecord } | null;
  /** One shared Int32: not 0 once the person has cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

/** One cell of a claim's table. */
export interface CellRequest {
  /** Id of the experiment of claims. */
  readonly experiment: string;
  readonly cell: CellPlace['cell'];
  /** Its experiment is another than the table's: what is measured may not be defined for it. */
  readonly changed: boolean;
  /** One shared Int32: not 0 once the person has cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

/** Some runs of a sweep. */
export interface SweepRequest {
  /** Names the sweep. */
  readonly plan: string;
  /** With its section `sweep`; sent along once per worker and sweep. */
  readonly experiment: Experiment | null;
  readonly runs: Float64Array;
  /** States of those that were begun before, see `CellDesk.unfinished`. */
  readonly begun: BegunRuns;
  /** See `JobControl`. */
  readonly control: SharedArrayBuffer;
}

/** What a worker can be asked, as a table of functions. */
export interface WorkerCalls {
  /** Holds a new run, at step 0 or as a file left it; `trainer`: what its next steps depend on, where it is there. */
  open(setup: RunSetup, restored: RunRecord | null, trainer: Uint8Array | null): RunState;
  /** The run as it is, to go on with elsewhere; see `LiveRun.save`. */
  save(): BegunRun | null;
  /** The same, packed on its own thread. */
  pack(): PackedState | null;
  /** Trains to `target` (a step), in slices; answers when there, paused or at an end. `rate`: steps per second, null = unlimited. */
  train(target: number, rate: number | null): RunState;
  pause(): void;
  reset(): RunState;
  state(): RunState;
  record(): RunRecord;
  /** A named point, or θ itself. */
  inspect(at: PointName | Float64Array): PointReport;
  layers(): LayerHistory;
  /** At `resolution` points per axis. */
  responses(at: PointName | Float64Array, resolution: number): Responses;
  plane(settings: LandscapeSpec): PlaneAnswer;
  /** Computes tiles until none is left or the job is cancelled. */
  tiles(request: TilesRequest): void;
  /** One phase of a study; `progress` replies tell how far it is. */
  study(request: StudyRequest): unknown;
  /** Measures a cell of a claim's table; `progress` replies tell how far it is. */
  cell(request: CellRequest): CellAnswer;
  /** Trains runs of a sweep in slices; `progress` replies tell how far it is, also while it is paused. */
  sweep(request: SweepRequest): SweptRuns;
  /** Forgets the run, so that the worker can be used for another. */
  close(): void;
}

export type WorkerMethod = keyof WorkerCalls;

export interface WorkerRequest {
  readonly id: number;
  readonly method: WorkerMethod;
  readonly args: readonly unknown[];
}

export type WorkerReply =
  | { readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | {
      readonly id: number;
      readonly kind: 'mistake';
      readonly message: string;
      readonly place: string | undefined;
    }
  | { readonly id: number; readonly kind: 'fault'; readonly message: string }
  /** The run of the training call `id` has grown. */
  | { readonly id: number; readonly kind: 'update'; readonly state: RunState }
  /** How far the call `id` has come, 0 … 1. */
  | { readonly id: number; readonly kind: 'progress'; readonly share: number }
  /** Runs of the sweep of the call `id` as far as they are. */
  | { readonly id: number; readonly kind: 'unfinished'; readonly unfinished: UnfinishedRuns };

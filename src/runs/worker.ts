/**
 * A worker thread: holds one run, and computes tiles of landscapes. It works in slices of a few milliseconds, so that a pause, a question
 * about the run or another landscape is answered meanwhile.
 */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { givenPoint, type StudiedPoint } from '../analysis/given-point';
import { layerHistory } from '../analysis/layer-history';
import { planeOf } from '../analysis/planes';
import { pointReport } from '../analysis/point-report';
import { ResponseProbe } from '../analysis/responses';
import type { PointName } from '../model/experiment';
import { difference, norm } from '../model/vectors';
import { type Core, loadCore, type Workspace } from '../core';
import { UserError } from '../model/user-error';
import { SweepPlan } from '../model/sweep/plan';
import { packBegun } from './begun-run';
import { answerCellRequest } from './claim-desk';
import { JobControl } from './job-control';
import { computeTile } from './landscape-tiles';
import { LiveRun } from './live-run';
import type {
  RunState,
  SweepRequest,
  TilesRequest,
  WorkerCalls,
  WorkerReply,
  WorkerRequest,
} from './messages';
import { packTimed } from './packed-state';
import type { RunSetup } from './setup';
import { SharedTiles } from './shared-tiles';
import { StudyDesk } from './study-desk';
import type { UnfinishedRuns } from '../model/sweep/unfinished-runs';
import { SweepDesk, type SweptRuns } from './sweep-desk';
import { faultHook } from './test-faults';

const port = parentPort!;
const { module, gentle } = workerData as { module: WebAssembly.Module; gentle: boolean };
const core: Core = loadCore(module);
// Only Linux knows a thread's own priority; elsewhere this would slow the whole program down.
if (gentle && process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** A slice should end within this time, so that a pause feels immediate. */
const sliceMilliseconds = 8;
/** Updates are sent at most this often: more than the screen can show is waste. */
const updateMilliseconds = 33;
/** A long run is kept as far as it is so often, or as often as costs at most this share of the time. */
const keepMilliseconds = 800;
const keepShare = 0.02;
/** A paused job looks this often whether it may go on. */
const pauseMilliseconds = 10;

let run: LiveRun | null = null;
let pausing = false;
const desk = new StudyDesk(core);
/** The workspace of the last landscape, kept because tiles of one problem come in a row. */
let tileWorkspace: { key: string; workspace: Workspace } | null = null;

/** The sweep whose runs were asked for last. */
let sweepDesk: { name: string; desk: SweepDesk } | null = null;

/** Kept because the window asks again at every step that it shows. */
let probe: { setup: RunSetup; resolution: number; of: ResponseProbe } | null = null;

function theRun(): LiveRun {
  if (run === null) throw new Error('this worker holds no run');
  return run;
}

function pointOf(live: LiveRun, at: PointName | Float64Array): StudiedPoint {
  return typeof at === 'string' ? { at, ...live.point(at) } : givenPoint(at, live.workspace.parameterCount);
}

function state(): RunState {
  const live = theRun();
  const { step, diverged, stoppedBelow, history, checkpointSteps } = live.progress();
  const from = live.point('init').theta;
  const moved = live.lost === 'checkpoints' ? NaN : norm(difference(live.point('final').theta, from));
  return { step, diverged, stoppedBelow, history, checkpointSteps, moved };
}

async function train(
  target: number,
  rate: number | null,
  update: (state: RunState) => void,
): Promise<RunState> {
  const live = theRun();
  pausing = false;
  // Trained on, a run whose file was damaged has everything anew, to the bit.
  if (live.lost !== undefined) live.reset();
  let slice = 1;
  let lastUpdate = performance.now();
  let started = lastUpdate;
  const from = live.step;
  while (live.step < target && !pausing && run === live) {
    const now = performance.now();
    // With a rate, as many steps as the clock allows by now; without one, as many as fit a slice.
    const catchingUp = live.behind > 0;
    const allowed = rate === null ? Infinity : Math.floor(from + ((now - started) / 1000) * rate) + 1;
    const due = catchingUp ? slice : Math.min(slice, target - live.step, allowed - live.step);
    if (due <= 0) {
      await sleep(Math.min(16, 1000 / (rate ?? 1000)));
      continue;
    }
    if (live.advance(due) === 0) break;
    if (catchingUp) started = performance.now();
    const after = performance.now();
    if (after - now < sliceMilliseconds / 2) slice = Math.min(slice * 2, 1 << 24);
    else if (after - now > sliceMilliseconds) slice = Math.max(1, Math.floor(slice / 2));
    if (after - lastUpdate >= updateMilliseconds) {
      update(state());
      lastUpdate = performance.now();
    }
    await nextTurn();
  }
  return state();
}

/** Takes tiles in slices, so that a thread that two landscapes have asked works on both. */
async function computeTiles({ problemKey, problem, grid, tiling, shared }: TilesRequest): Promise<void> {
  const tiles = new SharedTiles(shared);
  if (problem !== null) tileWorkspace = { key: problemKey, workspace: core.workspace(problem) };
  if (tileWorkspace?.key !== problemKey) throw new Error('tiles came before their problem');
  const { workspace } = tileWorkspace;
  let sliceStart = performance.now();
  for (let tile = tiles.take(); tile !== null; tile = tiles.take()) {
    computeTile(workspace, grid, tiling, tiles, tile);
    tiles.finish(tile);
    if (performance.now() - sliceStart < sliceMilliseconds) continue;
    await nextTurn();
    sliceStart = performance.now();
  }
}

/** In slices, so that it can be paused and stopped, and the thread answers others meanwhile. */
async function sweep(
  { plan: name, experiment, runs, begun, control: handle }: SweepRequest,
  tell: (share: number) => void,
  keep: (unfinished: UnfinishedRuns) => void,
): Promise<SweptRuns> {
  if (experiment !== null)
    sweepDesk = { name, desk: new SweepDesk(core, new SweepPlan(experiment, core.math), faultHook()) };
  if (sweepDesk?.name !== name) throw new Error('runs of a sweep came before their plan');
  const control = new JobControl(handle);
  const { desk } = sweepDesk;
  const started = performance.now();
  const training = desk.train(runs, begun, () => performance.now() - started > keepMilliseconds);
  let sliceStart = started;
  let told = sliceStart;
  let keepAt = sliceStart + keepMilliseconds;
  for (;;) {
    const step = training.next();
    if (step.done) return step.value;
    if (performance.now() - sliceStart < sliceMilliseconds) continue;
    do {
      if (control.stopped) throw new UserError('The sweep was cancelled.', 'cancelled');
      if (control.paused) await sleep(pauseMilliseconds);
      else await nextTurn();
    } while (control.paused);
    sliceStart = performance.now();
    if (sliceStart >= keepAt) {
      const unfinished = desk.unfinished();
      if (unfinished !== null) keep(unfinished);
      const cost = performance.now() - sliceStart;
      keepAt = sliceStart + Math.max(keepMilliseconds, cost / keepShare);
    }
    if (sliceStart - told < updateMilliseconds) continue;
    told = sliceStart;
    tell(step.value);
  }
}

const calls: { [M in keyof WorkerCalls]: (id: number, ...args: Parameters<WorkerCalls[M]>) => unknown } = {
  open: (_id, setup, restored, trainer) => {
    run = new LiveRun(core, setup, restored ?? undefined, trainer);
    return state();
  },
  train: (id, target, rate) => train(target, rate, (now) => reply({ id, kind: 'update', state: now })),
  pause: () => {
    pausing = true;
  },
  reset: () => {
    pausing = true;
    theRun().reset();
    return state();
  },
  state,
  record: () => theRun().record(),
  save: () => theRun().save(),
  pack: () => {
    const state = theRun().save();
    return state && packTimed(() => packBegun(state));
  },
  inspect: (_id, at) => {
    const live = theRun();
    return pointReport(
      live.workspace,
      pointOf(live, at),
      live.point('init').theta,
      live.setup.experiment.training,
    );
  },
  layers: () => layerHistory(theRun().workspace, theRun().record()),
  responses: (_id, at, resolution) => {
    const { setup } = theRun();
    const point = pointOf(theRun(), at);
    if (probe?.setup !== setup || probe.resolution !== resolution)
      probe = { setup, resolution, of: new ResponseProbe(core, setup.problem, resolution) };
    const { across, up, held } = probe.of;
    return { at: point.at, step: point.step, across, up, held, layers: probe.of.layers(point.theta) };
  },
  plane: (_id, settings) => {
    const live = theRun();
    return planeOf(
      {
        experiment: live.setup.experiment,
        workspace: live.workspace,
        record: live.record(),
        point: (name) => live.point(name).theta,
      },
      settings,
      core,
    );
  },
  tiles: (_id, request) => computeTiles(request),
  study: (id, request) => desk.study(request, (share) => reply({ id, kind: 'progress', share })),
  cell: (id, request) => answerCellRequest(core, request, (share) => reply({ id, kind: 'progress', share })),
  sweep: (id, request) =>
    sweep(
      request,
      (share) => reply({ id, kind: 'progress', share }),
      (unfinished) => reply({ id, kind: 'unfinished', unfinished }),
    ),
  close: () => {
    pausing = true;
    run = null;
    probe = null;
  },
};

function reply(message: WorkerReply): void {
  port.postMessage(message);
}

port.on('message', async ({ id, method, args }: WorkerRequest) => {
  try {
    const call = calls[method] as (id: number, ...args: readonly unknown[]) => unknown;
    reply({ id, kind: 'value', value: await call(id, ...args) });
  } catch (error) {
    if (error instanceof UserError)
      reply({ id, kind: 'mistake', message: error.message, place: error.place });
    else
      reply({
        id,
        kind: 'fault',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  }
});

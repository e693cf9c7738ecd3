import { createHash } from 'node:crypto';
import { version } from '../../package.json';
import { studyDefinitions } from '../analysis/studies';
import { groupRuns } from '../analysis/sweeps/groups';
import { cellsOf, type Claim, claimNamed, type ClaimResult, claims } from '../claims';
import { claimsPage } from '../claims/report/page';
import { core } from '../core';
import { type ComparedQuestion, comparisonJson } from '../files/compared-runs';
import { comparisonCsv } from '../files/comparison-csv';
import { writePngRecipe } from '../files/png-recipe';
import type { Engine } from '../files/saddle-file';
import { saddleJson } from '../files/saddle-file';
import { decodeSafetensors } from '../files/safetensors';
import { writeSvgRecipe } from '../files/svg-recipe';
import { thetaOfTensors } from '../files/theta-tensors';
import { loadDataset } from '../model/datasets';
import type { Experiment } from '../model/experiment';
import { fitToData } from '../model/fit-to-data';
import { experimentJsonSchema, parseExperiment, parseExperimentText } from '../model/schema';
import { startAt } from '../model/start-at';
import { checkPoints } from '../model/sweep/check-points';
import { SweepPlan } from '../model/sweep/plan';
import { sweepQuestion } from '../model/sweep/question';
import { nothingChosen } from '../model/table-preview';
import { templateExperiment, templates } from '../model/templates';
import { UserError } from '../model/user-error';
import { defaultWorkerCount, WorkerPool } from '../runs/pool';
import type { RunRecord } from '../runs/record';
import { RunManager } from '../runs/run-manager';
import { claimTable } from './claim-table';
import { decideClaims, measureChanged } from './claim-job';
import type {
  ClaimsOptions,
  ClaimSummary,
  DataPreview,
  RunView,
  Saddlescope,
  TrainOptions,
} from './contract';
import { encodeBegun, encodeRun } from './encode';
import { identityOf } from './identity';
import { keepFile, keepHost } from './keep-run';
import { decodeKept, encodeKept } from './kept-file';
import { KeptRuns, type WholeRun } from './kept-runs';
import { PiecesInFolder } from './kept-pieces';
import { computeLandscape } from './landscape-job';
import { readContents } from './open-file';
import { RunHost } from './run-host';
import { runSubject, trainKept } from './run-keeping';
import { lookAtTable, tableExperiment } from './tables';
import { runStudy } from './study-job';
import { startSweep } from './sweep-job';
import { mergeSweeps } from './sweep-merge';
import { csvOf, npyOf, storedResult, sweepSaddle } from './sweep-result';
import { sweepRuns } from './sweep-runs';
import { verifyFile } from './verify';
import { WorkKeeping } from './work-keeping';

export type * from './contract';

/** More threads than any machine has cores would only cost memory. */
const mostWorkers = 256;
/** Samples of each part that a preview shows. */
const previewedSamples = 2000;

/**
 * The whole program without a face.
 * @param options.workers threads for batch work (default: see defaultWorkerCount); results don't depend on it
 * @param options.windowed somebody looks on: a run will be wanted soon, so its thread starts at once, and threads give way to what draws
 */
export function createSaddlescope(
  options: { readonly workers?: number; readonly windowed?: boolean } = {},
): Saddlescope {
  const arithmetic = core();
  const engine: Engine = { version, build: arithmetic.build };
  const pool = new WorkerPool(arithmetic.module, options.workers ?? defaultWorkerCount(), {
    gentle: options.windowed ?? false,
  });
  if (options.windowed) pool.release(pool.borrow());
  const manager = new RunManager(pool);
  const runs = new Map<string, RunHost>();
  let created = 0;

  const hostOf = (run: string): RunHost => {
    const host = runs.get(run);
    if (host === undefined) throw new UserError('This run is no longer open.', 'run');
    return host;
  };
  const start = async (
    experiment: Experiment,
    record: RunRecord | null,
    trainer: Uint8Array | null = null,
  ): Promise<RunHost> => {
    const id = `run-${++created}`;
    const host = await RunHost.start(id, experiment, arithmetic, pool, { record, trainer });
    runs.set(id, host);
    return host;
  };
  const close = async (host: RunHost): Promise<void> => {
    runs.delete(host.id);
    await host.worker.call('close', []).catch(() => undefined);
    pool.release(host.worker);
  };
  const train = (host: RunHost, trainOptions: TrainOptions): Promise<RunView> =>
    trainOptions.kept === undefined
      ? host.train(trainOptions)
      : trainKept(host, trainOptions.kept, trainOptions);
  const kept = new KeptRuns();
  let listed: readonly ClaimSummary[] | null = null;
  const summaries = () =>
    (listed ??= claims.map((claim) => {
      const { id, also = [], statement, saidBy, precisely } = claim;
      return { id, also, statement, saidBy, precisely, cells: cellsOf(claim, arithmetic).length };
    }));
  const view = async (run: string): Promise<RunView> => hostOf(run).view();
  /** The claims' results so far: a changed row is judged beside the others of its table. */
  /** Pictures are handed around; what a person predicted is in the experiment's own file alone. */
  const shownIn = (of: string | Experiment): Experiment => {
    const { predictions: _, ...experiment } = typeof of === 'string' ? hostOf(of).experiment : of;
    return experiment;
  };
  const recipeOf = (of: string | Experiment) =>
    saddleJson({ experiment: shownIn(of), engine, results: null });
  const decided = new Map<string, ClaimResult>();
  const decide = async (asked: readonly Claim[], jobOptions: ClaimsOptions): Promise<ClaimResult[]> => {
    const results = await decideClaims(asked, arithmetic, pool, jobOptions);
    for (const result of results) decided.set(result.id, result);
    return results;
  };

  return {
    about: () => engine,
    keepWork: async (output, note) => WorkKeeping.open(output, engine, note),
    keepPieces: (folder, { pace } = {}) =>
      new PiecesInFolder(
        folder,
        engine,
        async (run) => {
          const { experiment, worker } = hostOf(run);
          return [runSubject(experiment, await worker.call('record', [])), sweepQuestion(experiment)].map(
            identityOf,
          );
        },
        pace,
      ),
    templates: () => templates.map(({ name, title, summary }) => ({ name, title, summary })),
    template: templateExperiment,
    schema: experimentJsonSchema,
    parseExperiment: parseExperimentText,
    checkExperiment: (document, { fit = false } = {}) =>
      parseExperiment(fit ? fitToData(document as Experiment) : document),
    previewData: (experiment) => previewOf(experiment, arithmetic),

    open: async (name, bytes, { folder, set, trainer = null } = {}) => {
      const contents = await readContents(name, bytes, folder, set);
      const { kind, experiment, record, landscape, swept, compared } = contents;
      const host = await start(experiment, record, trainer);
      host.landscape = landscape;
      host.sweep = swept === null ? null : storedResult(experiment, swept, arithmetic);
      const first = `${name} compares ${compared.length} runs and this is the first, “${compared[0]?.label}”; add the picture to a comparison to see all.`;
      const warnings = compared.length > 1 ? [...contents.warnings, first] : contents.warnings;
      return { view: host.view(), landscape, warnings, kind };
    },
    previewTable: (name, bytes, choice = nothingChosen) => lookAtTable(name, bytes, choice),
    tableExperiment,
    verify: async (name, bytes, jobOptions = {}) =>
      verifyFile(
        name,
        bytes,
        { core: arithmetic, engine, pool, runs: { start, close }, manager },
        jobOptions,
      ),
    encode: async (run, format, { at = 'final' } = {}) =>
      encodeRun(hostOf(run), format, engine, arithmetic, at),
    encodeBegun: async (run) => encodeBegun(hostOf(run), engine, arithmetic),
    startFrom: (experiment, name, bytes) => {
      const { tensors } = decodeSafetensors(bytes, name);
      return parseExperiment(startAt(experiment, thetaOfTensors(experiment.network, tensors, name)));
    },
    stampPng: async (of, png) => writePngRecipe(png, recipeOf(of)),
    stampSvg: async (of, svg) => writeSvgRecipe(svg, recipeOf(of)),
    experimentHash: async (run) =>
      createHash('sha256')
        .update(JSON.stringify(shownIn(run)))
        .digest('hex'),

    createRun: async (experiment) => (await start(experiment, null)).view(),
    view,
    amend: async (run, { name, notes, landscape, predictions, sweep }) => {
      const host = hostOf(run);
      const { experiment } = host;
      const amended = {
        ...experiment,
        name: name ?? experiment.name,
        notes: notes ?? experiment.notes,
        landscape: landscape ?? experiment.landscape,
        ...(predictions === undefined ? {} : { predictions }),
        ...(sweep === undefined ? {} : { sweep }),
      };
      return host.amend(parseExperiment(amended));
    },
    train: async (run, trainOptions = {}) => train(hostOf(run), trainOptions),
    reset: async (run) => hostOf(run).reset(),
    closeRun: async (run) => close(hostOf(run)),

    inspect: async (run, at) => hostOf(run).worker.call('inspect', [at]),
    layerHistory: async (run) => hostOf(run).worker.call('layers', []),
    responses: async (run, at, resolution) => {
      if (!Number.isInteger(resolution) || resolution < 2 || resolution > 200)
        throw new UserError(`resolution is ${resolution}: give a whole number from 2 to 200.`, 'resolution');
      return hostOf(run).worker.call('responses', [at, resolution]);
    },
    landscape: async (run, settings = {}, jobOptions = {}) => {
      const host = hostOf(run);
      const asked = { ...host.experiment, landscape: { ...host.experiment.landscape, ...settings } };
      const { landscape: complete } = parseExperiment(asked);
      const result = await computeLandscape(host, complete, pool, jobOptions);
      host.landscape = result;
      return result;
    },

    studies: () => studyDefinitions,
    study: async (run, name, settings = {}, jobOptions = {}) =>
      runStudy(hostOf(run), name, settings, pool, jobOptions),

    comparison: () => kept.comparison,
    keepRun: async (run, label) => {
      await keepHost(kept, hostOf(run), label);
      return kept.comparison;
    },
    addToComparison: async (name, bytes, addOptions = {}) => {
      const warnings = await keepFile(kept, { start, train, close }, name, bytes, addOptions);
      return { comparison: kept.comparison, warnings };
    },
    labelKept: (id, label) => {
      kept.label(id, label);
      return kept.comparison;
    },
    removeKept: (id) => {
      kept.remove(id);
      return kept.comparison;
    },
    keptFile: (id) => encodeKept(kept.named(id), engine),
    restoreKept: (name, bytes, { label, rank }) => {
      kept.requireRoom(1);
      return kept.keep(decodeKept(bytes, name), label, rank);
    },
    openKept: async (id) => {
      const { experiment, record } = kept.named(id);
      return (await start(experiment, record)).view();
    },
    comparisonCsv: (ids) => comparisonCsv(kept.comparison, ids),
    stampComparison: (png) => writePngRecipe(png, comparisonJson(engine, kept.all.map(asCompared))),
    stampComparisonSvg: (svg) => writeSvgRecipe(svg, comparisonJson(engine, kept.all.map(asCompared))),

    claims: () => summaries(),
    claim: async (id, jobOptions = {}) => {
      const [result] = await decide([claimNamed(id)], jobOptions);
      return result!;
    },
    decideClaims: async (ids = null, jobOptions = {}) =>
      decide(ids === null ? claims : [...new Set(ids.map(claimNamed))], jobOptions),
    changeClaim: async (id, row, experiment, jobOptions = {}) => {
      const claim = claimNamed(id);
      const result = decided.get(claim.id) ?? (await decide([claim], jobOptions))[0]!;
      return measureChanged(claim, result, row, parseExperiment(experiment), arithmetic, pool, jobOptions);
    },
    claimsPage: (results) => claimsPage(results, engine),
    claimTable,

    planSweep: async (experiment) => {
      const plan = new SweepPlan(parseExperiment(experiment), arithmetic.math);
      checkPoints(plan);
      return { runs: plan.runs, axes: plan.axes, groups: groupRuns(plan).groups.length };
    },
    startSweep: (experiment, sweepOptions = {}) => {
      const managerOf = (workers?: number) =>
        workers === undefined ? manager : new RunManager(pool, { lanes: checkedWorkers(workers) });
      return startSweep(experiment, sweepOptions, { core: arithmetic, engine, managerOf });
    },
    sweepRuns: (result, group, most) => sweepRuns(result, group, most, arithmetic),
    openSweepRun: async (experiment, run) => {
      const plan = new SweepPlan(experiment, arithmetic.math);
      if (!Number.isInteger(run) || run < 0 || run >= plan.runs)
        throw new UserError(`run ${run}: the sweep has the runs 0 to ${plan.runs - 1}.`, 'run');
      return (await start(parseExperiment(plan.experimentOf(run)), null)).view();
    },
    storedSweep: (run) => hostOf(run).sweep,
    mergeSweeps: async (files) => mergeSweeps(files, arithmetic, engine),
    sweepCsv: (result) => csvOf(result, arithmetic),
    sweepNpy: (result) => npyOf(result, arithmetic),
    sweepSaddle: (result) => sweepSaddle(result, engine, arithmetic),

    dispose: async () => {
      manager.dispose();
      await pool.dispose();
    },
  };
}

function checkedWorkers(workers: number): number {
  if (Number.isInteger(workers) && workers >= 1 && workers <= mostWorkers) return workers;
  throw new UserError(`workers is ${workers}: give a whole number from 1 to ${mostWorkers}.`, 'workers');
}

function asCompared({ label, step, experiment }: WholeRun): ComparedQuestion {
  return { label, step, experiment };
}

function previewOf(experiment: Experiment, arithmetic: Parameters<typeof loadDataset>[1]): DataPreview {
  const { inputNames, targetNames, classes, train, test } = loadDataset(experiment.data, arithmetic);
  const part = (samples: typeof train | undefined) => {
    const shown = Math.min(samples?.count ?? 0, previewedSamples);
    return {
      inputs: samples?.inputs.slice(0, shown * inputNames.length) ?? new Float64Array(0),
      targets: samples?.targets.slice(0, shown * targetNames.length) ?? new Float64Array(0),
    };
  };
  return {
    inputNames,
    targetNames,
    classes,
    trainCount: train.count,
    testCount: test?.count ?? 0,
    train: part(train),
    test: part(test),
  };
}

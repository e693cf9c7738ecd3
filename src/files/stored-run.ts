/**
 * A run and its landscape as the arrays and scalars of a `.saddle` file, and back.
 *
 * | array (`.npy`)                                                         | shape                             |
 * | ---------------------------------------------------------------------- | --------------------------------- |
 * | history_steps, history_loss, history_gradient_norm, history_accuracy,   | recorded steps                    |
 * | history_test_loss, history_test_accuracy                               |                                   |
 * | history_effective_width                                                | recorded steps × hidden layers    |
 * | checkpoint_steps                                                       | checkpoints                       |
 * | checkpoints                                                            | checkpoints × parameters          |
 * | landscape_values                                                       | betas × alphas                    |
 * | landscape_alphas, landscape_betas                                      | alphas, betas                     |
 * | landscape_centre, landscape_first, landscape_second                    | parameters                        |
 * | trajectory_steps, trajectory_alpha, trajectory_beta,                   | checkpoints at that time          |
 * | trajectory_distance, trajectory_loss, trajectory_plane_value           |                                   |
 */
import type { History } from '../analysis/history';
import type { Landscape } from '../analysis/landscape';
import { type Arrays, take } from './arrays-by-name';
import type { NpyArray } from './npy';
import type { SaddleDocument, SaddleResults } from './saddle-file';
import { emptyHistory, reaches, unpackHistory } from './stored-history';
import { landscapeScalars, unpackLandscape } from './stored-landscape';

/** What is kept of a run besides its experiment. */
export interface StoredRun {
  readonly status: SaddleResults['status'];
  readonly step: number;
  readonly message: string;
  readonly parameterCount: number;
  readonly history: History;
  /** Ascending. */
  readonly checkpointSteps: Float64Array;
  /** checkpoints × parameters, row-major. */
  readonly checkpoints: Float64Array;
  readonly landscape: Landscape | null;
  /** What was damaged in the file that the run is read from: the checkpoints, of which there are then none, or numbers of the history, which are NaN. */
  readonly lost?: 'checkpoints' | 'history';
}

/** The `results` and `arrays` of a document. Throws `RangeError` where lengths contradict each other (a mistake of the program). */
export function packRun(run: StoredRun): Pick<SaddleDocument, 'results' | 'arrays'> {
  const { history, landscape } = run;
  const rows = history.steps.length;
  const last = (values: Float64Array): number => values.at(-1) ?? NaN;
  const arrays: Record<string, NpyArray> = {
    history_steps: vector(history.steps),
    history_loss: vector(history.loss),
    history_gradient_norm: vector(history.gradientNorm),
    history_accuracy: vector(history.accuracy),
    history_test_loss: vector(history.testLoss),
    history_test_accuracy: vector(history.testAccuracy),
    history_effective_width: matrix(rows, history.effectiveWidth),
    checkpoint_steps: vector(run.checkpointSteps),
    checkpoints: { shape: [run.checkpointSteps.length, run.parameterCount], data: run.checkpoints },
  };
  // What was lost is left out again, so that whoever opens the file is told.
  if (run.lost === 'checkpoints') {
    delete arrays['checkpoint_steps'];
    delete arrays['checkpoints'];
  } else if (run.lost === 'history') {
    for (const [name, { data }] of Object.entries(arrays))
      if (name.startsWith('history_') && (data as Float64Array).every(Number.isNaN)) delete arrays[name];
  }
  if (landscape !== null) {
    const { plane, trajectory } = landscape;
    Object.assign(arrays, {
      landscape_values: { shape: [landscape.betas.length, landscape.alphas.length], data: landscape.values },
      landscape_alphas: vector(landscape.alphas),
      landscape_betas: vector(landscape.betas),
      landscape_centre: vector(plane.centreTheta),
      landscape_first: vector(plane.first),
      landscape_second: vector(plane.second),
      trajectory_steps: vector(trajectory.steps),
      trajectory_alpha: vector(trajectory.alpha),
      trajectory_beta: vector(trajectory.beta),
      trajectory_distance: vector(trajectory.distance),
      trajectory_loss: vector(trajectory.loss),
      trajectory_plane_value: vector(trajectory.planeLoss),
    });
  }
  const results: SaddleResults = {
    status: run.status,
    step: run.step,
    message: run.message,
    parameterCount: run.parameterCount,
    loss: last(history.loss),
    gradientNorm: last(history.gradientNorm),
    accuracy: last(history.accuracy),
    testLoss: last(history.testLoss),
    testAccuracy: last(history.testAccuracy),
    landscape: landscape === null ? null : landscapeScalars(landscape),
  };
  return { results, arrays };
}

export interface UnpackedRun {
  /** Null where the file holds no run, or neither its history nor its checkpoints. */
  readonly record: StoredRun | null;
  /** What is not there, one sentence each; none where the record is whole. */
  readonly warnings: readonly string[];
}

/** What a record must fit. */
export interface NetworkSize {
  readonly parameterCount: number;
  readonly hiddenLayers: number;
}

/**
 * The run in a document, as far as its arrays are there and fit each other and the network. Each part stands for itself: without checkpoints the history and the
 * landscape stay, without a history the checkpoints do (all its numbers are then NaN), and of the history every column that is whole.
 */
export function unpackRun(
  { results, arrays }: Pick<SaddleDocument, 'results' | 'arrays'>,
  size: NetworkSize,
  name: string,
): UnpackedRun {
  if (results === null) return { record: null, warnings: [] };
  const { parameterCount } = size;
  if (results.parameterCount !== parameterCount)
    return {
      record: null,
      warnings: [
        `${name}: the run is of a network with ${results.parameterCount} parameters and the experiment's has ${parameterCount}; the experiment is opened as one that has not run.`,
      ],
    };
  const kept = unpackCheckpoints(arrays, results, parameterCount);
  const written = unpackHistory(arrays, results, size.hiddenLayers);
  if (typeof kept === 'string' && typeof written === 'string')
    return {
      record: null,
      warnings: [
        `${name}: the run's checkpoints (${kept}) and its history (${written}) are missing or damaged; the experiment is opened as one that has not run.`,
      ],
    };
  const warnings: string[] = [];
  if (typeof kept === 'string')
    warnings.push(
      `${name}: the run's checkpoints are missing or damaged (${kept}); its history is kept, and training it on makes them anew.`,
    );
  if (typeof written === 'string')
    warnings.push(
      `${name}: the run's history is missing or damaged (${written}); its checkpoints are kept, and training it on makes it anew.`,
    );
  else if (written.lost.length > 0)
    warnings.push(
      `${name}: of the run's history, what is missing or damaged is left empty (${written.lost.join(', ')}); training it on makes it anew.`,
    );
  const lost = typeof kept === 'string' ? 'checkpoints' : warnings.length > 0 ? 'history' : undefined;
  let landscape: Landscape | null = null;
  if (results.landscape !== null) {
    landscape = unpackLandscape(arrays, results.landscape, parameterCount);
    if (landscape === null) warnings.push(`${name}: the landscape is missing or damaged; compute it again.`);
  }
  const { status, step, message } = results;
  const { checkpointSteps, checkpoints } =
    typeof kept === 'string'
      ? { checkpointSteps: new Float64Array(0), checkpoints: new Float64Array(0) }
      : kept;
  const history =
    typeof written === 'string' ? emptyHistory(checkpointSteps, size.hiddenLayers) : written.history;
  return {
    record: {
      status,
      step,
      message,
      parameterCount,
      history,
      checkpointSteps,
      checkpoints,
      landscape,
      ...(lost === undefined ? {} : { lost }),
    },
    warnings,
  };
}

/** Or the array that is missing or damaged. The program writes finite parameters alone, also of a run that diverged. */
function unpackCheckpoints(
  arrays: Arrays,
  results: SaddleResults,
  parameterCount: number,
): Pick<StoredRun, 'checkpointSteps' | 'checkpoints'> | string {
  const checkpointSteps = take(arrays, 'checkpoint_steps', [null]);
  if (checkpointSteps === null || !reaches(checkpointSteps, results)) return 'checkpoint_steps';
  const checkpoints = take(arrays, 'checkpoints', [checkpointSteps.length, parameterCount]);
  return checkpoints?.every(Number.isFinite) ? { checkpointSteps, checkpoints } : 'checkpoints';
}

function vector(data: Float64Array): NpyArray {
  return { shape: [data.length], data };
}

function matrix(rows: number, data: Float64Array): NpyArray {
  return { shape: [rows, rows === 0 ? 0 : data.length / rows], data };
}

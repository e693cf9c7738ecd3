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
import type { TrajectoryView } from '../analysis/planes';
import type { NpyArray } from './npy';
import type { LandscapeScalars, SaddleDocument, SaddleResults } from './saddle-file';

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
}

type Arrays = Readonly<Record<string, NpyArray>>;

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
  /** Null where the file holds no run, or too little of one to go on from. */
  readonly record: StoredRun | null;
  readonly warnings: readonly string[];
}

/**
 * The run in a document, as far as its arrays are there and fit each other. A lost landscape or history is dropped
 * with a warning; without checkpoints there is no run to show, only the question.
 * @param parameterCount of the parsed experiment; a record of another network is not taken
 */
export function unpackRun(
  document: Pick<SaddleDocument, 'results' | 'arrays'>,
  parameterCount: number,
  name: string,
): UnpackedRun {
  const { results, arrays } = document;
  if (results === null) return { record: null, warnings: [] };
  const warnings: string[] = [];
  const steps = take(arrays, 'checkpoint_steps', [null]);
  const checkpoints = steps && take(arrays, 'checkpoints', [steps.length, parameterCount]);
  const fits = steps !== null && checkpoints !== null && reaches(steps, results);
  if (results.parameterCount !== parameterCount || !fits || !steps || !checkpoints) {
    warnings.push(
      `${name}: the run's checkpoints are missing or do not fit the network; the experiment is opened as one that has not run.`,
    );
    return { record: null, warnings };
  }
  const history = unpackHistory(arrays);
  if (history === null || !reaches(history.steps, results)) {
    warnings.push(
      `${name}: the run's history is missing or damaged; the experiment is opened as one that has not run.`,
    );
    return { record: null, warnings };
  }
  let landscape: Landscape | null = null;
  if (results.landscape !== null) {
    landscape = unpackLandscape(arrays, results.landscape, parameterCount);
    if (landscape === null) warnings.push(`${name}: the landscape is missing or damaged; compute it again.`);
  }
  const { status, step, message } = results;
  return {
    record: {
      status,
      step,
      message,
      parameterCount,
      history,
      checkpointSteps: steps,
      checkpoints,
      landscape,
    },
    warnings,
  };
}

function unpackHistory(arrays: Arrays): History | null {
  const steps = take(arrays, 'history_steps', [null]);
  if (!steps || !ascends(steps)) return null;
  const column = (name: string): Float64Array | null => take(arrays, `history_${name}`, [steps.length]);
  const loss = column('loss');
  const gradientNorm = column('gradient_norm');
  const accuracy = column('accuracy');
  const testLoss = column('test_loss');
  const testAccuracy = column('test_accuracy');
  const effectiveWidth = take(arrays, 'history_effective_width', [steps.length, null]);
  if (!loss || !gradientNorm || !accuracy || !testLoss || !testAccuracy || !effectiveWidth) return null;
  return { steps, loss, gradientNorm, accuracy, testLoss, testAccuracy, effectiveWidth };
}

function unpackLandscape(
  arrays: Arrays,
  scalars: LandscapeScalars,
  parameterCount: number,
): Landscape | null {
  const alphas = take(arrays, 'landscape_alphas', [null]);
  const betas = take(arrays, 'landscape_betas', [null]);
  if (!alphas || !betas || !ascends(alphas) || !ascends(betas)) return null;
  const values = take(arrays, 'landscape_values', [betas.length, alphas.length]);
  const centreTheta = take(arrays, 'landscape_centre', [parameterCount]);
  const first = take(arrays, 'landscape_first', [parameterCount]);
  const second = take(arrays, 'landscape_second', [parameterCount]);
  const trajectory = unpackTrajectory(arrays);
  if (!values || !centreTheta || !first || !second || !trajectory) return null;
  const { quantity, centreValue, origin, plane, settings } = scalars;
  return {
    quantity,
    plane: { ...plane, centreTheta, first, second },
    alphas,
    betas,
    values,
    centreValue,
    trajectory,
    origin,
    ...(settings === undefined ? {} : { settings }),
    milliseconds: 0,
  };
}

function unpackTrajectory(arrays: Arrays): TrajectoryView | null {
  const steps = take(arrays, 'trajectory_steps', [null]);
  if (!steps || !ascends(steps)) return null;
  const column = (name: string): Float64Array | null => take(arrays, `trajectory_${name}`, [steps.length]);
  const alpha = column('alpha');
  const beta = column('beta');
  const distance = column('distance');
  const loss = column('loss');
  const planeLoss = column('plane_value');
  if (!alpha || !beta || !distance || !loss || !planeLoss) return null;
  return { steps, alpha, beta, distance, loss, planeLoss };
}

function landscapeScalars(landscape: Landscape): LandscapeScalars {
  const { quantity, centreValue, origin, plane, settings } = landscape;
  const { name, description, rule, caveats, centre, firstLabel, secondLabel, cosine } = plane;
  return {
    quantity,
    centreValue,
    origin,
    plane: { name, description, rule, caveats, centre, firstLabel, secondLabel, cosine },
    ...(settings === undefined ? {} : { settings }),
  };
}

/** A float64 array of the wanted shape (null = any length), or null. */
function take(arrays: Arrays, name: string, shape: readonly (number | null)[]): Float64Array | null {
  const array = Object.hasOwn(arrays, name) ? arrays[name] : undefined;
  if (!array || !(array.data instanceof Float64Array) || array.shape.length !== shape.length) return null;
  return shape.every((n, axis) => n === null || n === array.shape[axis]) ? array.data : null;
}

/** Whether recorded steps are those of one run: whole numbers from 0 up to the run's step (a diverged run's last steps have no record). */
function reaches(steps: Float64Array, { status, step }: SaddleResults): boolean {
  const last = steps.at(-1);
  return (
    steps[0] === 0 &&
    last !== undefined &&
    ascends(steps) &&
    steps.every(Number.isSafeInteger) &&
    (status === 'diverged' ? last <= step : last === step)
  );
}

function ascends(values: Float64Array): boolean {
  return values.every((value, i) => Number.isFinite(value) && (i === 0 || value > values[i - 1]!));
}

function vector(data: Float64Array): NpyArray {
  return { shape: [data.length], data };
}

function matrix(rows: number, data: Float64Array): NpyArray {
  return { shape: [rows, rows === 0 ? 0 : data.length / rows], data };
}

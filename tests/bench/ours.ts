import { core, type Precision } from '../../src/core';
import { landscapeOnPool } from '../../src/runs/landscape-on-pool';
import { WorkerPool } from '../../src/runs/pool';
import { here, type Contender } from './contender';
import { problemOf, type EnsembleWork, type LandscapeWork, type TrainingWork, type Work } from './work';

/** The core doing the work in this thread, in one precision; none where it has no such function, or not in that precision. */
export function ours(work: Work, precision: Precision): Contender[] {
  const about = { name: `ours ${precision}`, precision, grain: 1 };
  switch (work.kind) {
    case 'training':
      return [training(work, precision)];
    case 'landscape': {
      const workspace = core().workspace(problemOf(work, precision));
      const [centre, first, second] = vectors(work.plane);
      const axis = Float64Array.from(work.axis);
      let grid: Float64Array = new Float64Array();
      const run = (points: number): void => {
        for (let i = 0; i < points; i += axis.length ** 2) {
          grid = workspace.landscape(centre!, first!, second!, axis, axis, 'loss');
        }
      };
      return [here({ ...about, grain: axis.length ** 2 }, run, () => grid)];
    }
    case 'ensemble':
      return [ensemble(work, precision)];
    case 'eigenvalues': {
      if (precision === 'f32') return [];
      const matrix = Float64Array.from(work.matrix);
      let values: Float64Array = new Float64Array();
      return [
        here(
          about,
          repeat(() => (values = core().eigen(matrix, work.n, { vectors: false }).values)),
          () => values,
        ),
      ];
    }
    default: {
      // Second and higher derivatives are always computed in f64.
      if (precision === 'f32') return [];
      const second = core().workspace(problemOf(work, precision)).secondOrder();
      const theta = Float64Array.from(work.theta);
      const direction = Float64Array.from(work.direction);
      const point = second.prepareHessian(theta);
      // C writes into the same memory each time, too.
      const product = new Float64Array(theta.length);
      const matrix = work.kind === 'hessian' ? new Float64Array(theta.length ** 2) : product;
      let result: Float64Array = new Float64Array();
      const once = (): Float64Array => {
        if (work.kind === 'taylor') return second.taylor(theta, direction, work.order, 'frozen');
        if (work.kind === 'hessian-vector') return point.hessianVector(direction, product);
        second.hessian(theta, matrix);
        return work.eigenvalues ? core().eigen(matrix, theta.length, { vectors: false }).values : matrix;
      };
      return [
        here(
          about,
          repeat(() => (result = once())),
          () => result,
        ),
      ];
    }
  }
}

/** The landscape as the app computes it: through a pool of threads. */
export function oursOnPool(work: LandscapeWork, precision: Precision, workers: number): Contender {
  const pool = new WorkerPool(core().module, workers);
  const problem = { key: 'bench', problem: problemOf(work, precision), parameterCount: work.plane[0].length };
  const [centre, first, second] = vectors(work.plane);
  const axis = Float64Array.from(work.axis);
  const grid = {
    centre: centre!,
    first: first!,
    second: second!,
    alphas: axis,
    betas: axis,
    quantity: 'loss',
  } as const;
  let values: Float64Array = new Float64Array();
  const run = async (points: number): Promise<void> => {
    for (let i = 0; i < points; i += axis.length ** 2) values = await landscapeOnPool(pool, problem, grid);
  };
  const name = `ours ${precision}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  return here(
    { name, precision, workers, grain: axis.length ** 2 },
    run,
    () => values,
    () => void pool.dispose(),
  );
}

function training(work: TrainingWork, precision: Precision): Contender {
  const trainer = core()
    .workspace(problemOf(work, precision))
    .startTraining(Float64Array.from(work.theta), {
      rule: { name: 'gradient-descent', rate: work.rate },
      order: { kind: 'full' },
      noiseSeed: 0,
    });
  return here(
    { name: `ours ${precision}`, precision, grain: 1 },
    (steps) => void trainer.advance(steps),
    () => trainer.theta(),
  );
}

/** From the first step to the last θ; the memory of each ensemble is taken and filled before the clock starts, as C's is. */
function ensemble(work: EnsembleWork, precision: Precision): Contender {
  const problem = problemOf(work, precision);
  const members = work.thetas.length;
  const starts = Float64Array.from(work.thetas.flat());
  const rule = { name: 'gradient-descent', rate: work.rate } as const;
  let thetas: Float64Array = new Float64Array();
  const run = async (trainings: number): Promise<number> => {
    let milliseconds = 0;
    for (let i = 0; i < trainings; i += members) {
      const together = core().ensemble(problem, { members, starts, rule });
      const start = performance.now();
      together.advance(work.steps);
      thetas = together.thetas();
      milliseconds += performance.now() - start;
    }
    return milliseconds / 1000;
  };
  const about = { name: `ours ${precision}`, precision, grain: members };
  return {
    ...here(
      about,
      () => undefined,
      () => thetas,
    ),
    run,
  };
}

function repeat(once: () => void): (times: number) => void {
  return (times) => {
    for (let i = 0; i < times; i++) once();
  };
}

function vectors(lists: readonly (readonly number[])[]): Float64Array[] {
  return lists.map((list) => Float64Array.from(list));
}

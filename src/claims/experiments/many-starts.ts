import type { Experiment } from '../../model/experiment';
import type { CellRun } from '../cell-run';

/** Members are advanced this many steps between two looks at whether the person has cancelled. */
const slice = 500;

/** Trains the cell's problem from several starts at once, for the experiment's number of steps; one θ per start. */
export function trainAll(run: CellRun, starts: readonly Float64Array[]): Float64Array[] {
  const { steps, rule } = run.experiment.training;
  const count = run.initial.length;
  const all = new Float64Array(starts.length * count);
  starts.forEach((start, i) => all.set(start, i * count));
  const ensemble = run.core.ensemble(run.problem, { members: starts.length, starts: all, rule });
  while (ensemble.step < steps && ensemble.running > 0) {
    run.checkCancelled();
    ensemble.advance(Math.min(slice, steps - ensemble.step));
    run.progress(ensemble.step / steps);
  }
  const ends = ensemble.thetas();
  return starts.map((_, i) => ends.slice(i * count, (i + 1) * count));
}

/** The starts of the cell's experiment with the seeds 1, 2, 3 … */
export function seededStarts(run: CellRun, count: number): Float64Array[] {
  return Array.from({ length: count }, (_, i) => run.open(withSeed(run.experiment, i + 1)).initial);
}

function withSeed(experiment: Experiment, seed: number): Experiment {
  return { ...experiment, initialisation: { ...experiment.initialisation, seed } };
}

import type { Core } from '../../core/contract';
import { givenPoint } from '../given-point';
import { normals, times } from '../../model/vectors';
import type { StudiedRun } from '../studies/study';

/** From where a search for a critical point begins. */
export type Start =
  | { readonly from: 'random'; readonly index: number }
  /** A checkpoint of the run at which its gradient was smaller than before and after. */
  | { readonly from: 'training'; readonly step: number; readonly checkpoint: number }
  | { readonly from: 'origin' }
  /** Parameters given as numbers. */
  | { readonly from: 'given' };

/** Most points of the training that are looked at: the deepest dips of the gradient norm. */
const mostSlow = 16;

/** All starts of a search, in a fixed order: a given point, the all-zero point, the points that training passed slowly, the random ones. */
export function startsOf(run: StudiedRun, random: number, given: boolean): Start[] {
  return [
    ...(given ? [{ from: 'given' } as const] : []),
    { from: 'origin' },
    ...slowPoints(run),
    ...Array.from({ length: random }, (_, index) => ({ from: 'random', index }) as const),
  ];
}

/** θ of a start. Every random start has a stream of its own, so it does not depend on which thread draws it. */
export function startPoint(
  core: Core,
  run: StudiedRun,
  start: Start,
  {
    scale,
    seed,
    theta,
  }: { readonly scale: number; readonly seed: number; readonly theta: readonly number[] },
): Float64Array {
  const P = run.workspace.parameterCount;
  switch (start.from) {
    case 'given':
      return givenPoint(theta, P).theta;
    case 'origin':
      return new Float64Array(P);
    case 'training':
      return run.record.checkpoints[start.checkpoint]!.slice();
    case 'random':
      return times(normals(P, core.stream(seed, `critical-points/${start.index}`)), scale);
  }
}

/** A dip counts where the gradient norm is this many times larger on both sides, before anything lower … */
const depth = 2;
/** … and what is this small beside the largest of the run is rounding. */
const flat = 1e-10;

/**
 * Checkpoints where the gradient norm has a local minimum over the run; the first and the last one have only one side. Of more than 16 those with the
 * smallest gradient.
 */
function slowPoints({ record, workspace }: StudiedRun): Start[] {
  const norms = record.checkpoints.map((theta) => workspace.evaluate(theta).gradientNorm);
  const floor = flat * norms.reduce((most, size) => (size > most ? size : most), 0);
  const sizes = norms.map((size) => Math.max(size, floor));
  /** How high it rises on one side before something lower comes; infinite where nothing lower comes. */
  const rise = (from: number, step: 1 | -1): number => {
    const own = sizes[from]!;
    let most = own;
    for (let i = from + step; i >= 0 && i < sizes.length; i += step) {
      const size = sizes[i]!;
      // Of equal ones the first counts.
      if (size < own || (step < 0 && size === own)) return most;
      most = Math.max(most, size);
    }
    return Infinity;
  };
  const deep = (i: number) =>
    [rise(i, -1), rise(i, 1)].every((high) => high > sizes[i]! && high >= depth * sizes[i]!);
  const dips = sizes.flatMap((size, i) => (Number.isFinite(size) && deep(i) ? [i] : []));
  const kept = new Set([...dips].sort((a, b) => sizes[a]! - sizes[b]! || a - b).slice(0, mostSlow));
  return dips
    .filter((i) => kept.has(i))
    .map((i) => ({ from: 'training', step: record.checkpointSteps[i]!, checkpoint: i }));
}

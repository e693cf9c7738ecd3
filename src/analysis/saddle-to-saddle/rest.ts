import type { Core, Workspace } from '../../core/contract';
import { difference, norm } from '../../model/vectors';
import { type LocalSettings, localFacts } from '../critical/critical-point';
import type { HigherOrder } from '../critical/higher-order';
import { polish } from '../critical/polish';
import type { Inertia } from '../spectrum/inertia';
import { singularValues } from '../singular-values';
import { endToEnd, isLinear } from './linear-map';

/** The critical point beside which a run rests on a plateau. */
export interface NearSaddle {
  readonly theta: Float64Array;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly inertia: Inertia;
  /** What a search over higher Taylor coefficients says where the eigenvalues do not decide; else null. */
  readonly higher: HigherOrder | null;
  /** ‖θ − the run's point on the plateau‖. */
  readonly distance: number;
  /** Of the end-to-end map of a linear network; null for others. */
  readonly rank: number | null;
}

/** Singular values up to this share of the largest one of the point and of the data count as 0. */
const rankTolerance = 1e-5;

/** Newton’s method from a point on a plateau; null where it does not end at a critical point. */
export function saddleBeside(
  core: Core,
  workspace: Workspace,
  point: Float64Array,
  settings: LocalSettings & { readonly iterations: number },
  tick: () => void,
): NearSaddle | null {
  const end = polish(core, workspace, point, { ...settings, away: Infinity }, tick);
  if (end.outcome !== 'converged') return null;
  const { theta, loss, gradientNorm } = end;
  const { inertia, higher } = localFacts(core, workspace, end, settings, tick);
  const distance = norm(difference(theta, point));
  return { theta, loss, gradientNorm, inertia, higher, distance, rank: rankAt(workspace, theta) };
}

/** Rank of the end-to-end map; the scale is that of the targets, so that a map of nothing but rounding has rank 0. */
function rankAt({ problem: { network, train } }: Workspace, theta: Float64Array): number | null {
  if (!isLinear(network)) return null;
  const { values } = singularValues(endToEnd(network, theta), network.sizes.at(-1)!, network.sizes[0]!);
  const scale = norm(train.targets) / Math.max(norm(train.inputs), 2 ** -1000);
  return values.filter((value) => value > rankTolerance * Math.max(values[0]!, scale)).length;
}

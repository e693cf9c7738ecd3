import type { Core, Eigen, Workspace } from '../../core/contract';
import { UserError } from '../../model/user-error';
import { norm } from '../../model/vectors';
import {
  type BlockNorms,
  blockNorms,
  blockSpans,
  blockSpectrum,
  type BlockSpectrum,
  layerSpans,
} from './blocks';
import { type Cluster, clustersOf } from './clusters';
import { directionOf, type DirectionRole, type EigenDirection } from './direction';
import { type Inertia, inertiaOf } from './inertia';
import { type Residence, residenceOf } from './residence';

/** Most parameters for which the whole Hessian is taken apart. */
export const mostExact = 2000;

/** A cluster at an end of the spectrum, or the null space: where its directions live, whatever basis was chosen for them. */
export interface Eigenspace {
  readonly role: DirectionRole;
  readonly value: number;
  readonly multiplicity: number;
  readonly residence: Residence;
}

/** The Hessian taken apart, P parameters. */
export interface ExactHessian {
  /** All P eigenvalues, ascending. */
  readonly eigenvalues: Float64Array;
  /** ‖H·v − λ·v‖ of each pair. */
  readonly residuals: Float64Array;
  /** ‖H‖₂ (the largest |λ|) and ‖H‖ of Frobenius. */
  readonly norm: number;
  readonly frobenius: number;
  readonly inertia: Inertia;
  /** What the tolerance is made of: a bound on rounding in the Hessian's sums, and the solver's residuals together. No eigenvalue is further off than their sum (Weyl). */
  readonly tolerance: { readonly rounding: number; readonly solver: number };
  readonly clusters: readonly Cluster[];
  readonly spaces: readonly Eigenspace[];
  readonly directions: readonly EigenDirection[];
  readonly layers: readonly BlockSpectrum[];
  readonly blocks: readonly BlockSpectrum[];
  readonly blockNorms: BlockNorms;
}

export interface ExactOptions {
  /** Which eigenvectors the answer holds: those of both ends and of the null space, all, or none. */
  readonly vectors: 'extremes' | 'all' | 'none';
  /** Most eigenvectors per end and of the null space. */
  readonly listed: number;
}

/**
 * All eigenvalues and eigenvectors of the exact Hessian.
 * @param rounding bound on the Hessian's error in the spectral norm, see `roundingBounds`
 * @throws UserError where the Hessian is not finite
 */
export function exactHessian(
  core: Core,
  workspace: Workspace,
  theta: Float64Array,
  rounding: number,
  options: ExactOptions,
  checkpoint: (share: number) => void = () => undefined,
): ExactHessian {
  const { network } = workspace.problem;
  const n = workspace.parameterCount;
  const second = workspace.secondOrder();
  const hessian = second.hessian(theta);
  if (!hessian.every(Number.isFinite)) throw notFinite();
  checkpoint(0.2);
  const eigen = core.eigen(hessian, n, { vectors: true }) as Required<Eigen>;
  checkpoint(0.7);
  const { values, residuals } = eigen;
  // H = VΛVᵀ + RVᵀ with the residuals as R's columns, so ‖R‖ of Frobenius bounds how far the solver is off.
  const solver = norm(residuals);
  const tolerance = rounding + solver;
  const inertia = inertiaOf(values, tolerance);
  const clusters = clustersOf(values, tolerance);
  const spectrumOf = (span: Parameters<typeof blockSpectrum>[3]): BlockSpectrum =>
    blockSpectrum(core, hessian, n, span, tolerance);
  const prepared = second.prepareHessian(theta);
  const rowOf = (k: number): Float64Array => eigen.vectors.subarray(k * n, (k + 1) * n);
  const pairAt = (k: number) => ({ value: values[k]!, residual: residuals[k]!, vector: rowOf(k) });
  const ends = endClusters(clusters);
  const asked: [DirectionRole, number][] =
    options.vectors === 'none'
      ? []
      : options.vectors === 'all'
        ? Array.from(values, (_, k) => [roleAt(ends, k), k])
        : ends.flatMap(({ role, cluster }) =>
            indices(cluster)
              .slice(0, options.listed)
              .map((k): [DirectionRole, number] => [role, k]),
          );
  const spans = blockSpans(network);
  const report = {
    eigenvalues: values,
    residuals,
    norm: Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!)),
    frobenius: norm(hessian),
    inertia,
    tolerance: { rounding, solver },
    clusters,
    spaces: ends.map(({ role, cluster }) => ({
      role,
      value: cluster.value,
      multiplicity: cluster.multiplicity,
      residence: residenceOf(network, indices(cluster).map(rowOf)),
    })),
    directions: asked.map(([role, k]) => directionOf(role, pairAt(k), network, prepared)),
    layers: layerSpans(network).map(spectrumOf),
    blocks: spans.map(spectrumOf),
    blockNorms: blockNorms(hessian, n, spans),
  };
  checkpoint(1);
  return report;
}

interface End {
  readonly role: DirectionRole;
  readonly cluster: Cluster;
}

/** The most negative cluster, the most positive one and the null space, as far as they are there. */
function endClusters(clusters: readonly Cluster[]): End[] {
  const ends: End[] = [];
  const first = clusters[0]!;
  const last = clusters.at(-1)!;
  if (first.value < 0) ends.push({ role: 'most-negative', cluster: first });
  if (last.value > 0) ends.push({ role: 'most-positive', cluster: last });
  const zero = clusters.find(({ value }) => value === 0);
  if (zero) ends.push({ role: 'null', cluster: zero });
  return ends;
}

function roleAt(ends: readonly End[], k: number): DirectionRole {
  return (
    ends.find(({ cluster }) => k >= cluster.first && k < cluster.first + cluster.multiplicity)?.role ??
    'other'
  );
}

function indices({ first, multiplicity }: Cluster): number[] {
  return Array.from({ length: multiplicity }, (_, i) => first + i);
}

export function notFinite(): UserError {
  return new UserError(
    'The second derivatives are not finite at this point, because the network or its loss overflows there: look at an earlier point.',
    'at',
  );
}

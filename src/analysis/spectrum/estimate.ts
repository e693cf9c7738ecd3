import type { Core, Workspace } from '../../core/contract';
import { type DensityOptions, inertiaEstimate, type Probe, probeSpectrum, spectralDensity } from './density';
import { directionOf, type DirectionRole, type EigenDirection } from './direction';
import { type Ends, extremePairs } from './ends';
import type { EstimatedSpectrum } from './report';

/** Both ends of a spectrum with their eigenvectors. */
export interface EstimatedEnds extends Pick<Ends, 'confirmed' | 'products' | 'passes'> {
  readonly lowest: readonly EigenDirection[];
  readonly highest: readonly EigenDirection[];
}

export interface EstimateOptions extends DensityOptions {
  /** Eigenpairs per end. */
  readonly listed: number;
  readonly lanczosSteps: number;
  readonly probeSeed: number;
}

/** Pairs are taken as found at this residual, relative to the largest |λ|. */
const accuracy = 1e-9;
/** |λ| up to this share of the largest one counts as zero: Ritz values resolve no better than about the root of a round-off. */
const zeroShare = 1e-8;
/** Bytes that the basis of a Lanczos iteration may take. */
const basisBytes = 2 ** 29;

/** Steps that fit the memory of a basis. */
export function affordableSteps(steps: number, parameterCount: number): number {
  return Math.max(2, Math.min(steps, parameterCount, Math.floor(basisBytes / (8 * parameterCount))));
}

export function estimatedEnds(
  core: Core,
  workspace: Workspace,
  theta: Float64Array,
  { listed, lanczosSteps, probeSeed }: EstimateOptions,
  checkpoint: (share: number) => void = () => undefined,
): EstimatedEnds {
  const n = workspace.parameterCount;
  const prepared = workspace.secondOrder().prepareHessian(theta);
  const longest = affordableSteps(lanczosSteps, n);
  let products = 0;
  const apply = (v: Float64Array): Float64Array => {
    // How many passes it takes is not known beforehand; the bar approaches its end.
    products++;
    checkpoint(1 - 1 / (1 + products / (2 * longest)));
    return prepared.hessianVector(v);
  };
  const options = {
    count: listed,
    steps: longest,
    accuracy,
    random: core.stream(probeSeed, 'spectrum-ends'),
  };
  const ends = extremePairs(core, n, apply, options);
  const { network } = workspace.problem;
  const described = (role: DirectionRole, pairs: Ends['lowest']): EigenDirection[] =>
    pairs.map((pair) => directionOf(role, pair, network, prepared));
  return {
    ...ends,
    lowest: described('most-negative', ends.lowest),
    highest: described('most-positive', ends.highest),
  };
}

export function probeAt(
  core: Core,
  workspace: Workspace,
  theta: Float64Array,
  index: number,
  { lanczosSteps, probeSeed }: EstimateOptions,
  checkpoint: (share: number) => void = () => undefined,
): Probe {
  const n = workspace.parameterCount;
  const prepared = workspace.secondOrder().prepareHessian(theta);
  const most = affordableSteps(lanczosSteps, n);
  let products = 0;
  const apply = (v: Float64Array): Float64Array => {
    checkpoint(products++ / most);
    return prepared.hessianVector(v);
  };
  return probeSpectrum(core, n, apply, most, core.stream(probeSeed, `spectrum-probe-${index}`));
}

/** @param rounding bound on the Hessian's error in the spectral norm */
export function estimateOf(
  core: Core,
  n: number,
  ends: EstimatedEnds,
  probes: readonly Probe[],
  rounding: number,
  options: EstimateOptions,
): Pick<EstimatedSpectrum, 'lowest' | 'highest' | 'confirmed' | 'inertia' | 'density' | 'effort'> {
  const { lowest, highest, confirmed, products, passes } = ends;
  const largest = Math.max(Math.abs(lowest[0]!.value), Math.abs(highest[0]!.value));
  return {
    lowest,
    highest,
    confirmed,
    inertia: inertiaEstimate(probes, n, rounding + zeroShare * largest),
    density: spectralDensity(core, probes, options),
    effort: {
      products: products + probes.reduce((sum, { nodes }) => sum + nodes.length, 0),
      passes,
      probes: probes.length,
      steps: affordableSteps(options.lanczosSteps, n),
      seed: options.probeSeed,
    },
  };
}

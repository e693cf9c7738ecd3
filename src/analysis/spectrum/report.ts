import type { Criticality } from '../criticality';
import type { StudiedPoint } from '../given-point';
import type { Smoothness } from '../kinks';
import type { Density, InertiaEstimate } from './density';
import type { EigenDirection } from './direction';
import type { ExactHessian } from './exact';
import type { GaussNewtonSpectrum } from './gauss-newton';

/** What every answer about a spectrum says of its point. */
interface SpectrumPoint extends Omit<StudiedPoint, 'theta'> {
  readonly parameterCount: number;
  readonly loss: number;
  readonly criticality: Criticality;
  /** Where units are on a kink, the Hessian is that of the frozen branch (z ≤ 0) and does not see the other sides. */
  readonly smoothness: Smoothness;
  /** The answer in plain words, most important first. */
  readonly sentences: readonly string[];
}

/** Every eigenvalue, from the exact Hessian. */
export interface ExactSpectrum extends SpectrumPoint, ExactHessian {
  readonly kind: 'exact';
  readonly gaussNewton: GaussNewtonSpectrum;
}

/** Both ends by Lanczos, everything between them by sampling. Each number carries its residual or standard error. */
export interface EstimatedSpectrum extends SpectrumPoint {
  readonly kind: 'estimate';
  /** Ascending from the lowest eigenvalue; descending from the highest. */
  readonly lowest: readonly EigenDirection[];
  readonly highest: readonly EigenDirection[];
  /** See `Ends`: a last pass found nothing further beyond them. */
  readonly confirmed: boolean;
  readonly inertia: InertiaEstimate;
  readonly density: Density;
  /** What it cost and hangs on. */
  readonly effort: {
    readonly products: number;
    readonly passes: number;
    readonly probes: number;
    /** Lanczos steps per pass and probe, fewer than asked for where memory is short. */
    readonly steps: number;
    readonly seed: number;
  };
}

export type SpectrumReport = ExactSpectrum | EstimatedSpectrum;

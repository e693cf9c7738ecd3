import type { LandscapeQuantity } from '../core/contract';
import type { PlaneView, TrajectoryView } from './planes';

/** A quantity sampled on a plane, with a run's path in it. */
export interface Landscape {
  readonly quantity: LandscapeQuantity;
  readonly plane: PlaneView;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** values[j·alphas.length + i] at (alphas[i], betas[j]). May hold NaN or ∞ where the network overflows. */
  readonly values: Float64Array;
  /** The quantity at the centre. */
  readonly centreValue: number;
  readonly trajectory: TrajectoryView;
  /** Where the all-zero point lies in the plane, or null if it is not in it. */
  readonly origin: { readonly alpha: number; readonly beta: number } | null;
  /** Milliseconds of computing. */
  readonly milliseconds: number;
}

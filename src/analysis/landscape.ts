import type { LandscapeQuantity } from '../core/contract';
import type { LandscapeSpec } from '../model/experiment';
import type { PlaneAnswer } from './planes';

/** A quantity sampled on a plane, with a run's path in it. */
export interface Landscape extends PlaneAnswer {
  readonly quantity: LandscapeQuantity;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** values[j·alphas.length + i] at (alphas[i], betas[j]). May hold NaN or ∞ where the network overflows. */
  readonly values: Float64Array;
  /** What was asked for; absent where an older file did not keep it. */
  readonly settings?: LandscapeSpec;
  /** Milliseconds of computing. */
  readonly milliseconds: number;
}

import type { Workspace } from '../core/contract';

/** What passes through the network at one point, for the training inputs: samples × units per weight layer. */
export interface Pass {
  /** Values after the activation. */
  readonly activations: readonly Float64Array[];
  /** ∂loss/∂z (z before the activation), without the L1/L2 terms. */
  readonly deltas: readonly Float64Array[];
}

export function passAt(workspace: Workspace, theta: Float64Array): Pass {
  return { activations: workspace.activations(theta), deltas: workspace.deltas(theta) };
}

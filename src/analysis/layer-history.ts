import type { Workspace } from '../core/contract';
import { layerRanges } from '../model/network';
import { norm } from '../model/vectors';
import { wholeLayer } from './layers';
import { layerBalance } from './symmetry/imbalance';
import { evenlySpaced } from './thinning';

/** What the layers do over a run, at the steps whose parameters were kept. */
export interface LayerHistory {
  readonly steps: Float64Array;
  /** Euclidean norm of the gradient of each weight layer, weights and biases together: one array of steps per layer. */
  readonly gradientNorms: readonly Float64Array[];
  /**
   * ‖outgoing weights‖² − ‖incoming weights‖² − ‖biases‖² of each hidden layer: one array of steps per layer. Gradient flow conserves it where the activation is
   * homogeneous (see symmetry/imbalance.ts).
   */
  readonly balances: readonly Float64Array[];
}

/** Most checkpoints that are measured; thinned evenly, first and last kept. */
const mostMeasured = 400;

export function layerHistory(
  workspace: Workspace,
  {
    checkpointSteps,
    checkpoints,
  }: { readonly checkpointSteps: Float64Array; readonly checkpoints: readonly Float64Array[] },
): LayerHistory {
  const ranges = layerRanges(workspace.problem.network);
  const measured = evenlySpaced(checkpoints.length, mostMeasured);
  const perLayer = (count: number) => Array.from({ length: count }, () => new Float64Array(measured.length));
  const gradientNorms = perLayer(ranges.length);
  const balances = perLayer(ranges.length - 1);
  measured.forEach((checkpoint, i) => {
    const theta = checkpoints[checkpoint]!;
    const gradient = workspace.gradient(theta);
    ranges.forEach((range, layer) => {
      gradientNorms[layer]![i] = norm(wholeLayer(gradient, range));
      const outgoing = ranges[layer + 1];
      if (outgoing) balances[layer]![i] = layerBalance(theta, range, outgoing);
    });
  });
  return { steps: Float64Array.from(measured, (i) => checkpointSteps[i]!), gradientNorms, balances };
}

import type { CellRun } from './cell-run';

/** Names of what is measured of every cell besides what its document says. */
export const traits = {
  valueAtZero: 'φ(0)',
  slope: 'mean loss slope at zero',
  outputBias: 'output bias',
} as const;

/**
 * What a cell's network and data are like at the all-zero point, asked of the core: whether hidden units give 0 there, and whether the loss slope δ = ∂ℓ/∂z of
 * every output averages to 0 over the samples (up to a rounding error of its sum).
 */
export function traitsOf({ workspace, problem }: CellRun): Record<string, string> {
  const { sizes, biases } = problem.network;
  const origin = new Float64Array(workspace.parameterCount);
  const hidden = workspace.activations(origin).slice(0, -1);
  const outputs = sizes.at(-1)!;
  const delta = workspace.deltas(origin).at(-1)!;
  let balanced = true;
  for (let output = 0; output < outputs; output++) {
    let sum = 0;
    let size = 0;
    for (let at = output; at < delta.length; at += outputs) {
      sum += delta[at]!;
      size += Math.abs(delta[at]!);
    }
    if (Math.abs(sum) > 1e-14 * size) balanced = false;
  }
  return {
    ...(hidden.length === 0
      ? {}
      : {
          [traits.valueAtZero]: hidden.every((layer) => layer.every((value) => value === 0)) ? '0' : 'not 0',
        }),
    [traits.slope]: balanced ? '0' : 'not 0',
    [traits.outputBias]: biases.at(-1) ? 'present' : 'absent',
  };
}

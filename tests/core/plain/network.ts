import type { Problem } from '../../../src/core/contract';
import { plainActivation } from './activations';
import { plainLoss } from './losses';

/**
 * The plain twin of the network kernels: loops over samples, units and inputs in double precision, nothing clever.
 * Only tests use it.
 */

export interface PlainResult {
  loss: number;
  gradient: number[];
  /** Per layer samples × units, flattened like the contract's arrays. */
  activations: number[][];
  deltas: number[][];
}

/**
 * Loss with penalties, gradient, activations and deltas at theta over the given training samples (all of them by default). `factors` are those of
 * dropout: per picked sample, per hidden layer, per unit.
 */
export function plainNetwork(
  problem: Problem,
  theta: ArrayLike<number>,
  samples?: readonly number[],
  factors?: readonly (readonly (readonly number[])[])[],
): PlainResult {
  const { sizes, activations, biases } = problem.network;
  const picked = samples ?? Array.from({ length: problem.train.count }, (_, i) => i);
  const layers = activations.length;
  const inputs = sizes[0]!;
  const outputs = sizes[layers]!;
  const starts = layerStarts(problem);

  const values: number[][][] = [];
  const slopes: number[][][] = [];
  for (const [s, i] of picked.entries()) {
    let h = Array.from(problem.train.inputs.subarray(i * inputs, (i + 1) * inputs));
    const sampleValues: number[][] = [h];
    const sampleSlopes: number[][] = [];
    for (let l = 0; l < layers; l++) {
      const from = sizes[l]!;
      const next: number[] = [];
      const slope: number[] = [];
      for (let o = 0; o < sizes[l + 1]!; o++) {
        let z = biases[l] ? theta[starts[l]!.biases + o]! : 0;
        for (let k = 0; k < from; k++) z += theta[starts[l]!.weights + o * from + k]! * h[k]!;
        const [value, derivative] = plainActivation(activations[l]!, z);
        const factor = factors?.[s]?.[l]?.[o] ?? 1;
        next.push(value * factor);
        slope.push(derivative * factor);
      }
      h = next;
      sampleValues.push(next);
      sampleSlopes.push(slope);
    }
    values.push(sampleValues);
    slopes.push(sampleSlopes);
  }

  const targets = picked.map((i) =>
    Array.from(problem.train.targets.subarray(i * outputs, (i + 1) * outputs)),
  );
  const { loss, slopes: lossSlopes } = plainLoss(
    problem.loss,
    values.map((v) => v[layers]!),
    targets,
  );

  const gradient = new Array<number>(theta.length).fill(0);
  const deltas: number[][] = activations.map(() => []);
  picked.forEach((_, s) => {
    let delta = lossSlopes[s]!.map((v, o) => v * slopes[s]![layers - 1]![o]!);
    for (let l = layers - 1; l >= 0; l--) {
      deltas[l]!.push(...delta);
      const from = sizes[l]!;
      const below = new Array<number>(from).fill(0);
      delta.forEach((d, o) => {
        if (biases[l]) gradient[starts[l]!.biases + o]! += d;
        for (let k = 0; k < from; k++) {
          const at = starts[l]!.weights + o * from + k;
          gradient[at]! += d * values[s]![l]![k]!;
          below[k]! += d * theta[at]!;
        }
      });
      if (l > 0) delta = below.map((d, k) => d * slopes[s]![l - 1]![k]!);
    }
  });

  let penalty = 0;
  for (let i = 0; i < theta.length; i++) {
    penalty += problem.l1 * Math.abs(theta[i]!) + (problem.l2 / 2) * theta[i]! ** 2;
    gradient[i]! += problem.l1 * Math.sign(theta[i]!) + problem.l2 * theta[i]!;
  }
  return {
    loss: loss + penalty,
    gradient,
    activations: activations.map((_, l) => values.flatMap((v) => v[l + 1]!)),
    deltas,
  };
}

/** Where the weights and biases of each layer start in θ. */
export function layerStarts(problem: Problem): { weights: number; biases: number }[] {
  const { sizes, biases } = problem.network;
  let end = 0;
  return biases.map((biased, l) => {
    const weights = end;
    end += sizes[l]! * sizes[l + 1]!;
    const at = end;
    if (biased) end += sizes[l + 1]!;
    return { weights, biases: at };
  });
}

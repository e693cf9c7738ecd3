import type { Problem, Summation } from '../../../src/core/contract';
import { core } from '../../../src/core';

/**
 * The plain twin of the round-off microscope for ReLU networks with linear outputs and half mean squared error, whose every operation is exact to
 * imitate: f32 by rounding after each. Only tests use it.
 */
export interface Twin {
  gradient(theta: ArrayLike<number>): Float64Array;
}

export function twinOf({ network, train, precision }: Problem, summation: Summation, seed: number): Twin {
  const { sizes, biases, activations } = network;
  const round = precision === 'f32' ? Math.fround : (x: number) => x;
  const widest = Math.max(...sizes);
  const random = core().stream(seed, 'round-off');
  const table = (length: number) => {
    const drawn = Array.from({ length: widest }, () => Array.from(random.permutation(length)));
    const identity = Array.from({ length }, (_, i) => i);
    return (which: number) => (summation === 'permuted' ? drawn[which % widest]! : identity);
  };
  const orders = sizes.slice(1).map((outputs, l) => ({ inputs: table(sizes[l]!), outputs: table(outputs) }));
  const bySample = table(train.count);

  const add = (terms: number[]): number => {
    if (summation === 'pairwise') {
      let level = terms;
      while (level.length > 1) {
        const next: number[] = [];
        for (let i = 0; i < level.length; i += 2)
          next.push(i + 1 < level.length ? round(level[i]! + level[i + 1]!) : level[i]!);
        level = next;
      }
      return level[0] ?? 0;
    }
    let total = 0;
    let lost = 0;
    for (const value of terms) {
      if (summation === 'kahan') {
        const term = round(value - lost);
        const next = round(total + term);
        lost = round(round(next - total) - term);
        total = next;
      } else total = round(total + value);
    }
    return total;
  };

  return {
    gradient(given) {
      const theta = Array.from(given, round);
      const starts: { w: number; b: number }[] = [];
      let end = 0;
      sizes.slice(1).forEach((outputs, l) => {
        const w = end;
        end += outputs * sizes[l]!;
        starts.push({ w, b: end });
        if (biases[l]) end += outputs;
      });
      // values[l][unit][sample]; values[0] are the inputs.
      const values = [
        Array.from({ length: sizes[0]! }, (_, k) =>
          Array.from({ length: train.count }, (_, s) => round(train.inputs[s * sizes[0]! + k]!)),
        ),
      ];
      sizes.slice(1).forEach((outputs, l) => {
        values.push(
          Array.from({ length: outputs }, (_, o) =>
            Array.from({ length: train.count }, (_, s) => {
              const order = orders[l]!.inputs(o);
              const sum = add(
                order.map((k) => round(theta[starts[l]!.w + o * sizes[l]! + k]! * values[l]![k]![s]!)),
              );
              const z = round(sum + (biases[l] ? theta[starts[l]!.b + o]! : 0));
              return activations[l] === 'relu' ? (z > 0 ? z : 0) : z;
            }),
          ),
        );
      });
      const last = sizes.length - 1;
      const factor = round(1 / train.count);
      let deltas = values[last]!.map((row, o) =>
        row.map((f, s) => round(round(f - round(train.targets[s * sizes[last]! + o]!)) * factor)),
      );
      const gradient = new Float64Array(theta.length);
      for (let l = last - 1; l >= 0; l--) {
        const { w, b } = starts[l]!;
        deltas.forEach((row, o) => {
          for (let k = 0; k < sizes[l]!; k++)
            gradient[w + o * sizes[l]! + k] = add(
              bySample(o + k).map((s) => round(row[s]! * values[l]![k]![s]!)),
            );
          if (biases[l]) gradient[b + o] = add(bySample(o).map((s) => row[s]!));
        });
        const above = deltas;
        deltas = Array.from({ length: sizes[l]! }, (_, k) =>
          Array.from({ length: train.count }, (_, s) => {
            const order = orders[l]!.outputs(k);
            const sum = add(order.map((o) => round(theta[w + o * sizes[l]! + k]! * above[o]![s]!)));
            return l > 0 && activations[l - 1] === 'relu' && values[l]![k]![s]! === 0 ? 0 : sum;
          }),
        );
      }
      return gradient;
    },
  };
}

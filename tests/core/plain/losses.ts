import type { LossName } from '../../../src/core/contract';

/** Loss of one batch and its slopes ∂loss/∂f (samples × outputs), sample by sample, straight from the definitions. */
export function plainLoss(
  name: LossName,
  outputs: readonly number[][],
  targets: readonly number[][],
): { loss: number; slopes: number[][] } {
  const n = outputs.length;
  const m = outputs[0]?.length ?? 0;
  let loss = 0;
  const slopes = outputs.map((f, i) => {
    const y = targets[i] ?? [];
    switch (name) {
      case 'mean-squared-error':
        loss += sum(f.map((v, o) => (v - y[o]!) ** 2)) / (n * m);
        return f.map((v, o) => (2 / (n * m)) * (v - y[o]!));
      case 'half-mean-squared-error':
        loss += sum(f.map((v, o) => (v - y[o]!) ** 2)) / (2 * n);
        return f.map((v, o) => (v - y[o]!) / n);
      case 'half-sum-of-squares':
        loss += sum(f.map((v, o) => (v - y[o]!) ** 2)) / 2;
        return f.map((v, o) => v - y[o]!);
      case 'binary-cross-entropy':
        loss +=
          sum(f.map((v, o) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))) - y[o]! * v)) / (n * m);
        return f.map((v, o) => (1 / (1 + Math.exp(-v)) - y[o]!) / (n * m));
      case 'softmax-cross-entropy': {
        const top = Math.max(...f);
        const shares = f.map((v) => Math.exp(v - top));
        const total = sum(shares);
        loss += sum(f.map((v, o) => y[o]! * (top + Math.log(total) - v))) / n;
        return f.map((_, o) => ((shares[o]! / total) * sum(y) - y[o]!) / n);
      }
    }
  });
  return { loss, slopes };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

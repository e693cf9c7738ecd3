import type { Problem, RateFactors } from './contract';

/** The learning rate of every parameter in the order of θ: the rule's times its layer's factor. */
export function parameterRates(
  problem: Problem,
  rate: number,
  factors: readonly RateFactors[],
): Float64Array {
  const { sizes, biases } = problem.network;
  const rates: number[] = [];
  factors.forEach((factor, index) => {
    const outputs = sizes[index + 1] ?? 0;
    const weights = outputs * (sizes[index] ?? 0);
    for (let i = 0; i < weights; i++) rates.push(rate * factor.weights);
    if (biases[index]) for (let i = 0; i < outputs; i++) rates.push(rate * factor.biases);
  });
  return Float64Array.from(rates);
}

import type { Samples } from '../../core/contract';

/**
 * Standardises the inputs of both parts with the training part's means and standard deviations (divisor N). An input that is constant in
 * the training part becomes 0 there: only its mean is subtracted.
 */
export function standardise<P extends { train: Samples; test?: Samples }>(parts: P): P {
  const { count, inputs } = parts.train;
  const width = inputs.length / count;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let column = 0; column < width; column++) {
    let sum = 0;
    let constant = true;
    for (let row = 0; row < count; row++) {
      sum += inputs[row * width + column]!;
      constant &&= inputs[row * width + column] === inputs[column];
    }
    means[column] = constant ? inputs[column]! : sum / count;
    let squares = 0;
    for (let row = 0; row < count; row++) {
      const difference = inputs[row * width + column]! - means[column]!;
      squares += difference * difference;
    }
    deviations[column] = constant ? 1 : Math.sqrt(squares / count);
  }
  const apply = (part: Samples): Samples => ({
    ...part,
    inputs: part.inputs.map((value, index) => (value - means[index % width]!) / deviations[index % width]!),
  });
  return { ...parts, train: apply(parts.train), ...(parts.test && { test: apply(parts.test) }) };
}

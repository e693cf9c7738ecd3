import type { NetworkShape } from './contract';

/**
 * Twin units at θ, and the parameters that swapping them moves onto each other. Two units of a hidden layer are twins where their incoming weights,
 * biases and outgoing weights are equal; the parameters of one weight matrix between the same two classes form one orbit.
 * @returns the orbit of every parameter, numbered from 0 in the order in which they first appear in θ
 */
export function twinOrbits({ sizes, biases }: NetworkShape, theta: Float64Array): Int32Array {
  const starts: { weights: number; biases: number }[] = [];
  let end = 0;
  biases.forEach((biased, l) => {
    const weights = end;
    end += sizes[l]! * sizes[l + 1]!;
    starts.push({ weights, biases: end });
    if (biased) end += sizes[l + 1]!;
  });
  /** The class of every unit of every layer of units; inputs and outputs are each alone. */
  const classes = sizes.map((size, layer) => {
    if (layer === 0 || layer === sizes.length - 1) return Array.from({ length: size }, (_, unit) => unit);
    const below = starts[layer - 1]!;
    const above = starts[layer]!;
    const inputs = sizes[layer - 1]!;
    const outputs = sizes[layer + 1]!;
    const found = new Map<string, number>();
    return Array.from({ length: size }, (_, unit) => {
      const incoming = theta.subarray(below.weights + unit * inputs, below.weights + (unit + 1) * inputs);
      const bias = biases[layer - 1] ? [theta[below.biases + unit]!] : [];
      const outgoing = Array.from({ length: outputs }, (_, o) => theta[above.weights + o * size + unit]!);
      const key = [...incoming, ...bias, ...outgoing].join(' ');
      if (!found.has(key)) found.set(key, found.size);
      return found.get(key)!;
    });
  });
  const orbits = new Int32Array(end);
  let next = 0;
  biases.forEach((biased, l) => {
    const from = classes[l]!;
    const to = classes[l + 1]!;
    const numbers = new Map<string, number>();
    const orbitOf = (key: string): number => {
      if (!numbers.has(key)) numbers.set(key, next++);
      return numbers.get(key)!;
    };
    const { weights, biases: biasesAt } = starts[l]!;
    to.forEach((upper, o) =>
      from.forEach((lower, k) => (orbits[weights + o * from.length + k] = orbitOf(`${upper} ${lower}`))),
    );
    if (biased) to.forEach((upper, o) => (orbits[biasesAt + o] = orbitOf(`${upper}`)));
  });
  return orbits;
}

/**
 * The same work in plain JavaScript with typed arrays, as one writes it by hand: one sample at a time, tanh hidden layers, linear
 * output, half mean squared error. The yardstick that needs nothing installed.
 */

export type Reals = Float64Array | Float32Array;

export interface PlainNetwork {
  readonly loss: (theta: Reals) => number;
  /** One step of full-batch gradient descent, in place. */
  readonly step: (theta: Reals, rate: number) => void;
}

/** A network over fixed samples; `make` gives the arrays of one precision. */
export function plainNetwork(
  sizes: readonly number[],
  inputs: readonly number[],
  targets: readonly number[],
  make: (length: number) => Reals,
): PlainNetwork {
  const layers = sizes.length - 1;
  const size = (l: number): number => sizes[l]!;
  const count = inputs.length / size(0);
  const outputs = size(layers);
  const starts: number[] = [];
  let parameters = 0;
  for (let l = 0; l < layers; l++) {
    starts.push(parameters);
    parameters += (size(l) + 1) * size(l + 1);
  }
  const x = make(inputs.length);
  x.set(inputs);
  const y = make(targets.length);
  y.set(targets);
  const values = sizes.map(make);
  const deltas = sizes.map(make);
  const gradient = make(parameters);

  const forward = (theta: Reals, sample: number): Reals => {
    const first = values[0]!;
    for (let k = 0; k < first.length; k++) first[k] = x[sample * first.length + k]!;
    for (let l = 0; l < layers; l++) {
      const from = values[l]!;
      const to = values[l + 1]!;
      const weights = starts[l]!;
      const biases = weights + from.length * to.length;
      for (let o = 0; o < to.length; o++) {
        let z = theta[biases + o]!;
        const row = weights + o * from.length;
        for (let k = 0; k < from.length; k++) z += theta[row + k]! * from[k]!;
        to[o] = l < layers - 1 ? Math.tanh(z) : z;
      }
    }
    return values[layers]!;
  };

  const loss = (theta: Reals): number => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const f = forward(theta, i);
      for (let o = 0; o < outputs; o++) sum += (f[o]! - y[i * outputs + o]!) ** 2;
    }
    return sum / (2 * count);
  };

  const backward = (theta: Reals, l: number): void => {
    const from = values[l]!;
    const delta = deltas[l + 1]!;
    const below = deltas[l]!;
    const weights = starts[l]!;
    const biases = weights + from.length * delta.length;
    below.fill(0);
    for (let o = 0; o < delta.length; o++) {
      const d = delta[o]!;
      const row = weights + o * from.length;
      gradient[biases + o]! += d;
      for (let k = 0; k < from.length; k++) {
        gradient[row + k]! += d * from[k]!;
        below[k]! += d * theta[row + k]!;
      }
    }
    if (l > 0) for (let k = 0; k < below.length; k++) below[k]! *= 1 - from[k]! * from[k]!;
  };

  const step = (theta: Reals, rate: number): void => {
    gradient.fill(0);
    for (let i = 0; i < count; i++) {
      const f = forward(theta, i);
      const last = deltas[layers]!;
      for (let o = 0; o < outputs; o++) last[o] = (f[o]! - y[i * outputs + o]!) / count;
      for (let l = layers - 1; l >= 0; l--) backward(theta, l);
    }
    for (let p = 0; p < parameters; p++) theta[p]! -= rate * gradient[p]!;
  };

  return { loss, step };
}

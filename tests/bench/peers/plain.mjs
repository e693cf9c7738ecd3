/**
 * The same work in plain JavaScript with typed arrays, as one writes it by hand: one sample at a time, hidden layers of tanh or ReLU, and half the mean
 * squared error or softmax cross-entropy. The yardstick that needs nothing installed.
 */
import { landscapeByPoints, layersOf } from './layers.mjs';

/**
 * @param {any} work
 * @param {string} precision
 */
export function prepare(work, precision) {
  const make = (length) => (precision === 'f32' ? new Float32Array(length) : new Float64Array(length));
  const version = process.version;
  if (work.kind === 'training') {
    const network = plainNetwork(work, make);
    const theta = from(make, work.theta);
    const run = (steps) => {
      for (let i = 0; i < steps; i++) network.step(theta, work.rate);
    };
    return { version, run, result: () => theta };
  }
  if (work.kind === 'landscape') {
    const network = plainNetwork(work, make);
    return { version, ...landscapeByPoints(work, network.loss, make(work.plane[0].length)) };
  }
  if (work.kind === 'ensemble') {
    const network = plainNetwork(work, make);
    const thetas = work.thetas.map((theta) => make(theta.length).fill(NaN));
    const run = (trainings) => {
      for (let i = 0; i < trainings; i++) {
        const theta = thetas[i % thetas.length];
        theta.set(work.thetas[i % thetas.length]);
        for (let step = 0; step < work.steps; step++) network.step(theta, work.rate);
      }
    };
    return { version, run, result: () => thetas.flatMap((t) => Array.from(t)) };
  }
  return undefined;
}

/**
 * @param {(length: number) => Float64Array | Float32Array} make
 * @param {ArrayLike<number>} values
 */
function from(make, values) {
  const array = make(values.length);
  array.set(values);
  return array;
}

/**
 * @param {any} work
 * @param {(length: number) => Float64Array | Float32Array} make
 */
function plainNetwork({ sizes, classes, inputs, targets }, make) {
  const layers = layersOf(sizes);
  const count = inputs.length / sizes[0];
  const outputs = sizes.at(-1);
  const x = from(make, inputs);
  const y = from(make, targets);
  const values = sizes.map(make);
  const deltas = sizes.map(make);
  const top = layers.at(-1);
  const gradient = make(top ? top.biases + top.outputs : 0);

  const forward = (theta, sample) => {
    const first = values[0];
    for (let k = 0; k < first.length; k++) first[k] = x[sample * first.length + k];
    for (let l = 0; l < layers.length; l++) {
      const { weights, biases, last } = layers[l];
      const source = values[l];
      const to = values[l + 1];
      for (let o = 0; o < to.length; o++) {
        let z = theta[biases + o];
        const row = weights + o * source.length;
        for (let k = 0; k < source.length; k++) z += theta[row + k] * source[k];
        to[o] = last ? z : classes ? Math.max(0, z) : Math.tanh(z);
      }
    }
    return values[layers.length];
  };

  const loss = (theta) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const f = forward(theta, i);
      for (let o = 0; o < outputs; o++) sum += (f[o] - y[i * outputs + o]) ** 2;
    }
    return sum / (2 * count);
  };

  const outputDelta = (f, sample) => {
    const delta = deltas[layers.length];
    let largest = 0;
    let total = 1;
    if (classes) {
      largest = f[0];
      for (let o = 1; o < outputs; o++) largest = Math.max(largest, f[o]);
      total = 0;
      for (let o = 0; o < outputs; o++) total += Math.exp(f[o] - largest);
    }
    for (let o = 0; o < outputs; o++) {
      const value = classes ? Math.exp(f[o] - largest) / total : f[o];
      delta[o] = (value - y[sample * outputs + o]) / count;
    }
  };

  const backward = (theta, l) => {
    const { weights, biases } = layers[l];
    const source = values[l];
    const delta = deltas[l + 1];
    const below = deltas[l];
    below.fill(0);
    for (let o = 0; o < delta.length; o++) {
      const d = delta[o];
      const row = weights + o * source.length;
      gradient[biases + o] += d;
      for (let k = 0; k < source.length; k++) {
        gradient[row + k] += d * source[k];
        below[k] += d * theta[row + k];
      }
    }
    if (l === 0) return;
    if (classes) for (let k = 0; k < below.length; k++) below[k] = source[k] > 0 ? below[k] : 0;
    else for (let k = 0; k < below.length; k++) below[k] *= 1 - source[k] * source[k];
  };

  const step = (theta, rate) => {
    gradient.fill(0);
    for (let i = 0; i < count; i++) {
      outputDelta(forward(theta, i), i);
      for (let l = layers.length - 1; l >= 0; l--) backward(theta, l);
    }
    for (let p = 0; p < gradient.length; p++) theta[p] -= rate * gradient[p];
  };

  return { loss, step };
}

/**
 * An engine of objects, as interactive demonstrations of neural networks are written (TensorFlow Playground's is the best known): a unit
 * knows its incoming and outgoing connections, samples go through one at a time, derivatives are accumulated on the objects, and an update
 * follows the last sample of a batch. Written for this benchmark; no code of theirs is in it.
 */
import { landscapeByPoints } from './layers.mjs';

class Connection {
  weight = 0;
  accumulated = 0;
  samples = 0;
  /**
   * @param {Unit} source
   * @param {Unit} target
   */
  constructor(source, target) {
    this.source = source;
    this.target = target;
    source.outgoing.push(this);
    target.incoming.push(this);
  }
}

class Unit {
  /** @type {Connection[]} */
  incoming = [];
  /** @type {Connection[]} */
  outgoing = [];
  bias = 0;
  sum = 0;
  value = 0;
  valueDerivative = 0;
  sumDerivative = 0;
  accumulated = 0;
  samples = 0;
  /** @param {{ value: (z: number) => number, slope: (z: number) => number }} activation */
  constructor(activation) {
    this.activation = activation;
  }
}

const tanh = {
  value: (z) => Math.tanh(z),
  slope: (z) => {
    const value = Math.tanh(z);
    return 1 - value * value;
  },
};
const linear = { value: (z) => z, slope: () => 1 };

/** @param {any} work */
export function prepare(work) {
  if (work.classes || work.sizes?.at(-1) !== 1) return undefined;
  const { sizes, inputs, targets } = work;
  const count = targets.length;
  const rows = Array.from({ length: count }, (_, i) => inputs.slice(i * sizes[0], (i + 1) * sizes[0]));
  const network = build(sizes);
  const version = process.version;
  const steps = (number) => {
    for (let step = 0; step < number; step++) {
      for (let i = 0; i < count; i++) {
        forward(network, rows[i]);
        backward(network, targets[i]);
      }
      update(network, work.rate);
    }
  };
  if (work.kind === 'training') {
    setTheta(network, work.theta);
    return { version, run: steps, result: () => thetaOf(network) };
  }
  if (work.kind === 'landscape') {
    const loss = (theta) => {
      setTheta(network, theta);
      let sum = 0;
      for (let i = 0; i < count; i++) sum += (forward(network, rows[i]) - targets[i]) ** 2;
      return sum / (2 * count);
    };
    return { version, ...landscapeByPoints(work, loss, new Array(work.plane[0].length).fill(0)) };
  }
  if (work.kind === 'ensemble') {
    /** @type {number[][]} */
    const ends = work.thetas.map((theta) => theta.map(() => NaN));
    const run = (trainings) => {
      for (let i = 0; i < trainings; i++) {
        setTheta(network, work.thetas[i % ends.length]);
        steps(work.steps);
        ends[i % ends.length] = thetaOf(network);
      }
    };
    return { version, run, result: () => ends.flat() };
  }
  return undefined;
}

/** @param {readonly number[]} sizes */
function build(sizes) {
  const network = sizes.map((size, layer) =>
    Array.from({ length: size }, () => new Unit(layer === sizes.length - 1 ? linear : tanh)),
  );
  for (let layer = 1; layer < network.length; layer++) {
    for (const target of network[layer])
      for (const source of network[layer - 1]) new Connection(source, target);
  }
  return network;
}

/**
 * @param {Unit[][]} network
 * @param {ArrayLike<number>} theta
 */
function setTheta(network, theta) {
  let at = 0;
  for (const units of network.slice(1)) {
    for (const unit of units) for (const connection of unit.incoming) connection.weight = theta[at++];
    for (const unit of units) unit.bias = theta[at++];
  }
}

/** @param {Unit[][]} network */
function thetaOf(network) {
  return network
    .slice(1)
    .flatMap((units) => [
      ...units.flatMap((unit) => unit.incoming.map(({ weight }) => weight)),
      ...units.map(({ bias }) => bias),
    ]);
}

/**
 * @param {Unit[][]} network
 * @param {readonly number[]} sample
 */
function forward(network, sample) {
  network[0].forEach((unit, i) => (unit.value = sample[i]));
  for (let layer = 1; layer < network.length; layer++) {
    for (const unit of network[layer]) {
      let sum = unit.bias;
      for (const { weight, source } of unit.incoming) sum += weight * source.value;
      unit.sum = sum;
      unit.value = unit.activation.value(sum);
    }
  }
  return network[network.length - 1][0].value;
}

/**
 * @param {Unit[][]} network
 * @param {number} target
 */
function backward(network, target) {
  const output = network[network.length - 1][0];
  output.valueDerivative = output.value - target;
  for (let layer = network.length - 1; layer > 0; layer--) {
    for (const unit of network[layer]) {
      unit.sumDerivative = unit.valueDerivative * unit.activation.slope(unit.sum);
      unit.accumulated += unit.sumDerivative;
      unit.samples++;
      for (const connection of unit.incoming) {
        connection.accumulated += unit.sumDerivative * connection.source.value;
        connection.samples++;
      }
    }
    if (layer === 1) return;
    for (const unit of network[layer - 1]) {
      unit.valueDerivative = 0;
      for (const { weight, target: above } of unit.outgoing)
        unit.valueDerivative += weight * above.sumDerivative;
    }
  }
}

/**
 * @param {Unit[][]} network
 * @param {number} rate
 */
function update(network, rate) {
  for (let layer = 1; layer < network.length; layer++) {
    for (const unit of network[layer]) {
      unit.bias -= (rate * unit.accumulated) / unit.samples;
      unit.accumulated = 0;
      unit.samples = 0;
      for (const connection of unit.incoming) {
        connection.weight -= (rate / connection.samples) * connection.accumulated;
        connection.accumulated = 0;
        connection.samples = 0;
      }
    }
  }
}

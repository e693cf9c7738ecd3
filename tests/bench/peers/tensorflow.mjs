/**
 * TensorFlow.js on its CPU or WebAssembly backend, one thread, in the fastest form we know: forward and backward passes written by hand with its operations,
 * one `tidy` per step. Its nested `tf.grad` drops terms silently, so it takes no part in second derivatives.
 */
import { landscapeByPoints, layersOf } from './layers.mjs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * @param {any} work
 * @param {string} backend
 */
export async function prepare(work, backend) {
  if (work.kind !== 'training' && work.kind !== 'landscape') return undefined;
  const tf = require('@tensorflow/tfjs');
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) return undefined;
  await tf.ready();
  const { sizes, classes, inputs, targets } = work;
  const count = inputs.length / sizes[0];
  const x = tf.tensor2d(inputs, [count, sizes[0]]);
  const y = tf.tensor2d(targets, [count, sizes.at(-1)]);
  const one = tf.scalar(1);
  const version = tf.version.tfjs;

  const layersFrom = (theta) =>
    layersOf(sizes).map(({ inputs: from, outputs, weights, biases }) => ({
      weights: tf.tensor2d(theta.slice(weights, biases), [outputs, from]),
      biases: tf.tensor1d(theta.slice(biases, biases + outputs)),
    }));
  const forward = (layers) => {
    const values = [x];
    layers.forEach(({ weights, biases }, l) => {
      const z = tf.add(tf.matMul(values[l], weights, false, true), biases);
      values.push(l === layers.length - 1 ? z : classes ? tf.relu(z) : tf.tanh(z));
    });
    return values;
  };

  if (work.kind === 'landscape') {
    const loss = (theta) =>
      tf.tidy(() => {
        const values = forward(layersFrom(theta));
        const sum = tf.sum(tf.square(tf.sub(values.at(-1), y)));
        return sum.dataSync()[0] / (2 * count);
      });
    return { version, ...landscapeByPoints(work, loss, new Array(work.plane[0].length).fill(0)) };
  }

  const eta = tf.scalar(work.rate);
  const perSample = tf.scalar(1 / count);
  let layers = layersFrom(work.theta);
  const step = () => {
    const next = tf.tidy(() => {
      const values = forward(layers);
      const output = classes ? tf.softmax(values.at(-1)) : values.at(-1);
      let delta = tf.mul(tf.sub(output, y), perSample);
      const updated = [];
      for (let l = layers.length - 1; l >= 0; l--) {
        const { weights, biases } = layers[l];
        updated.unshift({
          weights: tf.sub(weights, tf.mul(eta, tf.matMul(delta, values[l], true))),
          biases: tf.sub(biases, tf.mul(eta, tf.sum(delta, 0))),
        });
        if (l === 0) break;
        const slope = classes ? tf.step(values[l]) : tf.sub(one, tf.mul(values[l], values[l]));
        delta = tf.mul(tf.matMul(delta, weights), slope);
      }
      return updated;
    });
    for (const { weights, biases } of layers) tf.dispose([weights, biases]);
    layers = next;
  };
  return {
    version,
    run: (steps) => {
      for (let i = 0; i < steps; i++) step();
    },
    result: () => layers.flatMap(({ weights, biases }) => [...weights.dataSync(), ...biases.dataSync()]),
  };
}

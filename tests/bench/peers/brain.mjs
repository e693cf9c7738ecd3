/**
 * brain.js: it updates after every sample and has no linear output, so its numbers are others; one of our steps is compared with one pass
 * over the same samples.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @param {any} work */
export function prepare(work) {
  if (work.kind !== 'training' || work.classes) return undefined;
  const { sizes, inputs, targets } = work;
  const { NeuralNetwork } = require('brain.js');
  const { version } = require('brain.js/package.json');
  const net = new NeuralNetwork({
    activation: 'tanh',
    hiddenLayers: sizes.slice(1, -1),
    learningRate: work.rate,
    momentum: 1e-12,
  });
  const outputs = sizes.at(-1);
  const data = Array.from({ length: inputs.length / sizes[0] }, (_, i) => ({
    input: inputs.slice(i * sizes[0], (i + 1) * sizes[0]),
    output: targets.slice(i * outputs, (i + 1) * outputs),
  }));
  const options = { errorThresh: 1e-300, momentum: 1e-12, learningRate: work.rate, log: false };
  net.train(data, { ...options, iterations: 1 });
  return {
    version,
    run: (steps) => net.train(data, { ...options, iterations: steps }),
    result: () => data.flatMap(({ input }) => Array.from(net.run(input))),
  };
}

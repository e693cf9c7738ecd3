/** ConvNetJS: its own layers and its SGD trainer without momentum, the batch being the whole data. */
import { createRequire } from 'node:module';
import { landscapeByPoints } from './layers.mjs';

const require = createRequire(import.meta.url);

/** @param {any} work */
export function prepare(work) {
  if (work.kind !== 'training' && work.kind !== 'landscape') return undefined;
  const { sizes, classes, inputs, targets } = work;
  const convnet = require('convnetjs');
  const { version } = require('convnetjs/package.json');
  const count = inputs.length / sizes[0];
  const outputs = sizes.at(-1);
  const net = new convnet.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes
      .slice(1, -1)
      .map((size) => ({ type: 'fc', num_neurons: size, activation: classes ? 'relu' : 'tanh' })),
    classes ? { type: 'softmax', num_classes: outputs } : { type: 'regression', num_neurons: outputs },
  ]);
  const trainer = new convnet.Trainer(net, {
    method: 'sgd',
    learning_rate: work.rate,
    momentum: 0,
    batch_size: count,
    l2_decay: 0,
  });
  const dense = net.layers.filter((layer) => layer.layer_type === 'fc');
  const rows = Array.from(
    { length: count },
    (_, i) => new convnet.Vol(inputs.slice(i * sizes[0], (i + 1) * sizes[0])),
  );
  const wanted = Array.from({ length: count }, (_, i) => {
    const row = targets.slice(i * outputs, (i + 1) * outputs);
    return classes ? row.indexOf(1) : row;
  });
  const setTheta = (theta) => {
    let at = 0;
    for (const { filters, biases } of dense) {
      for (const { w } of filters) for (let k = 0; k < w.length; k++) w[k] = theta[at++];
      for (let o = 0; o < biases.w.length; o++) biases.w[o] = theta[at++];
    }
  };
  if (work.kind === 'landscape') {
    const loss = (theta) => {
      setTheta(theta);
      let sum = 0;
      for (let i = 0; i < count; i++) sum += (net.forward(rows[i], false).w[0] - wanted[i][0]) ** 2;
      return sum / (2 * count);
    };
    return { version, ...landscapeByPoints(work, loss, new Array(work.plane[0].length).fill(0)) };
  }
  setTheta(work.theta);
  return {
    version,
    run: (steps) => {
      for (let step = 0; step < steps; step++) {
        for (let i = 0; i < count; i++) trainer.train(rows[i], wanted[i]);
      }
    },
    result: () =>
      dense.flatMap((layer) => [...layer.filters.flatMap(({ w }) => Array.from(w)), ...layer.biases.w]),
  };
}

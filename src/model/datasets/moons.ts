import { classColumns, classShape, writeClass } from './classes';
import { noiseField, samplesField, targetsField } from './common-fields';
import { defineDataset } from './dataset';

const classes = ['outer', 'inner'];

/** Evenly spaced on two half circles, (cos t, sin t) and (1 − cos t, ½ − sin t) for t in [0, π]: the geometry of scikit-learn's make_moons. */
export const moons = defineDataset({
  name: 'moons',
  label: 'Two moons',
  summary: 'Two interleaving half circles, one per class.',
  fields: { samples: samplesField(200), noise: noiseField(0.1, 'inputs'), targets: targetsField },
  shape: ({ samples, targets }) => classShape(['x1', 'x2'], classes, targets, samples),
  generate({ samples, noise, targets }, { math, stream }) {
    const random = stream('data');
    const inputs = new Float64Array(samples * 2);
    const values = new Float64Array(samples * classColumns(2, targets));
    const outer = Math.floor(samples / 2);
    for (let index = 0; index < samples; index++) {
      const label = index < outer ? 0 : 1;
      const size = label === 0 ? outer : samples - outer;
      const t = (Math.PI * (label === 0 ? index : index - outer)) / (size - 1);
      inputs[2 * index] = (label === 0 ? math.cos(t) : 1 - math.cos(t)) + noise * random.normal();
      inputs[2 * index + 1] = (label === 0 ? math.sin(t) : 0.5 - math.sin(t)) + noise * random.normal();
      writeClass(values, index, label, 2, targets);
    }
    return { count: samples, inputs, targets: values };
  },
});

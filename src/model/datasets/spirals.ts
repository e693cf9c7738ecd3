import { classColumns, classShape, writeClass } from './classes';
import { noiseField, samplesField, targetsField } from './common-fields';
import { defineDataset } from './dataset';

const classes = ['first arm', 'second arm'];

export const spirals = defineDataset({
  name: 'spirals',
  label: 'Two spirals',
  summary: 'Two arms wound into each other, one per class: a hard one.',
  fields: {
    samples: samplesField(200),
    noise: noiseField(0.05, 'inputs'),
    turns: {
      kind: 'number',
      label: 'Turns',
      help: 'How often each arm winds round the origin.',
      default: 1.5,
      min: 0.25,
      max: 5,
    },
    targets: targetsField,
  },
  shape: ({ samples, targets }) => classShape(['x1', 'x2'], classes, targets, samples),
  generate({ samples, noise, turns, targets }, { math, stream }) {
    const random = stream('data');
    const inputs = new Float64Array(samples * 2);
    const values = new Float64Array(samples * classColumns(2, targets));
    const half = Math.floor(samples / 2);
    for (let index = 0; index < samples; index++) {
      const label = index < half ? 0 : 1;
      const size = label === 0 ? half : samples - half;
      // The radius grows evenly to 1; the second arm is the first one turned by half a circle, exactly.
      const radius = ((label === 0 ? index : index - half) + 1) / size;
      const side = label === 0 ? radius : -radius;
      const angle = 2 * Math.PI * turns * radius;
      inputs[2 * index] = side * math.cos(angle) + noise * random.normal();
      inputs[2 * index + 1] = side * math.sin(angle) + noise * random.normal();
      writeClass(values, index, label, 2, targets);
    }
    return { count: samples, inputs, targets: values };
  },
});

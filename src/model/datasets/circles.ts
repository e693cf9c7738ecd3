import { classColumns, classShape, writeClass } from './classes';
import { noiseField, samplesField, targetsField } from './common-fields';
import { defineDataset } from './dataset';

const classes = ['outer', 'inner'];

export const circles = defineDataset({
  name: 'circles',
  label: 'Two circles',
  summary: 'A small circle inside a large one, one per class: no input alone tells the class.',
  fields: {
    samples: samplesField(200),
    noise: noiseField(0.1, 'inputs'),
    factor: {
      kind: 'number',
      label: 'Inner radius',
      help: 'Radius of the inner circle; the outer one has radius 1.',
      default: 0.5,
      min: 0,
      max: 1,
      exclusiveMin: true,
      exclusiveMax: true,
    },
    targets: targetsField,
  },
  shape: ({ samples, targets }) => classShape(['x1', 'x2'], classes, targets, samples),
  generate({ samples, noise, factor, targets }, { math, stream }) {
    const random = stream('data');
    const inputs = new Float64Array(samples * 2);
    const values = new Float64Array(samples * classColumns(2, targets));
    const outer = Math.floor(samples / 2);
    for (let index = 0; index < samples; index++) {
      const label = index < outer ? 0 : 1;
      const size = label === 0 ? outer : samples - outer;
      const t = (2 * Math.PI * (label === 0 ? index : index - outer)) / size;
      const radius = label === 0 ? 1 : factor;
      inputs[2 * index] = radius * math.cos(t) + noise * random.normal();
      inputs[2 * index + 1] = radius * math.sin(t) + noise * random.normal();
      writeClass(values, index, label, 2, targets);
    }
    return { count: samples, inputs, targets: values };
  },
});

import { classColumns, classShape, writeClass } from './classes';
import { samplesField, targetsField } from './common-fields';
import { defineDataset } from './dataset';

const classNames = (count: number) => Array.from({ length: count }, (_, index) => `blob ${index + 1}`);

export const blobs = defineDataset({
  name: 'blobs',
  label: 'Blobs',
  summary: 'One round cloud of points per class, the centres evenly spaced on a circle.',
  fields: {
    samples: samplesField(200),
    classes: {
      kind: 'number',
      label: 'Classes',
      help: 'How many clouds; more than two need one-hot targets.',
      default: 2,
      min: 2,
      max: 10,
      integer: true,
    },
    deviation: {
      kind: 'number',
      label: 'Spread',
      help: 'Standard deviation of each cloud along both inputs.',
      default: 0.5,
      min: 0,
      max: 10,
    },
    radius: {
      kind: 'number',
      label: 'Distance',
      help: 'Distance of the centres from the origin.',
      default: 2,
      min: 0,
      max: 100,
    },
    targets: targetsField,
  },
  shape: ({ samples, classes, targets }) => classShape(['x1', 'x2'], classNames(classes), targets, samples),
  repair: ({ classes }) => (classes > 2 ? { targets: 'one-hot' } : {}),
  generate({ samples, classes, deviation, radius, targets }, { math, stream }) {
    const random = stream('data');
    const inputs = new Float64Array(samples * 2);
    const values = new Float64Array(samples * classColumns(classes, targets));
    for (let index = 0; index < samples; index++) {
      const label = index % classes;
      const angle = (2 * Math.PI * label) / classes;
      inputs[2 * index] = radius * math.cos(angle) + deviation * random.normal();
      inputs[2 * index + 1] = radius * math.sin(angle) + deviation * random.normal();
      writeClass(values, index, label, classes, targets);
    }
    return { count: samples, inputs, targets: values };
  },
});

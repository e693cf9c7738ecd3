import { noiseField, samplesField } from './common-fields';
import { defineDataset } from './dataset';

export const sine = defineDataset({
  name: 'sine',
  label: 'Sine (regression)',
  summary: 'y = sin(frequency·π·x) at evenly spaced x in [−1, 1].',
  fields: {
    samples: samplesField(50),
    frequency: {
      kind: 'number',
      label: 'Frequency',
      help: 'How many half waves fit into one unit of x.',
      default: 1,
      min: 0,
      max: 50,
      exclusiveMin: true,
    },
    noise: noiseField(0, 'targets'),
  },
  shape: ({ samples }) => ({
    inputNames: ['x'],
    targetNames: ['y'],
    classes: null,
    coding: 'real',
    count: samples,
  }),
  generate({ samples, frequency, noise }, { math, stream }) {
    const random = stream('data');
    const inputs = new Float64Array(samples);
    const targets = new Float64Array(samples);
    for (let index = 0; index < samples; index++) {
      const x = (2 * index - (samples - 1)) / (samples - 1);
      inputs[index] = x;
      targets[index] = math.sin(frequency * Math.PI * x) + noise * random.normal();
    }
    return { count: samples, inputs, targets };
  },
});

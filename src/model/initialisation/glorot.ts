import { defineScheme } from './scheme';
import { distributionField, gainField, scaled } from './scaled';

/** Glorot & Bengio 2010: variance gain²·2/(fan-in + fan-out). */
export const glorot = defineScheme({
  name: 'glorot',
  label: 'Xavier/Glorot',
  summary:
    'Variance 2/(inputs + outputs), which keeps signals and gradients alike in size through tanh layers.',
  forBiases: false,
  fields: {
    distribution: distributionField,
    gain: gainField(1, 'Factor on the standard deviation; 5/3 is usual before tanh, √2 before ReLU.'),
  },
  fill: (target, { distribution, gain }, context) =>
    scaled(target, context, distribution, gain * Math.sqrt(2 / (context.fanIn + context.fanOut))),
});

import { defineScheme } from './scheme';
import { distributionField, gainField, scaled } from './scaled';

/** LeCun et al. 1998, "Efficient BackProp": variance gain²/fan-in. */
export const lecun = defineScheme({
  name: 'lecun',
  label: 'LeCun',
  summary: 'Variance 1/inputs.',
  forBiases: false,
  fields: {
    distribution: { ...distributionField, default: 'normal' },
    gain: gainField(1, 'Factor on the standard deviation.'),
  },
  fill: (target, { distribution, gain }, context) =>
    scaled(target, context, distribution, gain / Math.sqrt(context.fanIn)),
});

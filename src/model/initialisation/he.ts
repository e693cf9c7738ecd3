import { defineScheme } from './scheme';
import { distributionField, gainField, scaled } from './scaled';

/** He et al. 2015 (PyTorch's kaiming_*): variance gain²/fan with gain √2 for ReLU. */
export const he = defineScheme({
  name: 'he',
  label: 'He/Kaiming',
  summary: 'Variance 2/inputs, made for ReLU layers.',
  forBiases: false,
  fields: {
    distribution: { ...distributionField, default: 'normal' },
    mode: {
      kind: 'choice',
      label: 'Fan',
      help: 'Keep the size of the signals (inputs) or of the gradients (outputs).',
      default: 'fan-in',
      choices: [
        { value: 'fan-in', label: 'Inputs' },
        { value: 'fan-out', label: 'Outputs' },
      ],
    },
    gain: gainField(Math.SQRT2, 'Factor on the standard deviation; √2 is for ReLU.'),
  },
  fill: (target, { distribution, mode, gain }, context) =>
    scaled(
      target,
      context,
      distribution,
      gain / Math.sqrt(mode === 'fan-in' ? context.fanIn : context.fanOut),
    ),
});

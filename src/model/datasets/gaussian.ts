import { UserError } from '../user-error';
import { defineDataset } from './dataset';

/** Inputs that a target's formula speaks of. */
const needs: Readonly<Record<string, number>> = { normal: 1, 'tanh-mix': 2, 'sine-product': 3 };

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/** Inputs come from the data seed's stream `data`, normal targets from its stream `targets`: another kind of target leaves the inputs as they are. */
export const gaussian = defineDataset({
  name: 'gaussian',
  label: 'Gaussian points (regression)',
  summary: 'Independent standard normal inputs; the targets are normal numbers too, or a smooth function.',
  fields: {
    samples: {
      kind: 'number',
      label: 'Samples',
      help: 'How many samples to draw, before some are held out for testing.',
      default: 20,
      min: 1,
      max: 200_000,
      integer: true,
      scale: 'log',
    },
    inputs: {
      kind: 'number',
      label: 'Inputs',
      help: 'Inputs of each sample.',
      default: 2,
      min: 1,
      max: 1024,
      integer: true,
    },
    columns: {
      kind: 'choice',
      label: 'Inputs are',
      help: 'Drawn independently, or the first one repeated, so that a unit cannot tell its inputs apart.',
      default: 'independent',
      choices: [
        { value: 'independent', label: 'Independent' },
        { value: 'identical', label: 'All the same' },
      ],
    },
    targets: {
      kind: 'choice',
      label: 'Targets',
      help: 'What there is to learn: random numbers have nothing to do with the inputs.',
      default: 'normal',
      choices: [
        { value: 'normal', label: 'Normal numbers' },
        { value: 'tanh-mix', label: 'tanh(2·x₁ − x₂) + x₂/2' },
        { value: 'sine-product', label: 'sin 2·x₁ + x₂·x₃' },
      ],
    },
    outputs: {
      kind: 'number',
      label: 'Outputs',
      help: 'Targets of each sample.',
      default: 1,
      min: 1,
      max: 1024,
      integer: true,
    },
    mean: {
      kind: 'number',
      label: 'Mean',
      help: 'Added to every target.',
      default: 0,
      min: -1e6,
      max: 1e6,
    },
  },
  shape({ samples, inputs, targets, outputs }) {
    const needed = needs[targets] ?? 1;
    if (inputs < needed)
      throw new UserError(
        `data.inputs is ${inputs} but the targets "${targets}" are made of ${needed} inputs: write at least ${needed}`,
        'data.inputs',
      );
    if (targets !== 'normal' && outputs !== 1)
      throw new UserError(
        `data.outputs is ${outputs} but the targets "${targets}" are one number per sample: write 1`,
        'data.outputs',
      );
    return {
      inputNames: numbered('x', inputs),
      targetNames: outputs === 1 ? ['y'] : numbered('y', outputs),
      classes: null,
      coding: 'real',
      count: samples,
    };
  },
  generate({ samples, inputs: width, columns, targets: kind, outputs, mean }, { math, stream }) {
    const random = stream('data');
    const inputs = Float64Array.from({ length: samples * width }, () => random.normal());
    if (columns === 'identical') for (let i = 0; i < inputs.length; i++) inputs[i] = inputs[i - (i % width)]!;
    const noise = stream('targets');
    const targets = Float64Array.from({ length: samples * outputs }, (_, i) => {
      if (kind === 'normal') return noise.normal() + mean;
      const [x1, x2, x3] = inputs.subarray(i * width, (i + 1) * width);
      const value =
        kind === 'tanh-mix' ? math.tanh(2 * x1! - x2!) + 0.5 * x2! : math.sin(2 * x1!) + x2! * x3!;
      return value + mean;
    });
    return { count: samples, inputs, targets };
  },
  repair: ({ inputs, targets, outputs }) => ({
    inputs: Math.max(inputs, needs[targets] ?? 1),
    outputs: targets === 'normal' ? outputs : 1,
  }),
});

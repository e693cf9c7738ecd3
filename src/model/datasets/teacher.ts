import { UserError } from '../user-error';
import { noiseField, samplesField } from './common-fields';
import { defineDataset } from './dataset';

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/**
 * A fixed random tanh network answers standard normal inputs. Its weights are normal with variance scale²/fan-in, its biases normal with
 * standard deviation scale/2, all from their own stream of the data seed, so that more samples do not change the teacher.
 */
export const teacher = defineDataset({
  name: 'teacher',
  label: 'Teacher network',
  summary:
    'Answers of a fixed random tanh network to random inputs: whatever it says, a student of the same sizes can learn.',
  fields: {
    samples: samplesField(200),
    inputs: {
      kind: 'number',
      label: 'Inputs',
      help: 'Inputs of the teacher.',
      default: 2,
      min: 1,
      max: 64,
      integer: true,
    },
    hidden: {
      kind: 'numbers',
      label: 'Hidden layers',
      help: 'Units of the teacher’s hidden layers, one number per layer.',
      default: [3],
      maxItems: 8,
    },
    outputs: {
      kind: 'number',
      label: 'Outputs',
      help: 'Outputs of the teacher.',
      default: 1,
      min: 1,
      max: 64,
      integer: true,
    },
    scale: {
      kind: 'number',
      label: 'Strength',
      help: 'Factor on the teacher’s weights: larger is less linear.',
      default: 2,
      min: 0,
      max: 100,
      exclusiveMin: true,
    },
    noise: noiseField(0, 'targets'),
  },
  shape({ samples, inputs, hidden, outputs }) {
    for (const units of hidden)
      if (!Number.isInteger(units) || units < 1 || units > 256)
        throw new UserError(
          `data.hidden has the entry ${units} but a hidden layer of the teacher has a whole number of units from 1 to 256`,
          'data.hidden',
        );
    return {
      inputNames: numbered('x', inputs),
      targetNames: numbered('y', outputs),
      classes: null,
      coding: 'real',
      count: samples,
    };
  },
  generate({ samples, inputs, hidden, outputs, scale, noise }, { math, stream }) {
    const weightsOf = stream('teacher');
    const sizes = [inputs, ...hidden, outputs];
    const layers = sizes.slice(1).map((units, layer) => {
      const fanIn = sizes[layer]!;
      const deviation = scale / Math.sqrt(fanIn);
      return {
        weights: Float64Array.from({ length: units * fanIn }, () => deviation * weightsOf.normal()),
        biases: Float64Array.from({ length: units }, () => (scale / 2) * weightsOf.normal()),
      };
    });
    const random = stream('data');
    const x = Float64Array.from({ length: samples * inputs }, () => random.normal());
    const targets = new Float64Array(samples * outputs);
    for (let index = 0; index < samples; index++) {
      let values = x.subarray(index * inputs, (index + 1) * inputs);
      layers.forEach(({ weights, biases }, layer) => {
        const next = Float64Array.from(biases);
        for (let unit = 0; unit < next.length; unit++) {
          for (let k = 0; k < values.length; k++)
            next[unit]! += weights[unit * values.length + k]! * values[k]!;
          if (layer < layers.length - 1) next[unit] = math.tanh(next[unit]!);
        }
        values = next;
      });
      for (let output = 0; output < outputs; output++)
        targets[index * outputs + output] = values[output]! + noise * random.normal();
    }
    return { count: samples, inputs: x, targets };
  },
});

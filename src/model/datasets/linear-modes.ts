import { UserError } from '../user-error';
import { identity } from '../initialisation/identity';
import { orthogonal } from '../initialisation/orthogonal';
import { defineDataset } from './dataset';

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/**
 * y = A·x for white inputs: as many samples as inputs, x_k = √n·e_k, so that E[x·xᵀ] is the identity and E[y·xᵀ] = A, whose singular values are the strengths.
 * Its singular vectors are the coordinate axes, or random ones from the data seed.
 */
export const linearModes = defineDataset({
  name: 'linear-modes',
  label: 'Linear modes',
  summary:
    'A linear map with the strengths (singular values) that you name, on white inputs: deep linear networks learn it mode by mode.',
  fields: {
    strengths: {
      kind: 'numbers',
      label: 'Strengths',
      help: 'Singular values of the map, at most as many as inputs and outputs; the others are 0.',
      default: [3, 1],
      maxItems: 64,
    },
    inputs: {
      kind: 'number',
      label: 'Inputs',
      help: 'Inputs, and as many samples.',
      default: 4,
      min: 1,
      max: 64,
      integer: true,
    },
    outputs: {
      kind: 'number',
      label: 'Outputs',
      help: 'Outputs of the map.',
      default: 4,
      min: 1,
      max: 64,
      integer: true,
    },
    rotated: {
      kind: 'flag',
      label: 'Rotated',
      help: 'Random directions for the modes; otherwise mode k goes from input k to output k.',
      default: false,
    },
  },
  shape({ strengths, inputs, outputs }) {
    if (strengths.length > Math.min(inputs, outputs))
      throw new UserError(
        `data.strengths has ${strengths.length} numbers but a map from ${inputs} inputs to ${outputs} outputs has at most ${Math.min(inputs, outputs)} modes: leave some out, or ask for more inputs and outputs`,
        'data.strengths',
      );
    for (const strength of strengths)
      if (!(strength >= 0 && strength <= 1e6))
        throw new UserError(
          `data.strengths has the entry ${strength} but a strength is a number from 0 to 1,000,000`,
          'data.strengths',
        );
    return {
      inputNames: numbered('x', inputs),
      targetNames: numbered('y', outputs),
      classes: null,
      coding: 'real',
      count: inputs,
    };
  },
  generate({ strengths, inputs, outputs, rotated }, { math, stream }) {
    const random = stream('data');
    const turn = (size: number) => {
      const matrix = new Float64Array(size * size);
      const shape = { layer: 1, rows: size, columns: size, fanIn: size, fanOut: size };
      (rotated ? orthogonal : identity).fill(
        matrix,
        { gain: 1 },
        { part: 'weights', ...shape, random, math },
      );
      return matrix;
    };
    const right = turn(inputs);
    const left = turn(outputs);
    const length = Math.sqrt(inputs);
    const x = new Float64Array(inputs * inputs);
    const targets = new Float64Array(inputs * outputs);
    for (let sample = 0; sample < inputs; sample++) {
      x[sample * inputs + sample] = length;
      strengths.forEach((strength, mode) => {
        const part = strength * right[mode * inputs + sample]! * length;
        for (let output = 0; output < outputs; output++)
          targets[sample * outputs + output]! += part * left[mode * outputs + output]!;
      });
    }
    return { count: inputs, inputs: x, targets };
  },
  repair({ strengths, inputs, outputs }) {
    const fitting = strengths.slice(0, Math.min(inputs, outputs)).filter((s) => s >= 0 && s <= 1e6);
    return { strengths: fitting };
  },
});

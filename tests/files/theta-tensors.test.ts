/** Oracle: the numbers that went in, counted off by hand. */
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../src/files/safetensors';
import { thetaOfTensors, thetaTensors } from '../../src/files/theta-tensors';
import { UserError } from '../../src/model/user-error';

const network = {
  sizes: [2, 3, 1],
  activations: ['tanh', 'linear'] as const,
  biases: [true, false],
};
const theta = Float64Array.from({ length: 12 }, (_, i) => i + 0.1);
const of = (shape: number[], ...data: number[]): Tensor => ({ shape, data: Float64Array.from(data) });

it('layer by layer: outputs × inputs, then the biases', () => {
  expect([...thetaTensors(network, theta, 'f64')]).toEqual([
    ['layers.0.weight', of([3, 2], 0.1, 1.1, 2.1, 3.1, 4.1, 5.1)],
    ['layers.0.bias', of([3], 6.1, 7.1, 8.1)],
    ['layers.1.weight', of([1, 3], 9.1, 10.1, 11.1)],
  ]);
  expect(thetaOfTensors(network, thetaTensors(network, theta, 'f64'), 'x')).toEqual(theta);
  const single = thetaTensors(network, theta.map(Math.fround), 'f32');
  expect(single.get('layers.0.bias')!.data).toBeInstanceOf(Float32Array);
  expect(thetaOfTensors(network, single, 'x')).toEqual(theta.map(Math.fround));
});

it('what nn.Sequential calls 0.weight, 2.weight, in any order', () => {
  const entries = [...thetaTensors(network, theta, 'f64')].map(
    ([name, tensor]) => [name.replace('layers.1', '10').replace('layers.0', '2'), tensor] as const,
  );
  expect(thetaOfTensors(network, new Map(entries.reverse()), 'x')).toEqual(theta);
});

describe('what is refused, and how it is said', () => {
  const weight = of([3, 2], 1, 2, 3, 4, 5, 6);
  const bias = of([3], 1, 2, 3);
  const last = of([1, 3], 1, 2, 3);
  it.each([
    [{}, 'x: these are the parameters of 0 layers, and the network 2-3-1 has 2.'],
    [
      { '0.weight': weight, '0.bias': bias },
      'x: these are the parameters of 1 layers, and the network 2-3-1 has 2.',
    ],
    [{ '0.weight': weight, '1.weight': last }, 'x: the biases of layer 1 are missing.'],
    [{ '0.bias': bias, '1.weight': last }, 'x: the weights of layer 1 are missing.'],
    [
      { '0.weight': of([2, 3], 1, 2, 3, 4, 5, 6), '0.bias': bias, '1.weight': last },
      'x: "0.weight" has the shape [2, 3], and layer 1 of the network 2-3-1 needs [3, 2].',
    ],
    [
      { '0.weight': weight, '0.bias': bias, '1.weight': last, '1.bias': of([1], 0) },
      'x: there is "1.bias", but layer 2 of the experiment has no biases.',
    ],
    [
      { '0.weight': weight, '0.bias': bias, '1.weight': of([1, 3], 1, NaN, 2) },
      'x: "1.weight" holds NaN as its number 2; a run can only start from finite numbers.',
    ],
    [
      { 'a.0.weight': weight, 'b.1.weight': last },
      'x: "b.1.weight" belongs to another network than the tensors before it.',
    ],
    [
      { '0.weight': weight, '00.weight': weight },
      'x: "00.weight" is there twice, with its number written differently.',
    ],
    [
      { 'norm.running_mean': bias },
      'x: "norm.running_mean" is no weight or bias of a numbered layer, such as layers.0.weight.',
    ],
  ])('%#', (tensors, message) => {
    const read = () => thetaOfTensors(network, new Map(Object.entries(tensors)), 'x');
    expect(read).toThrow(UserError);
    expect(read).toThrow(message);
  });
});

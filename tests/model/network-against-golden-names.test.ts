import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layerRanges, parameterCount, parameterIndex, parameterNames } from '../../src/model/network';

const golden = new URL('../golden/', import.meta.url);
interface Case {
  readonly network: { layer_sizes: number[]; bias: boolean[] };
  readonly params: { weights: number[][][]; biases: (number[] | null)[] };
  readonly theta: number[];
  readonly param_names: string[];
}
/** `param_names` stands at the top or beside θ, depending on the file's section. */
const cases = readdirSync(golden)
  .filter((file) => /^p\d\d_/.test(file))
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as Case] as const);

test.each(cases)('%s: names, count and ranges agree with the golden vector', (_, golden) => {
  const { layer_sizes: sizes, bias: biases } = golden.network;
  const network = { sizes, biases, activations: biases.map(() => 'tanh' as const) };
  expect(parameterNames(network)).toEqual(golden.param_names);
  expect(parameterCount(network)).toBe(golden.theta.length);
  golden.param_names.forEach((name, index) => expect(parameterIndex(network, name)).toBe(index));
  for (const range of layerRanges(network)) {
    const weights = golden.theta.slice(range.weights, range.weights + range.outputs * range.inputs);
    expect(weights).toEqual(golden.params.weights[range.layer - 1]!.flat());
    const expected = golden.params.biases[range.layer - 1];
    expect(range.biases === null ? null : golden.theta.slice(range.biases, range.end)).toEqual(expected);
  }
});

test.each([
  'W3[0][0]',
  'W1[2][0]',
  'W1[0][2]',
  'W1[0]',
  'b1[2]',
  'b1[0][0]',
  'b2[0]',
  'W0[0][0]',
  'w1[0][0]',
  '',
  'W1[-1][0]',
])('a 2-2-1 network without output bias has no parameter %j', (name) => {
  expect(
    parameterIndex({ sizes: [2, 2, 1], activations: ['tanh', 'linear'], biases: [true, false] }, name),
  ).toBe(-1);
});

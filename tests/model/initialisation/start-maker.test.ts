import { expect, test } from 'vitest';
import { core } from '../../../src/core';
import { directions, initialTheta, StartMaker, weightSchemes } from '../../../src/model/initialisation';
import { parameterCount } from '../../../src/model/network';
import { parseExperiment } from '../../../src/model/schema';

/** Oracle: each start by itself, from a maker that has made no other. */

const sizes = [2, 3, 1];
const count = parameterCount({ ...parseExperiment({ network: { sizes } }).network });
const listed = (length: number): number[] => Array.from({ length }, (_, i) => Math.sin(i + 1));
const schemeOf = (name: string, length: number): object =>
  name === 'values' ? { name, values: listed(length) } : { name };
const directionOf = (name: string): object =>
  name === 'values' ? { name, values: listed(count) } : { name };

const starts = weightSchemes.flatMap(({ name, forBiases }) =>
  directions.flatMap(({ name: direction }) =>
    [0.3, 0].map((size, i) =>
      parseExperiment({
        network: { sizes },
        initialisation: {
          seed: 17 + i,
          weights: [schemeOf(name, 6), schemeOf(name, 3)],
          biases: forBiases ? [schemeOf(name, 3), schemeOf(name, 1)] : ['zeros', 'zeros'],
          perturbation: { size, direction: directionOf(direction) },
        },
      }),
    ),
  ),
);

test('a start depends on nothing that was made before it: every scheme after every other', () => {
  const { network } = starts[0]!;
  const maker = new StartMaker(network, core());
  const alone = starts.map((experiment) => initialTheta(experiment, core()));
  // Strides that are prime to the number of starts: each comes after many others.
  for (const stride of [1, 7, 11, starts.length - 1])
    for (let turn = 0; turn < starts.length; turn++) {
      const which = (turn * stride) % starts.length;
      expect(maker.make(starts[which]!.initialisation)).toStrictEqual(alone[which]);
    }
});

test('a start by itself is in an array of its own', () => {
  const [first, second] = [initialTheta(starts[0]!, core()), initialTheta(starts[0]!, core())];
  first.fill(7);
  expect(second).toStrictEqual(initialTheta(starts[0]!, core()));
});

import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { layerRanges, parameterCount } from '../../../src/model/network';
import { plane } from '../../../src/model/planes';
import type { PlaneContext } from '../../../src/model/planes';
import { UserError } from '../../../src/model/user-error';

const network = { sizes: [3, 4, 2], activations: ['tanh', 'linear'] as const, biases: [true, true] };
const count = parameterCount(network);
const norm = (values: Float64Array) => Math.hypot(...values);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const axis = (index: number) => Float64Array.from({ length: count }, (_, i) => Number(i === index));

const notAsked = () => {
  throw new Error('these planes are made without derivatives');
};

function context(centre: Float64Array, principal: Float64Array[] = [], shares: number[] = []): PlaneContext {
  return {
    centre,
    network,
    trajectory: [centre],
    principalDirections: (most) => ({ directions: principal.slice(0, most), shares: shares.slice(0, most) }),
    random: (seed, purpose) => core().stream(seed, purpose),
    point: () => centre,
    next: () => null,
    gradient: notAsked,
    hessianTimes: notAsked,
    eigenpairs: notAsked,
    lowestWithin: notAsked,
    witness: notAsked,
  };
}
const random = (settings: object, centre: Float64Array) => {
  const definition = plane('random');
  return definition.build({ seed: 1, normalisation: 'filter', biases: 'zero', ...settings }, context(centre));
};
const someCentre = Float64Array.from({ length: count }, (_, i) => (i % 5) - 1.5);

describe('random', () => {
  test('filter normalisation: each row has the norm of the centre’s row, biases 0 (Li et al. 2018)', () => {
    const { first, second, caveats } = random({}, someCentre);
    for (const direction of [first, second])
      for (const { weights, inputs, outputs, biases, end } of layerRanges(network)) {
        for (let row = 0; row < outputs; row++) {
          const span = [weights + row * inputs, weights + (row + 1) * inputs] as const;
          expect(norm(direction.subarray(...span))).toBeCloseTo(norm(someCentre.subarray(...span)), 13);
        }
        expect(norm(direction.subarray(biases!, end))).toBe(0);
      }
    expect(caveats[0]).toBe('The directions leave all biases alone.');
    expect(caveats.join(' ')).not.toContain('norm 1');
  });

  test('at the origin, where filter normalisation multiplies by 0, rows get norm 1 and the caveat says so', () => {
    const { first, second, caveats } = random({}, new Float64Array(count));
    for (const direction of [first, second])
      for (const { weights, inputs, outputs } of layerRanges(network))
        for (let row = 0; row < outputs; row++)
          expect(norm(direction.subarray(weights + row * inputs, weights + (row + 1) * inputs))).toBeCloseTo(
            1,
            13,
          );
    expect(caveats).toContain(
      'Filter normalisation multiplies by ‖w‖ = 0 here; rows of norm 0 were given norm 1 instead.',
    );
  });

  test('where only some rows are 0, the caveat counts them', () => {
    const centre = someCentre.slice().fill(0, 0, 3);
    expect(random({}, centre).caveats).toContain(
      'Filter normalisation multiplies by ‖w‖ = 0 in 1 of 6 rows; these were given norm 1 instead.',
    );
  });

  test('layer normalisation and unit length', () => {
    const layers = random({ normalisation: 'layer', biases: 'normal' }, someCentre).first;
    for (const { weights, inputs, outputs, biases, end } of layerRanges(network)) {
      const span = [weights, weights + outputs * inputs] as const;
      expect(norm(layers.subarray(...span))).toBeCloseTo(norm(someCentre.subarray(...span)), 13);
      expect(norm(layers.subarray(biases!, end))).toBeCloseTo(norm(someCentre.subarray(biases!, end)), 13);
    }
    expect(norm(random({ normalisation: 'unit' }, someCentre).second)).toBeCloseTo(1, 14);
  });

  test('the cosine that is printed is that of the directions; the seed decides them', () => {
    const { first, second, caveats } = random({}, someCentre);
    expect(caveats.at(-1)).toContain((dot(first, second) / norm(first) / norm(second)).toFixed(3));
    expect(random({}, someCentre).first).toEqual(first);
    expect(random({ seed: 2 }, someCentre).first).not.toEqual(first);
  });

  test('parallel directions are refused', () => {
    const small = { sizes: [1, 1], activations: ['linear'] as const, biases: [true] };
    const one = { ...context(Float64Array.of(1, 1)), network: small };
    expect(() => plane('random').build({ seed: 1, normalisation: 'filter', biases: 'zero' }, one)).toThrow(
      UserError,
    );
    expect(plane('random').check!({ seed: 1, normalisation: 'filter', biases: 'zero' }, small)).toContain(
      'two parameters',
    );
  });
});

describe('trajectory', () => {
  const build = (principal: Float64Array[], shares: number[]) =>
    plane('trajectory').build({ seed: 1 }, context(someCentre, principal, shares));

  test('two principal directions are taken as they are', () => {
    const { first, second, firstLabel, secondLabel } = build([axis(2), axis(5)], [0.934, 0.05]);
    expect([first, second]).toEqual([axis(2), axis(5)]);
    expect([firstLabel, secondLabel]).toEqual([
      'first principal direction (93.4 %)',
      'second principal direction (5.0 %)',
    ]);
  });

  test('a run along one line gets a random direction orthogonal to it, and says so', () => {
    const { first, second, caveats } = build([axis(2)], [1]);
    expect(first).toEqual(axis(2));
    expect(norm(second)).toBeCloseTo(1, 14);
    expect(Math.abs(dot(first, second))).toBeLessThan(1e-15);
    expect(caveats[0]).toContain('along one line');
  });

  test('a run that never moved gets two random orthonormal directions, and says so', () => {
    const { first, second, caveats } = build([], []);
    expect([norm(first), norm(second)].every((value) => Math.abs(value - 1) < 1e-14)).toBe(true);
    expect(Math.abs(dot(first, second))).toBeLessThan(1e-14);
    expect(caveats[0]).toContain('never moved');
  });
});

describe('coordinates', () => {
  const build = (first: string, second: string) =>
    plane('coordinates').build({ first, second }, context(someCentre));
  test('names become axes; empty names are the first weights of the first and last layer', () => {
    expect(build('b1[3]', 'W2[1][0]')).toMatchObject({
      first: axis(15),
      second: axis(20),
      firstLabel: 'b1[3]',
    });
    expect(build('', '')).toMatchObject({ first: axis(0), second: axis(16), secondLabel: 'W2[0][0]' });
  });
  test.each([
    ['W1[0][0]', 'W1[0][0]', 'twice'],
    ['W1[0][9]', '', 'does not have'],
  ])('%s and %s are refused', (first, second, word) => {
    expect(() => build(first, second)).toThrow(UserError);
    expect(() => build(first, second)).toThrow(word);
  });
});

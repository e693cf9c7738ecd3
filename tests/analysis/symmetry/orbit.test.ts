import { describe, expect, test } from 'vitest';
import { orbitOf } from '../../../src/analysis/symmetry/orbit';
import { core, type ActivationName, type NetworkShape } from '../../../src/core';
import { layerRanges, parameterCount } from '../../../src/model/network';
import { distance, numbers, problemOf } from '../../core/problems';

/** Oracle: brute force. Every permutation and every sign flip is carried out; the different points are counted, and their functions compared. */

interface Rearrangement {
  readonly order: readonly number[];
  readonly signs: readonly number[];
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

function rearrangements(width: number, flips: boolean): Rearrangement[] {
  const signs = Array.from({ length: flips ? 2 ** width : 1 }, (_, bits) =>
    Array.from({ length: width }, (__, unit) => ((bits >> unit) & 1 ? -1 : 1)),
  );
  return permutations(width).flatMap((order) => signs.map((one) => ({ order, signs: one })));
}

/** Moves the units of one hidden layer: unit i becomes signs[i] times unit order[i]. */
function moved(network: NetworkShape, theta: Float64Array, layer: number, { order, signs }: Rearrangement) {
  const ranges = layerRanges(network);
  const incoming = ranges[layer]!;
  const outgoing = ranges[layer + 1]!;
  const result = theta.slice();
  order.forEach((from, unit) => {
    const sign = signs[unit]!;
    for (let k = 0; k < incoming.inputs; k++)
      result[incoming.weights + unit * incoming.inputs + k] =
        sign * theta[incoming.weights + from * incoming.inputs + k]!;
    if (incoming.biases !== null) result[incoming.biases + unit] = sign * theta[incoming.biases + from]!;
    for (let o = 0; o < outgoing.outputs; o++)
      result[outgoing.weights + o * outgoing.inputs + unit] =
        sign * theta[outgoing.weights + o * outgoing.inputs + from]!;
  });
  return result;
}

function bruteForce(network: NetworkShape, theta: Float64Array, flips: (layer: number) => boolean) {
  const hidden = network.sizes.slice(1, -1);
  let all = [theta];
  hidden.forEach((width, layer) => {
    const elements = rearrangements(width, flips(layer));
    all = all.flatMap((point) => elements.map((element) => moved(network, point, layer, element)));
  });
  // −0 and 0 are the same number.
  const points = new Map(all.map((point) => [point.map((value) => value + 0).join(), point]));
  return { elements: all.length, points: [...points.values()] };
}

const isOdd = (name: ActivationName) => ['linear', 'tanh', 'sin'].includes(name);

const cases: [string, NetworkShape, (next: () => number) => number][] = [];
const grid = [-1, 0, 1];
for (const [sizes, activation] of [
  [[2, 3, 1], 'tanh'],
  [[2, 3, 1], 'relu'],
  [[1, 4, 2], 'sigmoid'],
  [[1, 2, 2, 1], 'tanh'],
  [[1, 3, 2, 1], 'sin'],
  [[1, 3, 3, 1], 'gelu'],
  [[1, 2, 2, 2, 1], 'sigmoid'],
  [[1, 2, 2, 2, 1], 'linear'],
] as const) {
  const layers = sizes.length - 1;
  const activations = Array.from({ length: layers }, (_, i) => (i < layers - 1 ? activation : 'linear'));
  for (const biases of [true, false]) {
    const network = { sizes, activations, biases: activations.map(() => biases) };
    const name = `${sizes.join('-')} ${activation} ${biases ? 'with' : 'without'} biases`;
    cases.push([`${name}, zeros`, network, () => 0]);
    cases.push([`${name}, equal`, network, () => 0.5]);
    cases.push([`${name}, from −1, 0, 1`, network, (next) => grid[Math.floor(1.5 + 1.5 * next())]!]);
    cases.push([`${name}, ±1`, network, (next) => (next() < 0 ? -1 : 1)]);
    cases.push([`${name}, random`, network, (next) => next()]);
  }
}

describe('the orbit is what carrying out every rearrangement finds', () => {
  test.each(cases)('%s', (_, network, draw) => {
    for (let seed = 1; seed <= 4; seed++) {
      const next = numbers(seed * 77);
      const theta = Float64Array.from({ length: parameterCount(network) }, () => draw(next));
      const orbit = orbitOf(network, theta);
      const plain = bruteForce(network, theta, () => false);
      const signed = bruteForce(network, theta, (layer) => isOdd(network.activations[layer]!));
      for (const [action, found] of [
        [orbit.permutations, plain],
        [orbit.withFlips, signed],
      ] as const) {
        expect(action.exact).toBe(true);
        expect(action.elements).toBe(String(found.elements));
        expect(action.points).toBe(String(found.points.length));
        expect(BigInt(action.fixing) * BigInt(action.points)).toBe(BigInt(action.elements));
      }
    }
  });
});

test('all points of an orbit have one function', () => {
  const problem = problemOf(
    [2, 3, 1],
    ['tanh', 'linear'],
    [
      [0.3, -1],
      [2, 0.5],
      [-0.7, 0.1],
    ],
    [[1], [0], [2]],
  );
  const next = numbers(5);
  const theta = Float64Array.from({ length: parameterCount(problem.network) }, () => next());
  const { points } = bruteForce(problem.network, theta, () => true);
  expect(points.length).toBe(Number(orbitOf(problem.network, theta).withFlips.points));
  const workspace = core().workspace(problem);
  const expected = workspace.outputs(theta);
  for (const point of points) expect(distance(workspace.outputs(point), expected)).toBeLessThan(1e-14);
});

test('swapping two layers at once can leave a point as it is although neither swap alone does', () => {
  const network: NetworkShape = {
    sizes: [1, 2, 2, 1],
    activations: ['sigmoid', 'sigmoid', 'linear'],
    biases: [false, false, false],
  };
  //                              W1    W2           W3
  const theta = Float64Array.of(3, 3, 1, 2, 2, 1, 5, 5);
  expect(orbitOf(network, theta).permutations).toEqual({
    elements: '4',
    fixing: '2',
    points: '2',
    exact: true,
  });
});

test('wide layers: n!·2ⁿ as exact digits', () => {
  const network: NetworkShape = {
    sizes: [1, 30, 1],
    activations: ['tanh', 'linear'],
    biases: [false, false],
  };
  const next = numbers(9);
  const theta = Float64Array.from({ length: 60 }, () => next());
  const { permutations: plain, withFlips } = orbitOf(network, theta);
  expect(plain.points).toBe('265252859812191058636308480000000');
  expect(BigInt(withFlips.points)).toBe(BigInt(plain.points) * 2n ** 30n);
});

import type { ActivationName } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { randomUnit } from '../../model/vectors';
import { anyDepth, defineClaimExperiment } from '../experiment';
import { experimentOf, tasks } from './documents';

const activations: readonly ActivationName[] = ['tanh', 'relu', 'gelu', 'sigmoid', 'softplus'];
const directions = 4000;
const pairs = 200;
const radii = [0.01, 0.1, 0.5, 1];

/** Around zero: how many directions go up, and whether two opposite moves of the output layer can both go down. */
export const x14 = defineClaimExperiment({
  id: 'x14-top-of-the-hill',
  summary: `${directions} random directions from zero, and ${pairs} pairs of opposite moves of the output layer.`,
  measures: {
    up: 'share of directions that go up at distance 0.01',
    upFar: 'share of directions that go up at distance 1',
    bothWays: 'least L(d) + L(−d) − 2L(0), output layer only',
  },
  cells: () =>
    [tasks.xor, tasks.and].flatMap((task) =>
      [true, false].flatMap((biases) =>
        activations.map((activation) => ({
          experiment: experimentOf({
            name: 'Around zero',
            sizes: [2, 2, 1],
            activation,
            task,
            biases,
            rate: 0.2,
            steps: 5000,
          }),
        })),
      ),
    ),
  ignores: ['training.rule', 'training.steps'],
  fits: anyDepth,
  measure({ core, workspace, problem, initial, checkCancelled, progress }) {
    const random = core.stream(1, 'claims: directions');
    const base = workspace.evaluate(initial).loss;
    const along = (direction: Float64Array, distance: number) =>
      workspace.evaluate(initial.map((value, i) => value + distance * direction[i]!)).loss;
    const higher = new Float64Array(radii.length);
    for (let n = 0; n < directions; n++) {
      if (n % 100 === 0) {
        checkCancelled();
        progress(n / directions);
      }
      const direction = randomUnit(initial.length, random);
      radii.forEach((radius, i) => (higher[i]! += along(direction, radius) > base ? 1 : 0));
    }
    const { weights, end } = layerRanges(problem.network).at(-1)!;
    let bothWays = Infinity;
    for (let n = 0; n < pairs; n++) {
      const direction = new Float64Array(initial.length);
      direction.set(randomUnit(end - weights, random), weights);
      bothWays = Math.min(bothWays, along(direction, 1) + along(direction, -1) - 2 * base);
    }
    const shares = higher.map((count) => count / directions);
    return {
      numbers: { up: shares[0]!, upFar: shares.at(-1)!, bothWays },
      curves: [
        { name: 'share that goes up', along: 'distance from zero', x: Float64Array.from(radii), y: shares },
      ],
    };
  },
});

import { twoParameters } from './checks';
import { definePlane, unitLength } from './plane';
import { seedField } from './seed-field';
import { randomUnit } from '../vectors';

const percent = (share: number) => `${(100 * share).toFixed(share > 0.9995 || share < 0.0005 ? 2 : 1)} %`;

export const trajectory = definePlane({
  name: 'trajectory',
  label: 'Trajectory',
  summary: 'The two principal directions in which the run moved, seen from the centre.',
  fields: {
    seed: seedField(
      'Seed of the random directions that stand in where the run moved in fewer than two directions.',
    ),
  },
  build({ seed }, context) {
    const length = context.centre.length;
    const { directions, shares } = context.principalDirections(2);
    const [first, second] = directions;
    if (first && second)
      return {
        first,
        second,
        firstLabel: `first principal direction (${percent(shares[0]!)})`,
        secondLabel: `second principal direction (${percent(shares[1]!)})`,
        description: 'The plane of the two principal directions of the run about the centre.',
        rule: unitLength,
        caveats: [
          'The run leaves this plane; the loss at a point of the path is not exactly the loss on the plane below it.',
        ],
      };
    if (first) {
      return {
        first,
        second: randomUnit(length, context.random(seed, 'plane'), [first]),
        firstLabel: `principal direction (${percent(shares[0]!)})`,
        secondLabel: 'random direction',
        description:
          'The plane of the one direction in which the run moved and a random direction orthogonal to it.',
        rule: unitLength,
        caveats: [
          'The run moved along one line through the centre only; the second direction is random and orthogonal to it.',
        ],
      };
    }
    const random = context.random(seed, 'plane');
    const one = randomUnit(length, random);
    return {
      first: one,
      second: randomUnit(length, random, [one]),
      firstLabel: 'random direction',
      secondLabel: 'second random direction',
      description: 'A plane of two random orthogonal directions, because the run never left the centre.',
      rule: unitLength,
      caveats: [
        'The run never moved away from the centre, so it has no directions of its own; both directions here are random.',
      ],
    };
  },
  check: twoParameters,
});

import type { PointName } from '../experiment';
import { UserError } from '../user-error';
import { difference, isAllZero } from '../vectors';
import { pointNames, twoParameters } from './checks';
import { definePlane } from './plane';
import { pointField } from './point-field';

/** The plane through the centre and two other points of the run. */
export const threeCheckpoints = definePlane({
  name: 'three-checkpoints',
  label: 'Three checkpoints',
  summary: 'Through the centre and two other points of the run.',
  fields: { a: pointField('Point A', 'init'), b: pointField('Point B', 'final') },
  build({ a, b }, context) {
    const wrong = pointNames([a, b]);
    if (wrong) throw new UserError(`landscape.plane ${wrong}.`, 'landscape.plane');
    const [first, second] = [a, b].map((name) => {
      const move = difference(context.point(name as PointName), context.centre);
      if (isAllZero(move))
        throw new UserError(
          `landscape.plane: the point ${name} is the centre itself, so no direction leads to it: choose another point or another centre.`,
          'landscape.plane',
        );
      return move;
    });
    return {
      first: first!,
      second: second!,
      firstLabel: `towards ${a}`,
      secondLabel: `towards ${b}`,
      description: `The plane through the centre, the point ${a} (α = 1, β = 0) and the point ${b} (α = 0, β = 1).`,
      rule: `The directions are as long as the way from the centre to ${a} and to ${b}, and need not be orthogonal.`,
      caveats: ['Between the three points the run may have taken any way; this plane holds only the three.'],
    };
  },
  check: (options, network) =>
    twoParameters(options, network) ??
    pointNames([options.a, options.b]) ??
    (options.a === options.b
      ? `names the point "${options.a}" twice: with the centre it takes three different points`
      : undefined),
});

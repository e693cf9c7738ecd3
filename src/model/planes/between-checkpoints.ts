import type { PointName } from '../experiment';
import { UserError } from '../user-error';
import { difference, isAllZero, norm, orthogonalPart, randomUnit, times } from '../vectors';
import { pointNames, twoParameters } from './checks';
import { definePlane } from './plane';
import { pointField } from './point-field';
import { seedField } from './seed-field';

/** The line from the centre to another point of the run, and a direction across. */
export const betweenCheckpoints = definePlane({
  name: 'between-checkpoints',
  label: 'Between two checkpoints',
  summary: 'The straight line from the centre to another point of the run, and a direction across it.',
  fields: {
    to: pointField('To', 'final'),
    across: {
      kind: 'choice',
      label: 'Across',
      help: 'The second direction: random, or the gradient’s part across the line.',
      default: 'random',
      choices: [
        { value: 'random', label: 'Random' },
        { value: 'gradient', label: 'Steepest descent' },
      ],
    },
    seed: seedField('Seed of a random direction across.'),
  },
  build({ to, across, seed }, context) {
    const wrong = pointNames([to]);
    if (wrong) throw new UserError(`landscape.plane ${wrong}.`, 'landscape.plane');
    const first = difference(context.point(to as PointName), context.centre);
    if (isAllZero(first))
      throw new UserError(
        `landscape.plane: the point ${to} is the centre itself, so there is no line between them: choose another point or another centre.`,
        'landscape.plane',
      );
    const unit = times(first, 1 / norm(first));
    const descent = across === 'gradient' ? orthogonalPart(times(context.gradient(), -1), unit) : null;
    return {
      first,
      second: descent ?? randomUnit(first.length, context.random(seed, 'plane'), [unit]),
      firstLabel: `towards ${to}`,
      secondLabel: descent ? 'steepest descent across' : 'random direction across',
      description: `The straight line from the centre (α = 0) to the point ${to} (α = 1), and ${descent ? 'the steepest descent at the centre' : 'a random direction'} across it.`,
      rule: `The first direction is as long as the line, ${norm(first).toPrecision(4)}; the second has length 1 and is orthogonal to it.`,
      caveats: [
        ...(across === 'gradient' && descent === null
          ? ['The gradient has no part across the line; the second direction is random instead.']
          : []),
        'A straight line is not the way the run took: a barrier on it need not have been in its way.',
      ],
    };
  },
  check: (options, network) => twoParameters(options, network) ?? pointNames([options.to]),
});

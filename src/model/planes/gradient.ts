import { UserError } from '../user-error';
import { difference, isAllZero, norm, orthogonalPart, randomUnit, times } from '../vectors';
import { twoParameters } from './checks';
import { definePlane, type PlaneContext, unitLength } from './plane';
import { seedField } from './seed-field';

const seconds = {
  random: { label: 'Random', axis: 'random direction', what: 'a random direction orthogonal to it' },
  bend: {
    label: 'Where the descent bends',
    axis: 'bend of the descent',
    what: 'the direction into which gradient flow bends (the part of H·g orthogonal to g)',
  },
  step: {
    label: 'The run’s next checkpoint',
    axis: 'across the run’s next move',
    what: 'the part of the run’s next move that is orthogonal to it',
  },
} as const;

type Second = keyof typeof seconds;

/** Steepest descent at the centre, and a direction beside it. */
export const gradient = definePlane({
  name: 'gradient',
  label: 'Gradient',
  summary: 'Steepest descent at the centre and a second direction beside it.',
  fields: {
    second: {
      kind: 'choice',
      label: 'Second direction',
      help: 'A random one, the one into which the descent bends, or the one in which the run moved on.',
      default: 'random',
      choices: Object.entries(seconds).map(([value, { label }]) => ({ value, label })),
    },
    seed: seedField('Seed of a random second direction.'),
  },
  build(options, context) {
    const slope = context.gradient();
    if (isAllZero(slope))
      throw new UserError(
        'landscape.plane is "gradient" but the gradient is exactly 0 at the centre, so it has no direction: choose the eigenvectors, the witness, or another centre.',
        'landscape.plane',
      );
    const first = times(slope, -1 / norm(slope));
    const { direction, used, caveats } = secondDirection(
      options.second as Second,
      options.seed,
      first,
      context,
    );
    return {
      first,
      second: direction,
      firstLabel: 'steepest descent',
      secondLabel: seconds[used].axis,
      description: `The plane of steepest descent (−gradient) at the centre and ${seconds[used].what}.`,
      rule: unitLength,
      caveats: [
        ...caveats,
        'The gradient is that of all training samples at the centre; along the way it turns out of this plane.',
      ],
    };
  },
  check: twoParameters,
});

function secondDirection(
  asked: Second,
  seed: number,
  first: Float64Array,
  context: PlaneContext,
): { direction: Float64Array; used: Second; caveats: string[] } {
  const random = () => randomUnit(first.length, context.random(seed, 'plane'), [first]);
  if (asked === 'random') return { direction: random(), used: 'random', caveats: [] };
  const next = asked === 'step' ? context.next() : null;
  const source =
    asked === 'bend'
      ? context.hessianTimes(first)
      : next === null
        ? new Float64Array(first.length)
        : difference(next, context.centre);
  const across = orthogonalPart(source, first);
  if (across !== null) return { direction: across, used: asked, caveats: [] };
  const why =
    asked === 'bend'
      ? 'The descent does not bend at the centre (H·g is parallel to g)'
      : next === null
        ? 'The run has no checkpoint after the centre'
        : 'The run’s next move is along the gradient';
  return {
    direction: random(),
    used: 'random',
    caveats: [`${why}; the second direction is random instead.`],
  };
}

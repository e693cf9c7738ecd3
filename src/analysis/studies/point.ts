import { isPointName } from '../../model/point-name';
import { UserError } from '../../model/user-error';
import { givenPoint, type StudiedPoint } from '../given-point';
import type { StudiedRun } from './study';

/** The settings by which a study is told its point. */
export const pointFields = {
  at: {
    kind: 'text',
    label: 'Point',
    help: 'origin, init, final, best or step:N.',
    default: 'origin',
    maxLength: 24,
    role: 'point',
  },
  theta: {
    kind: 'numbers',
    label: 'Given parameters',
    help: 'All parameters of the point, layer by layer; empty = the named point.',
    default: [],
    maxItems: 1_000_000,
  },
} as const;

export type { StudiedPoint } from '../given-point';

/** The point that the settings name. Throws `UserError` for an unknown name, a point of the wrong length, or a number that is not finite. */
export function studiedPoint(
  run: StudiedRun,
  { at, theta }: { readonly at: string; readonly theta: readonly number[] },
): StudiedPoint {
  if (theta.length === 0) {
    if (!isPointName(at))
      throw new UserError(
        `at is "${at}" but must be origin, init, final, best or step:N, e.g. step:1000.`,
        'at',
      );
    return { at, ...run.point(at) };
  }
  return givenPoint(theta, run.workspace.parameterCount);
}

import type { PointName } from '../../model/experiment';
import { UserError } from '../../model/user-error';
import type { StudiedRun } from './study';

/** The settings by which a study is told its point. */
export const pointFields = {
  at: {
    kind: 'text',
    label: 'Point',
    help: 'origin, init, final, best or step:N.',
    default: 'origin',
    maxLength: 24,
  },
  theta: {
    kind: 'numbers',
    label: 'Given parameters',
    help: 'All parameters of the point, layer by layer; empty = the named point.',
    default: [],
    maxItems: 1_000_000,
  },
} as const;

export interface StudiedPoint {
  /** `given` where the parameters were given as numbers. */
  readonly at: PointName | 'given';
  /** Null where it is not a point of the run. */
  readonly step: number | null;
  readonly theta: Float64Array;
}

/** The point that the settings name. Throws `UserError` for an unknown name, a point of the wrong length, or a number that is not finite. */
export function studiedPoint(
  run: StudiedRun,
  { at, theta }: { readonly at: string; readonly theta: readonly number[] },
): StudiedPoint {
  if (theta.length === 0) {
    if (!/^(origin|init|final|best|step:\d{1,15})$/.test(at))
      throw new UserError(
        `at is "${at}" but must be origin, init, final, best or step:N, e.g. step:1000.`,
        'at',
      );
    return { at: at as PointName, ...run.point(at as PointName) };
  }
  const expected = run.workspace.parameterCount;
  if (theta.length !== expected)
    throw new UserError(
      `theta has ${theta.length} numbers but this network has ${expected} parameters: give all of them, layer by layer, weights before biases.`,
      'theta',
    );
  const bad = theta.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new UserError(`theta[${bad}] is ${theta[bad]} but must be a finite number.`, `theta[${bad}]`);
  return { at: 'given', step: null, theta: Float64Array.from(theta) };
}

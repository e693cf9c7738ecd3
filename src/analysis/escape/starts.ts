import type { NetworkShape } from '../../core/contract';
import { direction as directionNamed } from '../../model/initialisation/directions';
import { parameterCount } from '../../model/network';
import { UserError } from '../../model/user-error';
import { verdictInWords } from '../order/words';
import type { StudyContext } from '../studies/study';
import type { SaddleForm } from './saddle';

export interface DirectionSettings {
  readonly direction: string;
  readonly parameter: string;
  readonly values: readonly number[];
  readonly directionSeed: number;
}

/** Whether members differ in their direction. */
export const isDrawn = ({ direction }: DirectionSettings): boolean => direction === 'random';

/**
 * The unit direction in which a member is pushed off the saddle: the same for every ε, so that rows of different ε can be compared member by member.
 * Throws `UserError` where the settings name none.
 */
export function memberDirection(
  { core, problem }: Pick<StudyContext, 'core' | 'problem'>,
  settings: DirectionSettings,
  saddle: SaddleForm | null,
  member: number,
): Float64Array {
  if (settings.direction === 'steepest') return steepest(saddle!);
  const definition = directionNamed(settings.direction);
  const options = { parameter: settings.parameter, values: settings.values } as never;
  checkDirection(definition.check?.(options, problem.network as NetworkShape), settings.direction);
  const random = core.stream(settings.directionSeed, `escape:${member}`);
  const unit = new Float64Array(parameterCount(problem.network));
  definition.fill(unit, options, { network: problem.network, random, math: core.math });
  return unit;
}

function steepest({ answer, direction }: SaddleForm): Float64Array {
  if (direction) return direction;
  throw new UserError(
    `${verdictInWords(answer).headline} So this point has no steepest direction: choose direction random to see whether runs leave it.`,
    'direction',
  );
}

function checkDirection(mistake: string | undefined, name: string): void {
  if (mistake === undefined) return;
  const place = name === 'parameter' ? 'parameter' : 'values';
  throw new UserError(`${place} ${mistake}.`, place);
}

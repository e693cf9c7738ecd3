import { difference, dot, isAllZero, norm } from '../../model/vectors';
import { studiedPoint } from '../studies/point';
import type { StudiedRun, StudyContext } from '../studies/study';
import { type Exit, type Outcome, raceOneByOne, raceTogether, trainsTogether } from './race';
import type { EscapeRow } from './report';
import type { SaddleForm } from './saddle';

/** What the studied run itself did, from its own start, beside the law at the same ε. */
export interface OwnEscape {
  /** Distance of its start from the point. */
  readonly epsilon: number;
  /** Cosine between its push and the steepest direction, whose the law is (of the line's, where both its sides fall alike); null where there is none. */
  readonly alignment: number | null;
  /** The step at which it had left; null while it is still there. */
  readonly left: number | null;
  /** Steps for which it was watched: until it left, else as far as it was trained (and the step budget goes). */
  readonly watched: number;
  readonly law: EscapeRow['law'];
}

/** How the run was pushed off the point; null where it starts at the point itself, and at later points of the run: to those it comes, it is not pushed off them. */
export function pushOf(run: StudiedRun, point: Parameters<typeof studiedPoint>[1]): Float64Array | null {
  const { step, theta } = studiedPoint(run, point);
  const push = difference(run.point('init').theta, theta);
  return step !== null || isAllZero(push) ? null : push;
}

/** A push that does not leave the neighbourhood at once. @param distance where it ends; null where that is not known */
export function isWithin(push: Float64Array, distance: number | null): boolean {
  return distance === null || norm(push) < distance;
}

/**
 * Makes the run's steps once more and looks at each, because its record leaves steps out when there are many. The same bits as the run's.
 * @param budget most steps
 */
export function outcomeOfRun(context: StudyContext, exit: Exit, budget: number): Outcome {
  const { problem, trainer, record } = context;
  const steps = Math.min(record.step, budget);
  if (steps === 0) return { length: 0, how: 'still there' };
  const race = trainsTogether(problem, trainer) ? raceTogether : raceOneByOne;
  return race(context, [context.point('init').theta], [trainer], exit, steps)[0]!;
}

export function ownEscape(
  push: Float64Array,
  { length, how }: Outcome,
  saddle: SaddleForm | null,
  law: EscapeRow['law'],
): OwnEscape {
  const epsilon = norm(push);
  return {
    epsilon,
    alignment: saddle?.direction ? alignmentOf(push, saddle, saddle.direction) : null,
    left: how === 'escaped' ? length : null,
    watched: length,
    law,
  };
}

/** At a smooth saddle of even order the loss falls the same way to both sides of a line. */
function alignmentOf(push: Float64Array, { form, answer }: SaddleForm, steepest: Float64Array): number {
  const cosine = dot(push, steepest) / norm(push);
  const even = form !== null && form.order % 2 === 0 && !answer.oneSided;
  return even ? Math.abs(cosine) : cosine;
}

import { UserError } from '../../user-error';
import { ball } from './ball';
import { constant } from './constant';
import type { DirectionDefinition } from './definition';
import { parameter } from './parameter';
import { random } from './random';
import { values } from './values';

export type { DirectionContext, DirectionDefinition } from './definition';

/** Every perturbation direction, in menu order, the default first. A new one is one file and one entry here. */
export const directions: readonly DirectionDefinition[] = [random, ball, constant, parameter, values];

const directionsByName = new Map(directions.map((entry) => [entry.name, entry]));

/** The table's entry of a direction. */
export function direction(name: string): DirectionDefinition {
  const found = directionsByName.get(name);
  if (!found)
    throw new UserError(`"${name}" is no perturbation direction`, 'initialisation.perturbation.direction');
  return found;
}

import { UserError } from '../user-error';
import { coordinates } from './coordinates';
import type { PlaneDefinition } from './plane';
import { random } from './random';
import { trajectory } from './trajectory';

export type { PlaneContext, PlaneDefinition, PlaneDirections } from './plane';

/** Every plane, in menu order, the default first. A new one is one file and one entry here. */
export const planes: readonly PlaneDefinition[] = [trajectory, random, coordinates];

/** The table's entry of a plane. */
export function plane(name: string): PlaneDefinition {
  const found = planes.find((entry) => entry.name === name);
  if (!found)
    throw new UserError(`landscape.plane is "${name}" but there is no such plane`, 'landscape.plane');
  return found;
}

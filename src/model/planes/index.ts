import { UserError } from '../user-error';
import { betweenCheckpoints } from './between-checkpoints';
import { coordinates } from './coordinates';
import { eigenvectors } from './eigenvectors';
import { gradient } from './gradient';
import type { PlaneDefinition } from './plane';
import { random } from './random';
import { threeCheckpoints } from './three-checkpoints';
import { tiedUnits } from './tied-units';
import { trajectory } from './trajectory';
import { witness } from './witness';

export type { Eigenpairs, PlaneContext, PlaneDefinition, PlaneDirections, Witness } from './plane';

/** Every plane, in menu order, the default first. A new one is one file and one entry here. */
export const planes: readonly PlaneDefinition[] = [
  trajectory,
  eigenvectors,
  witness,
  gradient,
  tiedUnits,
  random,
  coordinates,
  betweenCheckpoints,
  threeCheckpoints,
];

/** The table's entry of a plane. */
export function plane(name: string): PlaneDefinition {
  const found = planes.find((entry) => entry.name === name);
  if (!found)
    throw new UserError(`landscape.plane is "${name}" but there is no such plane`, 'landscape.plane');
  return found;
}

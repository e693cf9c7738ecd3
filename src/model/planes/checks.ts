import type { NetworkShape } from '../../core/contract';
import { parameterCount } from '../network';
import { isPointName } from '../point-name';

/** The checks of settings that several planes share; each answers the end of a sentence that begins with the plane's place. */

export const twoParameters = (_options: unknown, network: NetworkShape): string | undefined =>
  parameterCount(network) < 2
    ? 'needs a network of at least two parameters: a plane has two directions'
    : undefined;

export const pointNames = (names: readonly string[]): string | undefined => {
  const wrong = names.find((name) => !isPointName(name));
  return wrong === undefined
    ? undefined
    : `names the point "${wrong}", but a point is origin, init, final, best or step:N`;
};

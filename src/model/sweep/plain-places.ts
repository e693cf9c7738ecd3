import type { Experiment } from '../experiment';
import { holds } from './places';

/**
 * Places with one number each, on which neither the network nor the data depend, nor whether any other value fits: runs that differ in them alone train
 * together, and their values can be checked one by one.
 */
const plainPlaces: Readonly<
  Record<
    string,
    {
      /** Fits certainly; where it says no, the schema decides. */
      fits(value: unknown): boolean;
      set(experiment: Experiment, value: number): Experiment;
    }
  >
> = {
  'initialisation.seed': {
    fits: isSeed,
    set: (experiment, seed) => ({
      ...experiment,
      initialisation: { ...experiment.initialisation, seed },
    }),
  },
  'initialisation.perturbation.size': {
    fits: (value) => typeof value === 'number' && value >= 0 && value <= 1e6,
    set: (experiment, size) => {
      const { initialisation } = experiment;
      return {
        ...experiment,
        initialisation: { ...initialisation, perturbation: { ...initialisation.perturbation, size } },
      };
    },
  },
  'training.seed': {
    fits: isSeed,
    set: (experiment, seed) => ({ ...experiment, training: { ...experiment.training, seed } }),
  },
  'training.rule.rate': {
    fits: (value) => typeof value === 'number' && value > 0 && value <= 1e6,
    set: (experiment, rate) => {
      const { training } = experiment;
      return { ...experiment, training: { ...training, rule: { ...training.rule, rate } } };
    },
  },
};

function isSeed(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Whether an axis over a place is plain among all axes: none of them replaces what holds it. */
export function isPlain(place: string, places: readonly string[]): boolean {
  return Object.hasOwn(plainPlaces, place) && !places.some((other) => other !== place && holds(other, place));
}

export function fitsPlain(place: string, value: unknown): boolean {
  return plainPlaces[place]!.fits(value);
}

export function withPlain(experiment: Experiment, place: string, value: number): Experiment {
  return plainPlaces[place]!.set(experiment, value);
}

/** Places that only choose among runs that are alike otherwise: statistics are taken over them. */
export const seedPlaces: readonly string[] = ['initialisation.seed', 'training.seed', 'data.seed'];

import type { Experiment } from '../experiment';

/** All of an experiment that the rows of its sweep depend on: neither what it is called nor how it is looked at, nor what a person has predicted of it. */
export function sweepQuestion<E extends Experiment>({
  name: _,
  notes: __,
  landscape: ___,
  predictions: ____,
  ...question
}: E): Omit<E, 'name' | 'notes' | 'landscape' | 'predictions'> {
  return question;
}

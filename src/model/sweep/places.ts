import { UserError } from '../user-error';
import { forDepth } from './deeper';
import type { SweepValue } from './spec';

/** Short names that an axis may be written with, and the places that they stand for. */
export const shortPlaces: Readonly<Record<string, string>> = {
  seed: 'initialisation.seed',
  epsilon: 'initialisation.perturbation.size',
  rate: 'training.rule.rate',
  learningRate: 'training.rule.rate',
  'training.rate': 'training.rule.rate',
  'training.learningRate': 'training.rule.rate',
  rule: 'training.rule',
  steps: 'training.steps',
  width: 'network.width',
  activation: 'network.activation',
  weights: 'initialisation.weights',
  biases: 'initialisation.biases',
};

/** Places that are no field of their own but stand for one in every hidden layer. */
const hiddenPlaces = ['network.width', 'network.activation'] as const;

export function fullPlace(written: string): string {
  const place = written.trim();
  return Object.hasOwn(shortPlaces, place) ? shortPlaces[place]! : place;
}

/** `network.sizes[1]` as its keys. */
export function keysOf(place: string): string[] {
  return place.replace(/\[(\d+)\]/g, '.$1').split('.');
}

/** Whether one place is the other or holds it. */
export function holds(outer: string, inner: string): boolean {
  const [a, b] = [keysOf(outer), keysOf(inner)];
  return a.length <= b.length && a.every((key, i) => key === b[i]);
}

/**
 * A complete experiment with a value put in a place. What a list has per layer is set in every layer where the place names none
 * (`initialisation.weights.deviation`), and a name alone becomes an object with that name where one of its settings is set.
 * @throws UserError where the experiment has no such place; whether the value fits is for the schema to say
 */
export function withValueAt(document: object, place: string, value: SweepValue): object {
  const hidden = hiddenPlaces.find((one) => one === place);
  if (hidden !== undefined) return withHidden(document, hidden, value);
  const fitting = place === 'network.sizes' ? forDepth(document, value) : document;
  return changed(fitting, keysOf(place), value, place) as object;
}

function withHidden(document: object, place: (typeof hiddenPlaces)[number], value: SweepValue): object {
  const { network } = document as { network: { sizes: unknown[]; activations: unknown[] } };
  const inside = (list: readonly unknown[], first: number) =>
    list.map((one, i) => (i >= first && i < list.length - 1 ? value : one));
  if (network.sizes.length < 3)
    throw new UserError(`${place}: the network has no hidden layer whose setting could be changed.`, place);
  return {
    ...document,
    network:
      place === 'network.width'
        ? { ...network, sizes: inside(network.sizes, 1) }
        : { ...network, activations: inside(network.activations, 0) },
  };
}

function changed(
  node: unknown,
  [key, ...rest]: readonly string[],
  value: SweepValue,
  place: string,
): unknown {
  if (key === undefined) return value;
  const nothing = (why: string) => new UserError(`${place}: ${why}`, place);
  if (Array.isArray(node)) {
    if (!/^\d+$/.test(key)) return node.map((item: unknown) => changed(item, [key, ...rest], value, place));
    const index = Number(key);
    if (index >= node.length) throw nothing(`there is no entry ${key}; the list has ${node.length}, from 0.`);
    return node.map((item: unknown, i) => (i === index ? changed(item, rest, value, place) : item));
  }
  // Only an axis before this one can have put a bare name here: a complete experiment has none.
  if (typeof node === 'string' && rest.length === 0) return { name: node, [key]: value };
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key))
    throw nothing(`the experiment has nothing called ${key} there.`);
  const own = node as Record<string, unknown>;
  return { ...own, [key]: changed(own[key], rest, value, place) };
}

import { UserError } from './user-error';

/**
 * A document with one place changed: `training.rule.rate=0.5`, `network.activations[0]=sigmoid`. The value is JSON where it reads as such, else a text. Throws
 * `UserError` for what is no place of the document; whether the value fits is for the schema to say.
 */
export function setPlace(document: unknown, assignment: string): unknown {
  const at = assignment.indexOf('=');
  if (at < 1)
    throw new UserError(
      `"${assignment}" sets nothing: write a place, =, and a value, e.g. training.rule.rate=0.5.`,
      'set',
    );
  const place = assignment.slice(0, at).trim();
  const keys = place.replace(/\[(\d+)\]/g, '.$1').split('.');
  return withValue(document, keys, valueOf(assignment.slice(at + 1).trim()), place);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withValue(node: unknown, [key, ...rest]: readonly string[], value: unknown, place: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= node.length)
      throw new UserError(`${place}: there is no entry ${key}; the list has ${node.length}, from 0.`, place);
    return node.map((item: unknown, i) => (i === index ? withValue(item, rest, value, place) : item));
  }
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key))
    throw new UserError(`${place}: the experiment has nothing called ${key} there.`, place);
  return { ...node, [key]: withValue((node as Record<string, unknown>)[key], rest, value, place) };
}

import type { FieldValue, Named } from '../../model/fields';
import { plane } from '../../model/planes';

/** A plane as an experiment holds it: all settings at their defaults but those given. */
export function planeChoice(name: string, settings: Readonly<Record<string, FieldValue>> = {}): Named {
  const defaults = Object.entries(plane(name).fields).map(([key, field]) => [key, field.default] as const);
  return { name, ...Object.fromEntries(defaults), ...settings };
}

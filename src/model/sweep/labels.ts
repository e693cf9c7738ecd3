import type { SweepValue } from './spec';

/** `training.rule.rate` as `rate`; where the last word alone says too little, what it is of besides. */
export function shortName(place: string): string {
  if (place === 'initialisation.perturbation.size') return 'ε';
  const words = place.split('.');
  const last = words.at(-1)!;
  return ['name', 'size', 'seed', 'weights', 'biases'].includes(last) && words.length > 1
    ? words.slice(-2).join('.')
    : last;
}

/** A value as a message, a table or a legend shows it. */
export function shown(value: SweepValue): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : nameOf(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** `{"name": "normal", "deviation": 0.1}` as `normal (deviation 0.1)`. */
function nameOf(value: SweepValue): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  const { name, ...settings } = value as { name?: unknown };
  if (typeof name !== 'string') return JSON.stringify(value);
  const said = Object.entries(settings).map(([key, setting]) => `${key} ${JSON.stringify(setting)}`);
  return said.length === 0 ? name : `${name} (${said.join(', ')})`;
}

/** The same in few digits, where labels stand side by side. */
export function brief(value: SweepValue): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : shown(value);
}

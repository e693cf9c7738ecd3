import type { PointName } from './experiment';

/** Whether a text names a point of a run: `origin`, `init`, `final`, `best` or `step:N`. */
export function isPointName(text: string): text is PointName {
  return /^(origin|init|final|best|step:\d{1,15})$/.test(text);
}

import type { TrajectoryView } from './planes';

/**
 * The axes of a landscape: `resolution` evenly spaced values on [−span, span], symmetric to the last bit, with an exact 0 in the middle when
 * the resolution is odd. `auto` covers the path with a tenth to spare, and at least [−1, 1].
 */
export function gridAxis(resolution: number, span: number | 'auto', path: TrajectoryView): Float64Array {
  const half = span === 'auto' ? autoSpan(path) : span;
  return Float64Array.from(
    { length: resolution },
    (_, i) => (half * (2 * i - (resolution - 1))) / (resolution - 1),
  );
}

function autoSpan({ alpha, beta }: TrajectoryView): number {
  let farthest = 0;
  for (const values of [alpha, beta]) {
    for (const value of values) if (Number.isFinite(value)) farthest = Math.max(farthest, Math.abs(value));
  }
  return roundedUp(Math.max(1, farthest * 1.1));
}

/** To two significant digits, upwards: limits that read well. */
function roundedUp(value: number): number {
  let unit = 0.1;
  while (unit * 100 <= value) unit *= 10;
  return Math.ceil(value / unit) * unit;
}

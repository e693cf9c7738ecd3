import type { Problem } from '../problems';
import { fullPlace } from './places';
import type { WrittenAxis, WrittenSweep } from './schema';
import type { SweepAxis, SweepSpec, SweepValue } from './spec';

/** Writes out short names of places and left-out counts; what cannot be understood is added to `problems`. */
export function completeSweep({ axes, ...rest }: WrittenSweep, problems: Problem[]): SweepSpec {
  return {
    axes: axes.map((axis, index) => completeAxis(axis, `sweep.axes[${index}]`, problems)),
    ...rest,
  };
}

function completeAxis(written: WrittenAxis, place: string, problems: Problem[]): SweepAxis {
  const { values, from, to, scale = 'linear' } = written;
  const over = fullPlace(written.over);
  const add = (text: string) => problems.push({ place, text: `${place} ${text}` });
  const ranged = [from, to, written.count, written.scale].some((one) => one !== undefined);
  if (values !== undefined) {
    if (ranged) add('has values, and from, to, count or scale besides: write one or the other');
    return { over, values: values as readonly SweepValue[] };
  }
  if (from === undefined || to === undefined) {
    add(`has no ${from === undefined ? 'from' : 'to'}: write "values": […], or "from" and "to"`);
    return { over, values: [] };
  }
  const whole = scale === 'integer';
  if (whole && !(Number.isSafeInteger(from) && Number.isSafeInteger(to)))
    add(`goes from ${from} to ${to} in whole numbers: write whole numbers, or another scale`);
  if (scale === 'log' && !(from > 0 && to > 0))
    add(`goes from ${from} to ${to} on a logarithmic scale: both must be above 0`);
  const wholeCount = Math.abs(to - from) + 1;
  if (written.count === undefined && !whole) {
    add('has no count: write how many numbers, both ends included');
    return { over, values: [] };
  }
  const count = written.count ?? wholeCount;
  if (count === 1 && from !== to) add(`has count 1 from ${from} to ${to}: write a count of at least 2`);
  if (whole && count > wholeCount)
    add(`has count ${count}, but from ${from} to ${to} there are ${wholeCount} whole numbers`);
  return { over, from, to, count, scale };
}

import { count, list } from '../analysis/words';
import type { ArrayDifference } from '../files/array-differences';
import type { Engine } from '../files/saddle-file';
import type { Verification } from './contract';

/** What came of verifying a file, for a person: the verdict, the first difference, who wrote the file, what was not looked at. */
export function verificationSentences(name: string, found: Omit<Verification, 'sentences'>): string[] {
  const { agrees, arrays, numbers, step, differences, unchecked } = found;
  const what = `${count(arrays, 'array')} with ${count(numbers, 'number')} in all`;
  const verdict = agrees
    ? `${name} agrees: ${what}, computed again to step ${step.toLocaleString('en-GB')}, are the same to the last bit.`
    : `${name} does not agree: ${differences.length} of ${what} differ from what the experiment gives when it runs again.`;
  const rest = differences.slice(1).map(({ array }) => array);
  const more = rest.slice(0, 8);
  return [
    verdict,
    ...differences.slice(0, 1).map(differenceSentence),
    ...(more.length === 0
      ? []
      : [
          `After it: ${list(rest.length > more.length ? [...more, `${rest.length - more.length} more`] : more)}.`,
        ]),
    engineSentence(found.wrote, found.here, agrees),
    ...unchecked.map(({ array, why }) => `Not checked: ${array}; ${why}.`),
  ];
}

/** All digits: two numbers that differ in the last bit must not look the same. */
function differenceSentence(difference: ArrayDifference): string {
  const { array } = difference;
  if (difference.kind === 'form') {
    const shape = (of: readonly number[]): string => (of.length === 0 ? 'one number' : of.join(' × '));
    return difference.stored === null
      ? `${array} is missing from the file or damaged; it should be ${shape(difference.computed)}.`
      : `${array} is ${shape(difference.stored)} in the file and ${shape(difference.computed)} when computed again.`;
  }
  const { step, index, stored, computed, size, largest } = difference;
  const place = [
    ...(step === null ? [] : [`at step ${step}`]),
    ...(index.length === 0 ? [] : [`at [${index.join(', ')}]`]),
  ].join(', ');
  const apart = Math.abs(stored - computed);
  const distance = Number.isFinite(apart) ? `, ${spelled(apart)} apart` : '';
  const all =
    size === 1 ? '' : ` ${difference.count} of ${size} differ, by at most ${spelled(largest)} where finite.`;
  return `The first: ${array}${place && ` ${place}`}: ${spelled(stored)} in the file, ${spelled(computed)} computed again${distance}.${all}`;
}

const spelled = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

function engineSentence(wrote: Engine, here: Engine, agrees: boolean): string {
  const named = ({ version, build }: Engine) => `Saddlescope ${version} (core ${build.slice(0, 12)})`;
  if (wrote.build === '') return `The file does not say which program wrote it; this is ${named(here)}.`;
  if (wrote.build === here.build) return `It was written by this build, ${named(here)}.`;
  const cause = agrees ? '' : ', which may be the reason';
  return `It was written by another build, ${named(wrote)}; this is ${named(here)}${cause}.`;
}

import { count, list } from '../analysis/words';
import type { Engine } from '../files/saddle-file';
import { shortName, shown } from '../model/sweep/labels';
import type { LostRun, SweepPoint, Verification } from './contract';
import { isScalar } from './verify-part';

type Difference = Verification['differences'][number];

const mostNamed = 8;

/** What came of verifying a file, for a person: the verdict, the first difference, who wrote the file, what was not looked at. */
export function verificationSentences(name: string, found: Omit<Verification, 'sentences'>): string[] {
  const { agrees, differences, sweep, unchecked } = found;
  return [
    verdict(name, found),
    ...firstAndRest(differences.filter((one) => !isOfSweep(one))),
    ...firstAndRest(differences.filter(isOfSweep)),
    ...(sweep === null ? [] : sweepSentences(sweep)),
    engineSentence(found.wrote, found.here, agrees),
    ...unchecked.map(({ array, why }) => `Not checked: ${array}; ${why}.`),
  ];
}

const isOfSweep = ({ array }: Difference): boolean => /^(sweep_|swept\.)/.test(array);

function verdict(
  name: string,
  { agrees, arrays, numbers, step, differences, sweep }: Parameters<typeof verificationSentences>[1],
): string {
  const what = `${count(arrays, 'array')} with ${count(numbers, 'number')} in all`;
  if (agrees) {
    const ways = [
      ...(step === null ? [] : [`to step ${step.toLocaleString('en-GB')}`]),
      ...(sweep === null ? [] : [`in ${runsOf(sweep)}`]),
    ];
    return `${name} agrees: ${what}, computed again ${ways.join(' and ')}, are the same to the last bit.`;
  }
  const scalars = differences.filter(({ array }) => isScalar(array)).length;
  const whole = differences.length - scalars;
  const differing =
    whole === 0
      ? `${count(scalars, 'scalar')}, and none of ${what},`
      : `${whole} of ${what}${scalars === 0 ? '' : `, and ${count(scalars, 'scalar')},`}`;
  const verb = differences.length === 1 ? 'differs' : 'differ';
  return `${name} does not agree: ${differing} ${verb} from what the experiment gives when it runs again.`;
}

/** `all 20 runs of its sweep`, `10 of the 20 runs of its sweep (share 1 of 2)` */
function runsOf({ runs, of, shard }: NonNullable<Verification['sweep']>): string {
  const share = shard === null ? '' : ` (share ${shard.index} of ${shard.count})`;
  const total = count(of, 'run');
  const some =
    runs === of
      ? of === 1
        ? 'the 1 run'
        : `all ${total}`
      : `${runs.toLocaleString('en-GB')} of the ${total}`;
  return `${some} of its sweep${share}`;
}

function firstAndRest(differences: readonly Difference[]): string[] {
  const rest = differences.slice(1).map(({ array }) => array);
  return [
    ...differences.slice(0, 1).map(differenceSentence),
    ...(rest.length === 0 ? [] : [`After it: ${firstNamed(rest)}.`]),
  ];
}

function firstNamed(names: readonly string[]): string {
  const first = names.slice(0, mostNamed);
  return list(names.length > first.length ? [...first, `${names.length - first.length} more`] : first);
}

/** All digits: two numbers that differ in the last bit must not look the same. */
function differenceSentence(difference: Difference): string {
  const { array } = difference;
  if (difference.kind === 'form') {
    const shape = (of: readonly number[]): string => (of.length === 0 ? 'one number' : of.join(' × '));
    return difference.stored === null
      ? `${array} is missing from the file or damaged; it should be ${shape(difference.computed)}.`
      : `${array} is ${shape(difference.stored)} in the file and ${shape(difference.computed)} when computed again.`;
  }
  const { step, run, at, index, stored, computed, size, largest } = difference;
  const place = [
    ...(step === null ? [] : [`at step ${step}`]),
    ...(run === null ? [] : [`at ${runNamed(run, at)}`]),
    ...(index.length === 0 ? [] : [`at [${index.join(', ')}]`]),
  ].join(', ');
  const apart = Math.abs(stored - computed);
  const distance = Number.isFinite(apart) ? `, ${spelled(apart)} apart` : '';
  const most = Number.isNaN(largest) ? '' : `, by at most ${spelled(largest)} where finite`;
  const all = size === 1 ? '' : ` ${difference.count} of ${size} differ${most}.`;
  return `The first: ${array}${place && ` ${place}`}: ${spelled(stored)} in the file, ${spelled(computed)} computed again${distance}.${all}`;
}

const spelled = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** `run 13 (rate 1, initialisation.seed 4)` */
function runNamed(run: number, at: SweepPoint = {}): string {
  const values = Object.entries(at).map(([place, value]) => `${shortName(place)} ${shown(value)}`);
  return values.length === 0 ? `run ${run}` : `run ${run} (${values.join(', ')})`;
}

function sweepSentences({ of, missing, firstMissing, lost }: NonNullable<Verification['sweep']>): string[] {
  const more = lost.length - mostNamed;
  return [
    ...(firstMissing === null
      ? []
      : [
          `Of the ${count(of, 'run')} of the sweep, ${missing.toLocaleString('en-GB')} that belong to the file are not in it, the first being ${runNamed(firstMissing.run, firstMissing.at)}.`,
        ]),
    ...lost.slice(0, mostNamed).map(lostSentence),
    ...(more > 0 ? [`A thread was lost in ${count(more, 'run')} more.`] : []),
  ];
}

function lostSentence({ run, at, then, now, compared }: LostRun): string {
  const named = runNamed(run, at);
  if (!compared) return `Not checked: ${named}; it failed now: ${now}.`;
  const failed = `The file has no numbers of ${named}: it failed when the file was written, ${then},`;
  return now === null
    ? `${failed} and succeeds now; compute the sweep again to have them.`
    : `${failed} and failed again now, ${now}.`;
}

function engineSentence(wrote: Engine, here: Engine, agrees: boolean): string {
  const named = ({ version, build }: Engine) => `Saddlescope ${version} (core ${build.slice(0, 12)})`;
  if (wrote.build === '') return `The file does not say which program wrote it; this is ${named(here)}.`;
  if (wrote.build === here.build) return `It was written by this build, ${named(here)}.`;
  const cause = agrees ? '' : ', which may be the reason';
  return `It was written by another build, ${named(wrote)}; this is ${named(here)}${cause}.`;
}

import { InvalidArgumentError } from 'commander';
import type { Saddlescope, Shard } from '../app';
import type { Experiment } from '../model/experiment';
import { setPlace } from '../model/set-place';
import { writtenAxis } from '../model/sweep/written-axis';

/** What the command line says of a sweep besides the experiment's own section. */
export interface SweepFlags {
  readonly over: readonly string[];
  readonly set: readonly string[];
  readonly zip?: boolean;
  readonly escapeShare?: number;
  readonly solvedBelow?: number;
  readonly every?: number;
}

/** `3/8` */
export function shardOf(text: string): Shard {
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (index === undefined || Number(index) < 1 || Number(index) > Number(count))
    throw new InvalidArgumentError('It must be I/N with I from 1 to N, e.g. 3/8.');
  return { index: Number(index), count: Number(count) };
}

/** The experiment with what the command line changes; an axis over a place takes the place of the experiment's own. Throws `UserError`. */
export function withSweep(app: Saddlescope, experiment: Experiment, flags: SweepFlags): Experiment {
  const changed = flags.set.reduce<unknown>(setPlace, experiment) as Experiment;
  const axes = flags.over.map(writtenAxis);
  const places = axes.map(({ over }) => over);
  const own = (experiment.sweep?.axes ?? []).filter(({ over }) => !places.includes(over));
  const all = [...own, ...axes];
  if (all.length === 0) return app.checkExperiment(changed);
  const settings = {
    combine: flags.zip === true ? 'zip' : undefined,
    escapeShare: flags.escapeShare,
    solvedBelow: flags.solvedBelow,
    every: flags.every,
  };
  const said = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return app.checkExperiment({ ...changed, sweep: { ...changed.sweep, ...said, axes: all } });
}

/** The same again as words of a command line. */
export function sweepWords(argument: string, flags: SweepFlags): string[] {
  const { over, set, zip, escapeShare, solvedBelow, every } = flags;
  const option = (name: string, value: number | undefined) =>
    value === undefined ? [] : [name, String(value)];
  return [
    argument,
    ...over.flatMap((one) => ['--over', one]),
    ...set.flatMap((one) => ['--set', one]),
    ...(zip === true ? ['--zip'] : []),
    ...option('--escape-share', escapeShare),
    ...option('--solved-below', solvedBelow),
    ...option('--every', every),
  ];
}

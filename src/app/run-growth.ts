/**
 * How a run's record grows on the way to the window: only what is new crosses the border. While a run trains, rows are added at its end, and now and then every second one
 * is dropped (see `Schedule`); rows never change.
 */
import type { History, RunView } from './contract';

/** Of the entries known before, the 0th, `every`th, 2·`every`th … remain, `kept` of them; what was added comes after. */
interface Kept {
  readonly every: number;
  readonly kept: number;
}

/** A run as it grows, without its experiment (that does not change while it trains, and may hold a whole table of data), and as a change of what was sent before. */
export interface RunUpdate extends Omit<RunView, 'experiment' | 'history' | 'checkpointSteps'> {
  /** 0 for an update that stands for itself; each further one builds on the one with the number before. */
  readonly number: number;
  readonly history: Kept & { readonly added: History };
  readonly checkpoints: Kept & { readonly added: Float64Array };
}

/** What an update is a change of. */
type Known = Pick<RunView, 'run' | 'history' | 'checkpointSteps'>;

const perStep = ['steps', 'loss', 'gradientNorm', 'accuracy', 'testLoss', 'testAccuracy'] as const;

/** @param before what the receiver has, null for nothing @param number see `RunUpdate` */
export function updateOf(before: Known | null, after: RunView, number: number): RunUpdate {
  const { experiment: _, history, checkpointSteps, ...rest } = after;
  const rows = keptOf(before?.history.steps ?? nothing, history.steps);
  const checkpoints = keptOf(before?.checkpointSteps ?? nothing, checkpointSteps);
  return {
    ...rest,
    number,
    history: { ...rows, added: rowsFrom(history, rows.kept) },
    checkpoints: { ...checkpoints, added: checkpointSteps.slice(checkpoints.kept) },
  };
}

/** The inverse: the run as it was when the update was made. */
export function grownBy(before: Known | null, update: RunUpdate): Omit<RunView, 'experiment'> {
  const { number: _, history, checkpoints, ...rest } = update;
  return {
    ...rest,
    history: joined(before?.history ?? null, history),
    checkpointSteps: column(before?.checkpointSteps ?? nothing, checkpoints.added, checkpoints, 1),
  };
}

const nothing = new Float64Array(0);

/** The longest beginning of `after` that every so-manieth entry of `before` makes; both ascend. */
function keptOf(before: Float64Array, after: Float64Array): Kept {
  if (before.length === 0 || before[0] !== after[0]) return { every: 1, kept: 0 };
  const every = Math.max(1, after.length > 1 ? before.indexOf(after[1]!) : 1);
  let kept = 0;
  while (kept < after.length && after[kept] === before[kept * every]) kept++;
  return { every, kept };
}

function rowsFrom(history: History, first: number): History {
  const layers = layersOf(history);
  const columns = perStep.map((name) => [name, history[name].slice(first)] as const);
  return {
    ...(Object.fromEntries(columns) as Omit<History, 'effectiveWidth'>),
    effectiveWidth: history.effectiveWidth.slice(first * layers),
  };
}

function joined(before: History | null, { added, ...kept }: RunUpdate['history']): History {
  const layers = Math.max(layersOf(added), before ? layersOf(before) : 0);
  const columns = perStep.map(
    (name) => [name, column(before?.[name] ?? nothing, added[name], kept, 1)] as const,
  );
  return {
    ...(Object.fromEntries(columns) as Omit<History, 'effectiveWidth'>),
    effectiveWidth: column(before?.effectiveWidth ?? nothing, added.effectiveWidth, kept, layers),
  };
}

const layersOf = ({ steps, effectiveWidth }: History) =>
  steps.length === 0 ? 0 : effectiveWidth.length / steps.length;

/** @param width numbers per entry */
function column(before: Float64Array, added: Float64Array, { every, kept }: Kept, width: number) {
  const all = new Float64Array(kept * width + added.length);
  if (every === 1) all.set(before.subarray(0, kept * width));
  else
    for (let row = 0; row < kept; row++)
      for (let i = 0; i < width; i++) all[row * width + i] = before[row * every * width + i]!;
  all.set(added, kept * width);
  return all;
}

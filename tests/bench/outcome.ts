import type { Precision } from '../../src/core';
import type { Contender } from './contender';
import { median, medianRatio } from './race';
import type { Workload } from './workload';

export type ByPrecision<T> = Partial<Record<Precision, T>>;

/** What one workload came to, as it is written to JSON. Speeds are in `unit`; ratios are how many times as fast, medians over rounds. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** One thread. */
  readonly ours: ByPrecision<number>;
  /** Through the app's pool: by the number of threads. */
  readonly workers: ByPrecision<Readonly<Record<string, number>>>;
  readonly peers: Readonly<Record<string, number>>;
  /** C at 128 bit without fused multiply-add, the faster encoding. */
  readonly limit: ByPrecision<number>;
  /** Every C program by its name. */
  readonly c: Readonly<Record<string, number>>;
  readonly ratio_to_limit: ByPrecision<number>;
  readonly ratio_to_c: Readonly<Record<string, number>>;
  /** To the fastest peer that does the same work in the same precision. */
  readonly ratio_to_best_peer: ByPrecision<number>;
  readonly best_peer: ByPrecision<string>;
  /** To every peer, from ours in the peer's precision (in f64 where we have no other). */
  readonly ratio_to_peers: Readonly<Record<string, number>>;
  readonly ratio_of_two_workers_to_one: ByPrecision<number>;
  /** Peers that cannot do exactly this work. */
  readonly other_work: readonly string[];
  /** Who does not take part, and why. */
  readonly absent: readonly string[];
  /** Who should have computed the same numbers and did not. */
  readonly wrong: readonly string[];
}

const PRECISIONS = ['f64', 'f32'] as const;

/** Puts a race into figures. */
export function outcomeOf(
  workload: Workload,
  contenders: readonly Contender[],
  speeds: readonly (readonly number[])[],
  notes: { readonly absent: readonly string[]; readonly wrong: readonly string[] },
): Outcome {
  const { id, title, unit, shown, perUnit } = workload;
  const entries = contenders.map((contender, index) => ({ ...contender, speeds: speeds[index]! }));
  type Entry = (typeof entries)[number];
  const figure = (entry: Entry): number =>
    shown === 'rate' ? median(entry.speeds) * perUnit : (1000 * perUnit) / median(entry.speeds);
  const named = (
    list: readonly Entry[],
    value: (entry: Entry) => number | undefined,
  ): Record<string, number> =>
    Object.fromEntries(
      list.flatMap((entry) => (value(entry) === undefined ? [] : [[entry.name, value(entry)!]])),
    );
  const fastest = (list: readonly Entry[]): Entry | undefined =>
    [...list].sort((a, b) => median(b.speeds) - median(a.speeds))[0];
  const each = <T>(value: (precision: Precision) => T | undefined): ByPrecision<T> =>
    Object.fromEntries(PRECISIONS.flatMap((p) => (value(p) === undefined ? [] : [[p, value(p)!]])));

  const ours = entries.filter(({ group }) => group === 'ours');
  const single = (precision: Precision): Entry | undefined =>
    ours.find((entry) => entry.precision === precision);
  const pooled = (precision: Precision): Entry[] =>
    ours.filter((entry) => entry.precision === precision && entry !== single(precision));
  const against = (other: Entry | undefined): number | undefined => {
    const own = other && (single(other.precision) ?? single('f64'));
    return other && own && medianRatio(own.speeds, other.speeds);
  };
  const limitOf = (precision: Precision): Entry | undefined =>
    fastest(entries.filter((entry) => entry.group === 'limit' && entry.precision === precision));
  const peers = entries.filter(({ group }) => group === 'peer');
  const bestPeer = (precision: Precision): Entry | undefined =>
    fastest(
      peers.filter(
        (entry) => entry.sameWork && entry.precision === precision && !notes.wrong.includes(entry.name),
      ),
    );
  const compiled = entries.filter(({ group }) => group === 'limit' || group === 'native');
  return {
    id,
    title,
    unit,
    ours: each((p) => single(p) && figure(single(p)!)),
    workers: each((p) =>
      pooled(p).length > 0
        ? Object.fromEntries(pooled(p).map((entry) => [entry.workers, figure(entry)]))
        : undefined,
    ),
    peers: named(peers, figure),
    limit: each((p) => limitOf(p) && figure(limitOf(p)!)),
    c: named(compiled, figure),
    ratio_to_limit: each((p) => (single(p) ? against(limitOf(p)) : undefined)),
    ratio_to_c: named(compiled, against),
    ratio_to_best_peer: each((p) => against(bestPeer(p))),
    best_peer: each((p) => bestPeer(p)?.name),
    ratio_to_peers: named(peers, against),
    ratio_of_two_workers_to_one: each((p) => {
      const [one, two] = [1, 2].map((workers) => pooled(p).find((entry) => entry.workers === workers));
      return one && two && medianRatio(two.speeds, one.speeds);
    }),
    other_work: peers.filter(({ sameWork }) => !sameWork).map(({ name }) => name),
    ...notes,
  };
}

import type { ElementaryFunctions, UpdateRule } from '../../core/contract';
import { power } from '../order/power';
import type { StudiedPoint } from '../studies/point';
import { flowTime, stepLaw } from './law';
import type { OwnEscape } from './own';
import type { Outcome } from './race';
import type { SaddleForm } from './saddle';
import { type Scaling, scaling } from './scaling';
import { quantile, survival, type Survival, wilson } from './survival';

/** What happened at one ε. Lengths are steps of the update rule, or times of gradient flow. */
export interface EscapeRow {
  readonly epsilon: number;
  readonly members: number;
  readonly escaped: number;
  /** Members whose numbers were no longer finite; counted as watched until then. */
  readonly diverged: number;
  /** Escaped share and its 95 % interval (Wilson). */
  readonly share: number;
  readonly interval: readonly [number, number];
  /** Per member: when it escaped, or how long it was watched. */
  readonly lengths: Float64Array;
  /** Per member: 1 where it escaped. */
  readonly left: Uint8Array;
  /** Lengths by which 10, 25, 50, 75 and 90 % have escaped; NaN where not so many have. */
  readonly quantiles: readonly number[];
  readonly survival: Survival;
  /** Time of gradient flow from the first member's start; NaN where it did not escape in the same time, null where it was not asked for. */
  readonly flowTime: number | null;
  /** What theory says along the steepest direction: time of gradient flow, and steps of the rule (null where it has no law). */
  readonly law: { readonly time: number; readonly steps: number | null } | null;
}

export const quantileShares = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

export interface EscapeReport {
  readonly at: StudiedPoint['at'];
  readonly step: number | null;
  readonly loss: number;
  /** Null where it was not measured because the network is too large or it was not asked for. */
  readonly saddle: SaddleForm | null;
  /** What moves the members: the experiment's rule or gradient flow. */
  readonly mover: 'rule' | 'flow';
  readonly rule: UpdateRule;
  readonly unit: 'steps' | 'time';
  readonly direction: string;
  readonly exit: { readonly lossBelow: number | null; readonly distanceAbove: number | null };
  /** Distance Δ at which the law ends: the setting, or where the leading form has lost the asked share. */
  readonly lawDistance: number | null;
  readonly budget: number;
  readonly seed: number;
  readonly rows: readonly EscapeRow[];
  /** The run itself; null where it starts at the point or farther than Δ, at later points of the run, and where gradient flow moves the members. */
  readonly own: OwnEscape | null;
  /** Fits of the medians against ε; null with fewer than three medians. */
  readonly scaling: Scaling | null;
  /** Fits of the flow times. */
  readonly flowScaling: Scaling | null;
  readonly sentences: readonly string[];
}

/** @param outcomes one per member */
export function escapeRow(
  epsilon: number,
  outcomes: readonly Outcome[],
  flow: Outcome | null,
  law: EscapeRow['law'],
): EscapeRow {
  const lengthsOf = (escaped: boolean) =>
    outcomes.filter(({ how }) => (how === 'escaped') === escaped).map(({ length }) => length);
  const durations = { escaped: lengthsOf(true), censored: lengthsOf(false) };
  const escaped = durations.escaped.length;
  const curve = survival(durations);
  return {
    epsilon,
    members: outcomes.length,
    escaped,
    diverged: outcomes.filter(({ how }) => how === 'diverged').length,
    share: escaped / outcomes.length,
    interval: wilson(escaped, outcomes.length),
    lengths: Float64Array.from(outcomes, ({ length }) => length),
    left: Uint8Array.from(outcomes, ({ how }) => (how === 'escaped' ? 1 : 0)),
    quantiles: quantileShares.map((share) => quantile(curve, share)),
    survival: curve,
    flowTime: flow && (flow.how === 'escaped' ? flow.length : NaN),
    law,
  };
}

/** The law at one ε; null where the saddle has none or ε is not within Δ. */
export function lawAt(
  saddle: SaddleForm | null,
  rule: UpdateRule,
  epsilon: number,
  distance: number | null,
  math: ElementaryFunctions,
): EscapeRow['law'] {
  if (!saddle?.form || distance === null || epsilon >= distance) return null;
  return {
    time: flowTime(saddle.form, epsilon, distance, math),
    steps: stepLaw(rule, saddle.form, epsilon, distance, math),
  };
}

/** Where L₀ − Cρᵏ has fallen by `drop`: the Δ that belongs to a loss. */
export function distanceOfDrop(
  saddle: SaddleForm | null,
  drop: number,
  math: ElementaryFunctions,
): number | null {
  if (!saddle?.form || !(drop > 0)) return null;
  const { order, constant } = saddle.form;
  let distance = math.exp(math.log(drop / constant) / order);
  // One step of Newton's method takes the rounding of the logarithm out.
  distance -= (constant * power(distance, order) - drop) / (order * constant * power(distance, order - 1));
  return distance;
}

/** Fits over the rows that have a length above 0. */
export function fitRows(
  rows: readonly EscapeRow[],
  lengthOf: (row: EscapeRow) => number | null,
  math: ElementaryFunctions,
): Scaling | null {
  const pairs = rows.flatMap((row) => {
    const length = lengthOf(row);
    return length !== null && length > 0 ? [[row.epsilon, length] as const] : [];
  });
  return scaling(
    pairs.map(([epsilon]) => epsilon),
    pairs.map(([, length]) => length),
    math,
  );
}

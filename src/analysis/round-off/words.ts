import type { Summation } from '../../core/contract';
import type { TwinClasses } from '../twins';
import { count, list, number } from '../words';
import type { RoundOffRow } from './microscope';

/** What each way of adding is called. */
export const summationNames: Readonly<Record<Summation, string>> = {
  naive: 'one after the other',
  pairwise: 'pairwise',
  kahan: 'compensated (Kahan)',
  permuted: 'an order per unit',
};

export function roundOffSentences(
  twins: readonly TwinClasses[],
  rows: readonly RoundOffRow[],
  fullBatch: boolean,
): string[] {
  const ordered = rows.filter(({ summation }) => summation !== 'permuted');
  const permuted = rows.filter(({ summation }) => summation === 'permuted');
  return [start(twins), same(ordered), ...apart(permuted, ordered), ...batch(fullBatch)];
}

function start(twins: readonly TwinClasses[]): string {
  const layers = twins.map(
    ({ layer, width, effectiveWidth }) =>
      `hidden layer ${layer} has ${width} units but only ${effectiveWidth} different ${effectiveWidth === 1 ? 'one' : 'ones'}`,
  );
  return `At the start ${list(layers)}. Equal units get equal gradients, so in exact arithmetic they stay equal for ever.`;
}

function same(rows: readonly RoundOffRow[]): string {
  const broken = rows.filter(({ firstBreak }) => firstBreak !== null);
  const steps = Math.max(...rows.map((row) => row.steps));
  if (broken.length === 0)
    return `Added in one order for all units (one after the other, pairwise or compensated), they are still equal to the last bit after ${count(steps, 'step')}, in f64 and in f32: rounding alone does not break a tie when both sides round alike.`;
  const named = broken.map(({ summation, precision }) => `${summationNames[summation]} in ${precision}`);
  return `Twins came apart although all units added in one order: ${list(named)}. That must not happen; please report it as a fault of Saddlescope.`;
}

function apart(rows: readonly RoundOffRow[], ordered: readonly RoundOffRow[]): string[] {
  const broken = rows.filter(({ firstBreak }) => firstBreak !== null);
  if (broken.length === 0)
    return [
      'Even when each unit adds in an order of its own, as optimised matrix libraries do, they stay equal here: the sums are too short or too round for the order to matter.',
    ];
  const firsts = broken.map(({ precision, firstBreak }) => `at step ${firstBreak!.step} in ${precision}`);
  const ends = broken.map(
    ({ precision, finalGap, steps }) => `${number(finalGap)} in ${precision} after ${count(steps, 'step')}`,
  );
  const losses = broken.map(({ precision, finalLoss }) => {
    const kept = ordered.find((row) => row.precision === precision);
    return `${number(finalLoss)} instead of ${number(kept?.finalLoss ?? NaN)} in ${precision}`;
  });
  return [
    `When each unit adds in an order of its own, as optimised matrix libraries do, twins first differ ${list(firsts)}; they are ${list(ends)} apart. Nothing broke the tie but the last bit of a sum.`,
    `The loss at the end is ${list(losses)}.`,
  ];
}

const batch = (full: boolean): string[] =>
  full ? [] : ['The experiment trains on mini-batches; here every step sees the full batch.'];

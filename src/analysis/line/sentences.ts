import { number } from '../words';
import type { LineReport } from './line';
import { firstMove, type LeadingTerm } from './series';

/** A line in words, most important first. */
export function lineSentences(line: Omit<LineReport, 'sentences'>): string[] {
  const where = line.at === 'given' ? 'the given point' : line.at;
  return [
    `The line through ${where} along ${line.directionName}; one unit of t is ${number(line.directionNorm)} in parameter space.`,
    firstSentence(line),
    lowestSentence(line),
    trustSentence(line),
  ];
}

function firstSentence({ leading, tolerance, coefficients }: Omit<LineReport, 'sentences'>): string {
  const { right, left } = leading;
  if (right === null && left === null)
    return `Up to order 6 every coefficient is 0 (at most ${number(tolerance)}): the loss is flat along this line as far as the series tells.`;
  if (coefficients.right.every((value, k) => value === coefficients.left[k]) && right !== null) {
    const both = firstMove(right, 'right') === firstMove(right, 'left');
    const moves = both
      ? `the loss ${firstMove(right, 'right')} to both sides`
      : `the loss ${firstMove(right, 'right')} for t > 0 and ${firstMove(right, 'left')} for t < 0`;
    return `The first term that is not 0 is ${term(right)}: ${moves}.`;
  }
  const side = (name: 'right' | 'left', found: LeadingTerm | null) =>
    found === null
      ? 'the loss is flat up to order 6'
      : `it begins with ${term(found)} and ${firstMove(found, name)}`;
  return `There is a kink at t = 0: for t > 0 ${side('right', right)}, for t < 0 ${side('left', left)}.`;
}

function term({ order, coefficient }: LeadingTerm): string {
  return `${number(coefficient)}·t${order === 1 ? '' : `^${order}`}`;
}

function lowestSentence({ t, loss, coefficients }: Omit<LineReport, 'sentences'>): string {
  let low = -1;
  loss.forEach((value, i) => {
    if (Number.isFinite(value) && (low < 0 || value < loss[low]!)) low = i;
  });
  const centre = coefficients.right[0]!;
  if (low < 0) return 'The loss is finite nowhere on the sampled line.';
  return loss[low]! < centre
    ? `The lowest loss on the sampled line is ${number(loss[low]!)} at t = ${number(t[low]!)}, against ${number(centre)} at t = 0.`
    : `Nowhere on the sampled line is the loss below its value at t = 0, ${number(centre)}.`;
}

function trustSentence({ trusted }: Omit<LineReport, 'sentences'>): string {
  const reach = trusted.map(({ order, upTo }) => `order ${order} up to |t| = ${number(upTo)}`);
  return `The Taylor polynomials stay within 1 % of the loss's change: ${reach.join(', ')}.`;
}

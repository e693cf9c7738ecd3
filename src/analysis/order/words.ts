import { kinksInWords } from '../kinks';
import { count, list, number, raised } from '../words';
import type { OrderAnswer, OrderWitness } from './answer';

/** One finding as a person reads it. */
export interface OrderFinding {
  readonly headline: string;
  /** The reason with the numbers plugged in; may be empty. */
  readonly detail: string;
}

/** The verdict, then what proves it and what limits it. */
export function orderFindings(answer: OrderAnswer): OrderFinding[] {
  return [
    verdictInWords(answer),
    ...kink(answer),
    ...witness(answer),
    ...constantInWords(answer),
    ...limits(answer),
  ];
}

/** What the point is, and what decided it. */
export function verdictInWords(answer: OrderAnswer): OrderFinding {
  const { verdict, order, spectrum, gradientNorm, gradientTolerance, search, oneSided } = answer;
  const { negative, zero, positive, tolerance } = spectrum;
  const inertia = `${negative} negative, ${zero} zero and ${positive} positive (|λ| ≤ ${number(tolerance)} counts as 0)`;
  const still = gradientNorm === 0 ? 'exactly 0' : `${number(gradientNorm)}, which counts as 0`;
  switch (verdict) {
    case 'not-critical':
      return {
        headline: oneSided
          ? 'Not critical: one-sided slopes go down.'
          : 'Not critical: the loss has a slope here.',
        detail: oneSided
          ? `Something is on a kink, and along the witness the loss falls at first order: its one-sided slope is ${number(answer.witness!.line.coefficient)}.`
          : `The gradient has norm ${number(gradientNorm)}; up to ${number(gradientTolerance)} would count as 0. Saddle orders are defined at critical points only.`,
      };
    case 'strict-saddle':
      return {
        headline: 'A strict saddle: order 2.',
        detail: `The gradient is ${still}, and of the Hessian’s eigenvalues ${inertia}. The lowest is ${number(spectrum.lowest)}: along its eigenvector the loss falls at once, at second order.`,
      };
    case 'saddle':
      return {
        headline: `A saddle of order ${order}${oneSided ? ', one-sided' : ''}.`,
        detail: oneSided
          ? `Along the witness, in one direction, the first Taylor coefficient that is not 0 is of order ${order}, and negative. Eigenvalues do not decide here, because something is on a kink.`
          : `The gradient is ${still}, and of the Hessian’s eigenvalues ${inertia}: they show no way down. Yet along the witness the first Taylor coefficient that is not 0 is of order ${order}, and negative.`,
      };
    case 'saddle-along-curves':
      return {
        headline: 'A saddle whose way down bends.',
        detail: `Along every line tried the loss goes up or stays, yet on small spheres around the point there are lower places, about as ρ^${number(search!.curves!.exponent!)} at distance ρ. An order is defined by lines, so none is given.`,
      };
    case 'minimum-to-second-order':
      return {
        headline: 'A local minimum, to second order.',
        detail: `The gradient is ${still}, and all ${positive} eigenvalues of the Hessian are positive, the lowest ${number(spectrum.lowest)}: every line goes up.`,
      };
    case 'no-descent-found':
      return search!.positiveAt !== null
        ? {
            headline: 'No descent was found: the loss goes up along every direction tried.',
            detail: `Its first coefficient that is not 0 is positive, at order ${search!.positiveAt} at the latest. Directions were tried, not all of them; this is no proof of a minimum.`,
          }
        : {
            headline: `No descent was found up to order ${search!.reached}.`,
            detail: `Along every direction tried the loss goes up or stays flat${search!.curves ? ', and on small spheres around the point no lower place was found either' : ''}. This is no proof of a minimum.`,
          };
  }
}

function kink({ smoothness, oneSided }: OrderAnswer): OrderFinding[] {
  if (!oneSided) return [];
  const what = list([false, true].map((elu) => kinksInWords(smoothness, elu)).filter((text) => text !== ''));
  return [
    {
      headline: 'All coefficients are one-sided.',
      detail: `Exactly on a kink: ${what}. Each series holds for t ≥ 0 only, and the opposite direction is another line.`,
    },
  ];
}

function witness({ witness: found, loss }: OrderAnswer): OrderFinding[] {
  if (found === null) return [];
  const { line, shown } = found;
  const range =
    line.to > 0 && Number.isFinite(line.to)
      ? `, which rules for t from ${number(line.from)} to ${number(line.to)}`
      : '';
  const seen = shown
    ? ` At t = ${number(shown.t)} the loss itself is ${number(loss + shown.change)}, lower by ${number(-shown.change)}.`
    : ' Its fall is less than the rounding of the loss.';
  return [
    {
      headline: `The witness: along ${parametersOf(found)}.`,
      detail: `loss(t) ≈ ${number(loss)} − ${number(-line.coefficient)}·t${line.order === 1 ? '' : raised(line.order)}${range}.${seen}`,
    },
  ];
}

function parametersOf({ largest, direction }: OrderWitness): string {
  const nonZero = direction.filter((value) => Math.abs(value) > 1e-9).length;
  const shown = largest.slice(0, 5).map(({ name, value }) => `${name} = ${number(value)}`);
  return `${list(nonZero > shown.length ? [...shown, `${nonZero - shown.length} more`] : shown)}`;
}

/** The leading constant and how it was found; empty where there is none. */
export function constantInWords({ constant: found, order }: OrderAnswer): OrderFinding[] {
  if (found === null || order === null) return [];
  const spheres = found.spheres.map(({ radius }) => number(radius));
  const detail =
    found.method === 'eigenvalue'
      ? 'Half the size of the lowest eigenvalue.'
      : found.method === 'witness'
        ? `So it does along the witness.${spheres.length === 0 ? '' : ` The lowest places found on ${spheres.length} spheres of radius ${spheres[0]} to ${spheres.at(-1)} gave no more (${number(found.error)} less, extrapolated to radius 0).`} There may be lower ones to which no start led.`
        : `Estimated from the lowest places found on ${spheres.length} spheres of radius ${spheres[0]} to ${spheres.at(-1)}, extrapolated to radius 0 (the last step moved it by ${number(found.error)}). There may be lower ones to which no start led.`;
  return [
    {
      headline: `At distance ρ the loss can fall by about ${number(found.value)}·ρ${raised(order)}.`,
      detail,
    },
  ];
}

function limits({ search }: OrderAnswer): OrderFinding[] {
  if (search === null) return [];
  const { starts, seed, spent, budget, dimension, exhausted, reached, highest } = search;
  const done =
    `${count(starts, 'start')} with seed ${seed} in ${count(dimension, 'dimension')}, ${count(spent, 'Taylor series')} of ${budget.toLocaleString('en-GB')} allowed`.replace(
      'seriess',
      'series',
    );
  return [
    {
      headline: exhausted ? 'The search ran out of budget.' : 'The search was complete within its budget.',
      detail: exhausted
        ? `${done}; orders up to ${reached} of ${highest} were looked at. Give it a larger budget, or fewer starts.`
        : `${done}.`,
    },
  ];
}

/** Sums of Taylor series along a line, and what their coefficients say. */

/** Σ c_k·t^k for k up to `order`, by Horner's rule. */
export function polynomial(coefficients: Float64Array, order: number, t: number): number {
  let sum = 0;
  for (let k = Math.min(order, coefficients.length - 1); k >= 0; k--) sum = sum * t + coefficients[k]!;
  return sum;
}

export interface LeadingTerm {
  readonly order: number;
  readonly coefficient: number;
}

/** A coefficient counts as 0 up to this share of the largest of them (of 1 where all are smaller): what rounding leaves of an exact 0. */
const negligible = 1e-12;

export function zeroTolerance(coefficients: Float64Array): number {
  return negligible * coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
}

/** The first term after the constant that is not 0, or null where all are. */
export function leadingTerm(coefficients: Float64Array): LeadingTerm | null {
  const tolerance = zeroTolerance(coefficients);
  for (let k = 1; k < coefficients.length; k++)
    if (Math.abs(coefficients[k]!) > tolerance) return { order: k, coefficient: coefficients[k]! };
  return null;
}

/** The sign of c·t^k just beside 0 on one side: what the loss does there. */
export function firstMove(term: LeadingTerm | null, side: 'right' | 'left'): 'falls' | 'rises' | 'flat' {
  if (term === null) return 'flat';
  const odd = side === 'left' && term.order % 2 === 1;
  return term.coefficient < 0 !== odd ? 'falls' : 'rises';
}

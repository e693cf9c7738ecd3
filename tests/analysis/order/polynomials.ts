import type { LineSeries } from '../../../src/analysis/order/line-series';

/** coefficient·Π xᵢ^exponentᵢ */
export interface Monomial {
  readonly coefficient: number;
  readonly exponents: readonly number[];
}

const degree = ({ exponents }: Monomial) => exponents.reduce((sum, exponent) => sum + exponent, 0);

function valueOf({ coefficient, exponents }: Monomial, x: Float64Array, sides: boolean): number {
  let product = coefficient;
  exponents.forEach((exponent, i) => (product *= (sides ? Math.abs(x[i]!) : x[i]!) ** exponent));
  return product;
}

/** A polynomial around 0 as the search sees a loss: its Taylor coefficient of order k along d is its homogeneous part of degree k at d. */
export function polynomial(terms: readonly Monomial[]): LineSeries {
  const dimension = terms[0]!.exponents.length;
  const coefficients = (d: Float64Array, order: number) => {
    const c = new Float64Array(order + 1);
    for (const term of terms) if (degree(term) <= order) c[degree(term)]! += valueOf(term, d, false);
    return c;
  };
  return {
    dimension,
    oneSided: false,
    coefficients,
    expand(d, order) {
      const gradients = new Float64Array((order + 1) * dimension);
      for (const term of terms) {
        const k = degree(term);
        if (k > order) continue;
        term.exponents.forEach((exponent, i) => {
          if (exponent === 0) return;
          const exponents = term.exponents.map((other, j) => (j === i ? other - 1 : other));
          gradients[k * dimension + i]! += valueOf(
            { coefficient: term.coefficient * exponent, exponents },
            d,
            false,
          );
        });
      }
      return { coefficients: coefficients(d, order), gradients };
    },
    loss: (d, t) =>
      coefficients(
        d.map((entry) => t * entry),
        12,
      ).reduce((sum, value) => sum + value, 0),
  };
}

/** The same with |x_last| for x_last, which is one-sided at 0. */
export function kinked(smooth: LineSeries): LineSeries {
  const last = smooth.dimension - 1;
  const folded = (d: Float64Array) => d.map((entry, i) => (i === last ? Math.abs(entry) : entry));
  return {
    dimension: smooth.dimension,
    oneSided: true,
    coefficients: (d, order) => smooth.coefficients(folded(d), order),
    expand(d, order) {
      const { coefficients, gradients } = smooth.expand(folded(d), order);
      if (d[last]! < 0) for (let k = 0; k <= order; k++) gradients[k * smooth.dimension + last]! *= -1;
      return { coefficients, gradients };
    },
    loss: (d, t) => smooth.loss(folded(d), t),
  };
}

/** `-3 x y2` of the variables x, y, z: −3·x·y². */
export function term(text: string, variables = 'xyz'): Monomial {
  const exponents = Array.from(variables, () => 0);
  let coefficient = 1;
  for (const part of text.split(' ')) {
    const at = variables.indexOf(part[0]!);
    if (at < 0) coefficient = Number(part);
    else exponents[at]! += part.length > 1 ? Number(part.slice(1)) : 1;
  }
  return { coefficient, exponents };
}

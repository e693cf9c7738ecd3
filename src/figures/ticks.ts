/** Round numbers for axes and isolines, and how to write them. */

/** Multiples of 1, 2 or 5 × 10ᵏ within [low, high], about `count` of them, ascending. Empty where the interval is. */
export function niceSteps(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = [1, 2, 5, 10].find((d) => d * power >= rough * 0.999) ?? 10;
  const step = digit * power;
  // Dividing by a whole number keeps 0.3 from becoming 0.30000000000000004.
  const inverse = step < 1 ? Math.round(1 / step) : 0;
  const steps: number[] = [];
  const slack = 1e-9 * span;
  for (let k = Math.ceil((low - slack) / step); k * step <= high + slack; k++) {
    steps.push(inverse > 0 ? k / inverse : k * step);
    if (steps.length > 1000) break;
  }
  return steps.map((value) => value + 0);
}

const minus = '\u2212';

/** A number with at most `digits` significant digits, a real minus sign, and ×10ᵏ where it is very large or small. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  const rounded = Number(size.toPrecision(digits));
  const sign = value < 0 ? minus : '';
  if (rounded >= 1e-4 && rounded < 1e6) return sign + groupThousands(rounded);
  // Through text: dividing by a power of ten overflows for the smallest numbers.
  const [digitsText, power] = size.toExponential(digits - 1).split('e') as [string, string];
  const mantissa = Number(digitsText);
  const exponent = Number(power);
  const raised = superscript(exponent);
  return sign + (mantissa === 1 ? `10${raised}` : `${mantissa}·10${raised}`);
}

/** Labels for a set of values: as few digits as tell them all apart (2 … 12). */
export function formatApart(values: readonly number[]): (value: number) => string {
  const distinct = new Set(values).size;
  for (let digits = 2; digits < 12; digits++) {
    const labels = values.map((value) => formatNumber(value, digits));
    // The label must also be the value, to a part in 500 of the spacing, or lines would be labelled with something else.
    if (new Set(labels).size === distinct && values.every((value) => isExact(value, digits, values))) {
      return (value) => formatNumber(value, digits);
    }
  }
  return (value) => formatNumber(value, 12);
}

function isExact(value: number, digits: number, values: readonly number[]): boolean {
  const spread = Math.max(...values) - Math.min(...values);
  return (
    Math.abs(Number(value.toPrecision(digits)) - value) <= 0.002 * (spread > 0 ? spread : Math.abs(value))
  );
}

/** A number with commas between the thousands of its whole part. */
export function groupThousands(value: number): string {
  const [whole, fraction] = String(value).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export function superscript(exponent: number): string {
  return [...String(exponent)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
}

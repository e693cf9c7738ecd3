/** Numbers as a person reads them. Rounded for reading only; exact values are in the reports. */

/** A whole number in full, its digits in groups of three. */
export const grouped = (value: number): string => value.toLocaleString('en-GB');

/** Four significant digits; powers of ten outside 1e-3 … 1e6. */
export function number(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-3
      ? value
          .toExponential(2)
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e')
      : String(Number(value.toPrecision(4)));
  return text.replaceAll('-', '−');
}

/**
 * Numbers as a person reads them. Nothing here rounds a value that is kept: these are strings for the screen.
 */

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A count with thousands separators: `12,345`. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? grouped.format(value) : formatNumber(value);
}

/**
 * A measured value with about `digits` significant digits: `0.125`, `1.2e-7`, `12,345`.
 * Zero is `0` only when it is zero; NaN and infinities get words, because a bare `NaN` tells a reader nothing.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (value === Infinity) return 'infinite';
  if (value === -Infinity) return 'minus infinite';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, Math.min(digits - 1, 20))).split('e') as [
      string,
      string,
    ];
    return `${trimZeros(mantissa)}e${exponent.replace('+', '')}`;
  }
  const rounded = Number(value.toPrecision(digits));
  // Digits before the point are never rounded away: 1,234,567 stays what it is.
  if (Math.abs(rounded) >= 1000) {
    const decimals = Math.max(0, digits - String(Math.trunc(size)).length);
    return value.toLocaleString('en-GB', { maximumFractionDigits: decimals });
  }
  return trimZeros(rounded.toFixed(decimalsFor(size, digits)));
}

/** A value that is interesting because it may be exactly zero: `exactly 0`, else as `formatNumber`. */
export function formatMaybeZero(value: number, digits = 4): string {
  return value === 0 ? 'exactly 0' : formatNumber(value, digits);
}

/** All digits that tell the value from its neighbours, for copying. */
export function formatFull(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A share as per cent: `93 %`, `66.7 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return formatNumber(share);
  return `${trimZeros((share * 100).toFixed(1))} %`;
}

/** What a person typed into a number field, or null when it is no number. Accepts `1e-3`, `.5`, `−2` (typographic minus), and spaces around. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

function decimalsFor(size: number, digits: number): number {
  return Math.max(0, Math.min(20, digits - 1 - Math.floor(Math.log10(size))));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * The next value for ↑ and ↓ in a number field: one unit for whole numbers, else one in the leading digit
 * (0.1 → 0.2, 0.1 → 0.09), without binary leftovers.
 */
export function stepNumber(value: number, direction: 1 | -1, integer: boolean): number {
  if (integer) return Math.round(value) + direction;
  if (value === 0) return direction * 0.1;
  const towardsZero = Math.sign(value) !== direction;
  let unit = 10 ** Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  // Stepping down from 0.1 must not land on 0: use the next smaller unit.
  if (towardsZero && Math.abs(Math.abs(value) - unit) < unit * 1e-9) unit /= 10;
  return Number((value + direction * unit).toPrecision(12));
}

/** `28 Nov 2026, 12:00`. @param milliseconds since 1970 */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

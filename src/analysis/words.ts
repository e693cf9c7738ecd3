/** Numbers and lists as a person reads them. Rounded for reading only; exact values are in the reports. */

export { number } from '../model/words';

/** `1 step`, `5,000 steps`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-GB')} ${noun}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A whole number as an exponent: −4 → ⁻⁴ */
export function raised(n: number): string {
  const digits = String(Math.abs(n)).split('');
  return `${n < 0 ? '⁻' : ''}${digits.map((digit) => superscripts[Number(digit)]!).join('')}`;
}

/** Results as JSON for programs: typed arrays as lists; infinities as text and NaN as null, because JSON has neither. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (_key, entry: unknown) => representable(entry), 2)}\n`;
}

/** A number as JSON can hold it. */
export function plain(value: number): number | string | null {
  return Number.isFinite(value) ? value : Number.isNaN(value) ? null : String(value);
}

function representable(entry: unknown): unknown {
  if (typeof entry === 'number') return plain(entry);
  if (ArrayBuffer.isView(entry)) return Array.from(entry as Float64Array, plain);
  return entry;
}

import { createHash } from 'node:crypto';

/**
 * SHA-256 of plain data, 64 hexadecimal digits: the same for the same numbers, bit for bit, whatever the order of an object's keys, and wherever in memory an array lies
 * or how the engine holds a number.
 */
export function identityOf(data: unknown): string {
  return sha256(JSON.stringify(data, canonical));
}

const known = new WeakMap<object, string>();

/** The same of data that nothing changes, computed once for each object. */
export function lastingIdentityOf(data: object): string {
  const identity = known.get(data) ?? identityOf(data);
  known.set(data, identity);
  return identity;
}

function canonical(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name} ${value.byteLength} ${sha256(bytes)}`;
  }
  // JSON has neither of these.
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return `number ${Object.is(value, -0) ? '-0' : value}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

import type { ElementaryFunctions } from '../../../src/core/contract';
import { elementaryFunctions } from '../../../src/core/elementary-functions';
import { instance } from '../instance';

/** The functions in the order of `math_map`'s kinds. */
export const NAMES = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'tanh',
  'sigmoid',
  'softplus',
  'erf',
  'sin',
  'cos',
] as const satisfies readonly (keyof ElementaryFunctions)[];
export type FunctionName = (typeof NAMES)[number];

const tested = instance();
export const scalar = elementaryFunctions(tested.exports);

/** f of every number through the vector form; the length must fill whole vectors (2 of f64, 4 of f32). */
export function mapped<A extends Float64Array | Float32Array>(name: FunctionName, x: A): A {
  const single = x instanceof Float32Array;
  const View = single ? Float32Array : Float64Array;
  const source = new View(tested.memory.buffer, tested.free, x.length);
  source.set(x);
  const target = new View(tested.memory.buffer, tested.free + x.byteLength, x.length);
  tested.exports.math_map(
    NAMES.indexOf(name),
    single ? 1 : 0,
    source.byteOffset,
    target.byteOffset,
    x.byteLength / 16,
  );
  return target.slice() as A;
}

const view = new DataView(new ArrayBuffer(8));

export function fromBits(hex: string): number {
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

/** The place of a number in the order of all doubles: neighbours differ by 1, −0 and 0 by nothing. */
export function ordinal(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** The double at a place in that order. */
export function fromOrdinal(place: bigint): number {
  view.setBigInt64(0, place < 0n ? -place | -0x8000000000000000n : place);
  return view.getFloat64(0);
}

/** Numbers of every magnitude and both signs, the same at every run: a Weyl sequence over the finite doubles. */
export function spread(count: number): Float64Array {
  const largest = ordinal(Number.MAX_VALUE);
  return Float64Array.from({ length: count }, (_, i) => {
    const place = (BigInt(i + 1) * 0x9e3779b97f4a7c15n) % (2n * largest + 1n);
    return fromOrdinal(place - largest);
  });
}

import { instance } from '../instance';
import type { FunctionName } from './functions';

/** The kernels' own elementary functions, in the order of `math_fast_map`'s kinds. */
const FORMS = [
  'tanh',
  'tanh in stages',
  'sigmoid',
  'exp',
  'expm1',
  'log1p',
  'softplus',
  'erf',
  'sin',
  'cos',
] as const;
export type FastForm = (typeof FORMS)[number];
/** Those that have the name of a nearly exact function. */
export const FAST_NAMES = FORMS.filter((form) => form !== 'tanh in stages') satisfies readonly FunctionName[];
export type FastName = (typeof FAST_NAMES)[number];
export type Reals = Float64Array | Float32Array;

const tested = instance();

/** f of every number; the array is padded to whole vectors. */
export function fastMapped<A extends Reals>(form: FastForm, x: A): A {
  const single = x instanceof Float32Array;
  const View = single ? Float32Array : Float64Array;
  const lanes = single ? 4 : 2;
  const length = Math.ceil(x.length / lanes) * lanes;
  const source = new View(tested.memory.buffer, tested.free, length);
  source.fill(0.3).set(x);
  const target = new View(tested.memory.buffer, tested.free + source.byteLength, length);
  const { math_fast_map } = tested.exports;
  math_fast_map(
    FORMS.indexOf(form),
    single ? 1 : 0,
    source.byteOffset,
    target.byteOffset,
    source.byteLength,
  );
  return target.slice(0, x.length) as A;
}

/** f of one number through the scalar form. */
export function fastScalar(form: FastForm, single: boolean, x: number): number {
  return tested.exports.math_fast(FORMS.indexOf(form), single ? 1 : 0, x);
}

import type { ElementaryFunctions } from './contract';

/** What the module must export for `elementaryFunctions`: assembly/math/exports.ts. */
export interface ElementaryExports {
  math_exp(x: number): number;
  math_expm1(x: number): number;
  math_log(x: number): number;
  math_log1p(x: number): number;
  math_tanh(x: number): number;
  math_sigmoid(x: number): number;
  math_softplus(x: number): number;
  math_erf(x: number): number;
  math_sin(x: number): number;
  math_cos(x: number): number;
}

/** The core's scalar functions by their usual names; each gives the bits of one lane of the vector form. */
export function elementaryFunctions(exports: ElementaryExports): ElementaryFunctions {
  return {
    exp: exports.math_exp,
    expm1: exports.math_expm1,
    log: exports.math_log,
    log1p: exports.math_log1p,
    tanh: exports.math_tanh,
    sigmoid: exports.math_sigmoid,
    softplus: exports.math_softplus,
    erf: exports.math_erf,
    sin: exports.math_sin,
    cos: exports.math_cos,
  };
}

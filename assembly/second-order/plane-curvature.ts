import { smallerEigenvalue } from '../eigen/two-by-two';
import { parameterBytes, parameterCount } from '../network/problem';
import { SampleSet } from '../network/samples';
import { VECTOR } from '../network/vectors';
import { addPenaltyCurvature, directedGradientOfBlock } from './hessian-vector';
import { prepareBlock } from './prepare';

/**
 * values[i] = smaller eigenvalue of the Hessian H within a plane, at (centre + alphas[i]·first) + beta·second, for one row of a grid:
 * that of the 2 × 2 matrix of u·Hu, u·Hv and v·Hv, from two products by the R-operator. u and v are an orthonormal basis of the plane's directions.
 *
 * alphas and values are f64; all others are parameter vectors in f64. `single`: the point is the one that f32 would compute.
 * u·Hv is the mean of its two products, so that no direction goes before the other. No point depends on another.
 */
export function planeCurvatureRow(
  centre: usize,
  first: usize,
  second: usize,
  u: usize,
  v: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  single: bool,
  set: SampleSet,
  point: usize,
  product: usize,
  values: usize,
): void {
  for (let i: u32 = 0; i < count; i++) {
    placePoint(centre, first, second, load<f64>(alphas + (i << 3)), beta, single, point);
    for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) prepareBlock(point, set, block);
    hessianTimes(point, u, set, product);
    const uu = dot(u, product);
    const vu = dot(v, product);
    hessianTimes(point, v, set, product);
    const uv = dot(u, product);
    const vv = dot(v, product);
    store<f64>(values + (i << 3), smallerEigenvalue(uu, 0.5 * (vu + uv), vv));
  }
}

/** product = H·direction at a point whose blocks are prepared, penalties included. */
function hessianTimes(point: usize, direction: usize, set: SampleSet, product: usize): void {
  for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) {
    directedGradientOfBlock(point, direction, set, block, product, false);
  }
  addPenaltyCurvature(direction, product);
}

/** point = (centre + alpha·first) + beta·second, every number rounded to f32 where that is asked for: the bits of the landscape's own points. */
function placePoint(
  centre: usize,
  first: usize,
  second: usize,
  alpha: f64,
  beta: f64,
  single: bool,
  point: usize,
): void {
  const a = rounded(f64x2.splat(alpha), single);
  const b = rounded(f64x2.splat(beta), single);
  for (let at: usize = 0, end = parameterBytes; at < end; at += VECTOR) {
    const start = v128.load(centre + at);
    const along = rounded(f64x2.add(start, rounded(f64x2.mul(a, v128.load(first + at)), single)), single);
    const rest = rounded(f64x2.mul(b, v128.load(second + at)), single);
    v128.store(point + at, rounded(f64x2.add(along, rest), single));
  }
}

/** An operation in f64 on numbers of f32, rounded so, has the bits of the same operation in f32 (Figueroa 1995). */
// @ts-ignore: decorator
@inline
function rounded(value: v128, single: bool): v128 {
  return single ? f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(value)) : value;
}

/** Inner product, summed in the order of the parameters. */
function dot(a: usize, b: usize): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < parameterCount; i++) sum += load<f64>(a + (i << 3)) * load<f64>(b + (i << 3));
  return sum;
}

import { cos, exp, log, sigmoid, sin, softplus, tanh } from '../../math/lanes';
import { zero } from '../../network/vectors';
import { integralTerm, multiplySeries, productTerm, scaled, SERIES_BYTES, setTerm, term } from './series';

/** Series of elementary functions of a series z, each by the differential equation that it satisfies. */

const SLOPES: usize = memory.data(SERIES_BYTES, 16);

/** e^z: f′ = f·z′. */
export function expSeries(z: usize, target: usize, order: u32): void {
  setTerm(target, 0, exp<f64>(term(z, 0)));
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, integralTerm(target, z, k));
}

/** log z: z·f′ = z′. */
export function logSeries(z: usize, target: usize, order: u32): void {
  const first = term(z, 0);
  setTerm(target, 0, log<f64>(first));
  for (let k: u32 = 1; k <= order; k++) {
    let sum = zero();
    for (let j: u32 = 1; j < k; j++) {
      sum = f64x2.add(sum, f64x2.mul(scaled(term(target, j), j), term(z, k - j)));
    }
    const rest = f64x2.sub(term(z, k), f64x2.div(sum, f64x2.splat(k)));
    setTerm(target, k, f64x2.div(rest, first));
  }
}

/** tanh z: f′ = (1 − f²)·z′. */
export function tanhSeries(z: usize, target: usize, order: u32): void {
  const value = tanh<f64>(term(z, 0));
  setTerm(target, 0, value);
  setTerm(SLOPES, 0, f64x2.sub(f64x2.splat(1), f64x2.mul(value, value)));
  for (let k: u32 = 1; k <= order; k++) {
    setTerm(target, k, integralTerm(SLOPES, z, k));
    setTerm(SLOPES, k, f64x2.neg(productTerm(target, target, k)));
  }
}

/** σ(z): f′ = (f − f²)·z′. */
export function sigmoidSeries(z: usize, target: usize, order: u32): void {
  const first = term(z, 0);
  const value = sigmoid<f64>(first);
  setTerm(target, 0, value);
  setTerm(SLOPES, 0, f64x2.mul(value, sigmoid<f64>(f64x2.neg(first))));
  for (let k: u32 = 1; k <= order; k++) {
    setTerm(target, k, integralTerm(SLOPES, z, k));
    setTerm(SLOPES, k, f64x2.sub(term(target, k), productTerm(target, target, k)));
  }
}

/** log(1 + e^z): f′ = σ(z)·z′. `gate` receives σ(z). */
export function softplusSeries(z: usize, gate: usize, target: usize, order: u32): void {
  sigmoidSeries(z, gate, order);
  setTerm(target, 0, softplus<f64>(term(z, 0)));
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, integralTerm(gate, z, k));
}

/** sin z and cos z together: s′ = c·z′, c′ = −s·z′. */
export function sineSeries(z: usize, sines: usize, cosines: usize, order: u32): void {
  setTerm(sines, 0, sin<f64>(term(z, 0)));
  setTerm(cosines, 0, cos<f64>(term(z, 0)));
  for (let k: u32 = 1; k <= order; k++) {
    setTerm(sines, k, integralTerm(cosines, z, k));
    setTerm(cosines, k, f64x2.neg(integralTerm(sines, z, k)));
  }
}

/** e^(−z²/2)/√(2π); `square` receives −z²/2. */
export function gaussianSeries(z: usize, square: usize, target: usize, order: u32): void {
  multiplySeries(z, z, square, order);
  for (let k: u32 = 0; k <= order; k++) setTerm(square, k, scaled(term(square, k), -0.5));
  setTerm(target, 0, scaled(exp<f64>(term(square, 0)), 0.3989422804014327));
  for (let k: u32 = 1; k <= order; k++) setTerm(target, k, integralTerm(target, square, k));
}

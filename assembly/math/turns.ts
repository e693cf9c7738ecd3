/** sin 2πu and cos 2πu for u in [0, 1): quarters of a turn are taken off exactly, before anything is multiplied by π. */
import { integerMagic } from './constants';
import { leading } from './parts';
import { circle } from './sine-core';

const TWO_PI_LEADING: f64 = 6.283185362815857; //    0x401921fb58000000  2π, 26 bits
const TWO_PI_REST: f64 = -5.5636270456668466e-8; // 0xbe6dde973dcb3b3a  2π, the rest

/** Lane 0: cos 2πu; lane 1: sin 2πu. */
export function turn(u: f64): v128 {
  const value = f64x2.splat(u);
  const index = f64x2.add(f64x2.mul(value, f64x2.splat(4)), integerMagic());
  const fraction = f64x2.sub(value, f64x2.mul(f64x2.sub(index, integerMagic()), f64x2.splat(0.25)));
  const leadingFraction = leading(fraction);
  const exact = f64x2.mul(leadingFraction, f64x2.splat(TWO_PI_LEADING));
  const rest = f64x2.add(
    f64x2.mul(f64x2.sub(fraction, leadingFraction), f64x2.splat(TWO_PI_LEADING)),
    f64x2.mul(fraction, f64x2.splat(TWO_PI_REST)),
  );
  const r = f64x2.add(exact, rest);
  const rError = f64x2.add(f64x2.sub(exact, r), rest);
  // cos t = sin(t + π/2): one quadrant more in lane 0.
  return circle(i64x2.add(index, i64x2(1, 0)), r, rError, false);
}

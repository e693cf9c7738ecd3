import { zero } from '../network/vectors';

/**
 * Sums over the places of a block with the bits of the ordinary kernels. There sample s adds to lane s mod lanes of one accumulator, and the
 * lanes are added at the end; here each of those lanes has an accumulator of its own, a vector of parameter lanes.
 */

/** Σ_s delta[s]·source[s]; places `step` bytes apart, `pitch` bytes in all. */
// @ts-ignore: decorator
@inline
export function placeProductSum<T>(delta: usize, source: usize, step: usize, pitch: usize): v128 {
  let a = zero();
  let b = a;
  let c = a;
  let d = a;
  const end = delta + pitch;
  do {
    a = v128.add<T>(a, v128.mul<T>(v128.load(delta), v128.load(source)));
    b = v128.add<T>(b, v128.mul<T>(v128.load(delta + step), v128.load(source + step)));
    if (sizeof<T>() == 4) {
      c = v128.add<T>(c, v128.mul<T>(v128.load(delta + 2 * step), v128.load(source + 2 * step)));
      d = v128.add<T>(d, v128.mul<T>(v128.load(delta + 3 * step), v128.load(source + 3 * step)));
    }
    delta += placesPerTurn<T>() * step;
    source += placesPerTurn<T>() * step;
  } while (delta < end);
  return laneOrder<T>(a, b, c, d);
}

/** Σ_s delta[s] */
// @ts-ignore: decorator
@inline
export function placeSum<T>(delta: usize, step: usize, pitch: usize): v128 {
  let a = zero();
  let b = a;
  let c = a;
  let d = a;
  const end = delta + pitch;
  do {
    a = v128.add<T>(a, v128.load(delta));
    b = v128.add<T>(b, v128.load(delta + step));
    if (sizeof<T>() == 4) {
      c = v128.add<T>(c, v128.load(delta + 2 * step));
      d = v128.add<T>(d, v128.load(delta + 3 * step));
    }
    delta += placesPerTurn<T>() * step;
  } while (delta < end);
  return laneOrder<T>(a, b, c, d);
}

// @ts-ignore: decorator
@inline
export function placesPerTurn<T>(): usize {
  return sizeof<T>() == 8 ? 2 : 4;
}

/** The order of `laneSum`. */
// @ts-ignore: decorator
@inline
export function laneOrder<T>(a: v128, b: v128, c: v128, d: v128): v128 {
  const first = v128.add<T>(a, b);
  return sizeof<T>() == 8 ? first : v128.add<T>(first, v128.add<T>(c, d));
}

/**
 * The loss and what training shares with it, for 2-2-1 with tanh, a linear output and biases on four samples in parameter lanes: nothing but
 * θ and the hidden values goes through memory, which takes a third of the time of the general lanes. Same bits.
 *
 * θ of one vector of lanes: W (2 × 2), b (2), V (1 × 2), c, one v128 each. Hidden values: vectors × units × samples.
 */
import { tanhEighths, tanhLeast, tanhLimit, tanhOfPlaces, tanhPlace, tanhRounder, tanhScaler, tanhSize } from '../math/fast/tanh';
import { lossFactor } from '../losses/table';
import { loss } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { groupVectors, laneInputs, laneLosses, laneTargets, placePitch, slopesOf, valuesOf } from './plan';

/** Bytes of the hidden values of one vector of lanes. */
export const HIDDEN: usize = 8 * VECTOR;
/** Bytes of the parameters of one vector of lanes. */
export const THETA: usize = 9 * VECTOR;
/** The four samples' first inputs, second inputs and targets, in every lane. */
export const SAMPLES: usize = memory.data(12 * 16, 16);

export function placeSamples(): void {
  const pitch = placePitch();
  for (let i: usize = 0; i < 8; i++) v128.store(SAMPLES + (i << 4), v128.load(laneInputs + i * pitch));
  for (let i: usize = 0; i < 4; i++) v128.store(SAMPLES + (i << 4), v128.load(laneTargets + i * pitch), 128);
}

/** Losses of a group at its θ to `laneLosses`: one f64 per lane. */
export function lossesTwoTwoOne<T>(theta: usize): void {
  hiddenValues<T>(theta);
  const factor = f64x2.splat(lossFactor(loss, 4, 1));
  let to = laneLosses;
  let at = valuesOf(0);
  for (const end = at + groupVectors * HIDDEN; at < end; at += HIDDEN) {
    const v = v128.load(theta, 96);
    const w = v128.load(theta, 112);
    const c = v128.load(theta, 128);
    const squares = squaresOf<T>(
      error<T>(c, v, w, at, 0),
      error<T>(c, v, w, at, 16),
      error<T>(c, v, w, at, 32),
      error<T>(c, v, w, at, 48),
    );
    v128.store(to, lowerLosses<T>(squares, factor));
    if (sizeof<T>() == 4) v128.store(to, upperLosses(squares, factor), 16);
    to += sizeof<T>() == 8 ? 16 : 32;
    theta += THETA;
  }
}

/** The f64 losses of the first two lanes from their sums of squares; those of the other two of f32. */
// @ts-ignore: decorator
@inline
export function lowerLosses<T>(squares: v128, factor: v128): v128 {
  return f64x2.mul(sizeof<T>() == 8 ? squares : f64x2.promote_low_f32x4(squares), factor);
}

// @ts-ignore: decorator
@inline
export function upperLosses(squares: v128, factor: v128): v128 {
  return f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<u64>(squares, squares, 1, 1)), factor);
}

// @ts-ignore: decorator
@inline
export function squaresOf<T>(a: v128, b: v128, c: v128, d: v128): v128 {
  return fourSum<T>(v128.mul<T>(a, a), v128.mul<T>(b, b), v128.mul<T>(c, c), v128.mul<T>(d, d));
}

/** Hidden values of all vectors of lanes, their tanh in stages over the whole of them: the first stage goes along with the sums. */
export function hiddenValues<T>(theta: usize): void {
  const values = valuesOf(0);
  const places = slopesOf(0);
  const limit = tanhLimit<T>();
  const least = tanhLeast<T>();
  const rounder = tanhRounder<T>();
  const scaler = tanhScaler<T>();
  const bytes = groupVectors * HIDDEN;
  let at = values;
  let place = places;
  for (const end = values + bytes; at < end; at += HIDDEN) {
    const b = v128.load(theta, 64);
    const w = v128.load(theta);
    const v = v128.load(theta, 16);
    const c = v128.load(theta, 80);
    const p = v128.load(theta, 32);
    const q = v128.load(theta, 48);
    let x: v128;
    let y: v128;
    let z: v128;
    let size: v128;
    let eighths: v128;
    x = v128.load(SAMPLES, 0);
    y = v128.load(SAMPLES, 64);
    z = affine<T>(b, w, x, v, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths));
    v128.store(place, tanhPlace<T>(z, eighths, scaler));
    z = affine<T>(c, p, x, q, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 64);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 64);
    x = v128.load(SAMPLES, 16);
    y = v128.load(SAMPLES, 80);
    z = affine<T>(b, w, x, v, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 16);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 16);
    z = affine<T>(c, p, x, q, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 80);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 80);
    x = v128.load(SAMPLES, 32);
    y = v128.load(SAMPLES, 96);
    z = affine<T>(b, w, x, v, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 32);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 32);
    z = affine<T>(c, p, x, q, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 96);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 96);
    x = v128.load(SAMPLES, 48);
    y = v128.load(SAMPLES, 112);
    z = affine<T>(b, w, x, v, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 48);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 48);
    z = affine<T>(c, p, x, q, y);
    size = tanhSize<T>(z, limit, least);
    eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), 112);
    v128.store(place, tanhPlace<T>(z, eighths, scaler), 112);
    theta += THETA;
    place += HIDDEN;
  }
  tanhOfPlaces<T>(values, places, values, bytes);
}

/** start + w·x + v·y */
// @ts-ignore: decorator
@inline
function affine<T>(start: v128, w: v128, x: v128, v: v128, y: v128): v128 {
  return v128.add<T>(v128.add<T>(start, v128.mul<T>(w, x)), v128.mul<T>(v, y));
}

/** The sum over four samples in the order of the ordinary kernels' lanes. */
// @ts-ignore: decorator
@inline
export function fourSum<T>(a: v128, b: v128, c: v128, d: v128): v128 {
  if (sizeof<T>() == 8) return v128.add<T>(v128.add<T>(a, c), v128.add<T>(b, d));
  return v128.add<T>(v128.add<T>(a, b), v128.add<T>(c, d));
}

/** What output and target of sample s differ by. */
// @ts-ignore: decorator
@inline
export function error<T>(c: v128, v: v128, w: v128, at: usize, s: usize): v128 {
  const f = affine<T>(c, v, v128.load(at + s), w, v128.load(at + s, 64));
  return v128.sub<T>(f, v128.load(SAMPLES + s, 128));
}

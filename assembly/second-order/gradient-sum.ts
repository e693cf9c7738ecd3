import { VECTOR, laneSum, zero } from '../network/vectors';

/**
 * gradient[o][k] = Σ_v d[o][v]·x[k][v] + Σ_v e[o][v]·y[k][v], summed over the lanes, in f64.
 *
 * d, e: outputs × vectors; x, y: inputs × vectors; gradient: outputs × inputs. Each element has one accumulator that takes the vectors of the
 * first sum in order, then those of the second, then its lanes are added: the same sequence in every tile. `fresh` starts the sum over
 * blocks anew.
 */
export function gradientSum(
  d: usize,
  x: usize,
  e: usize,
  y: usize,
  outputs: usize,
  inputs: usize,
  vectors: usize,
  gradient: usize,
  fresh: bool,
): void {
  const pitch = vectors * VECTOR;
  const rowBytes = inputs * sizeof<f64>();
  let o: usize = 0;
  for (; o + 4 <= outputs; o += 4) {
    const g = gradient + o * rowBytes;
    let k: usize = 0;
    for (; k + 2 <= inputs; k += 2) {
      const at = k * pitch;
      tile4x2(d + o * pitch, x + at, e + o * pitch, y + at, vectors, g + k * sizeof<f64>(), rowBytes, fresh);
    }
    if (k < inputs) {
      for (let row: usize = 0; row < 4; row++) {
        const at = (o + row) * pitch;
        const place = g + row * rowBytes + k * sizeof<f64>();
        tile1x1(d + at, x + k * pitch, e + at, y + k * pitch, vectors, place, fresh);
      }
    }
  }
  for (; o < outputs; o++) {
    const g = gradient + o * rowBytes;
    const at = o * pitch;
    let k: usize = 0;
    for (; k + 4 <= inputs; k += 4) {
      tile1x4(d + at, x + k * pitch, e + at, y + k * pitch, vectors, g + k * sizeof<f64>(), fresh);
    }
    for (; k < inputs; k++) {
      tile1x1(d + at, x + k * pitch, e + at, y + k * pitch, vectors, g + k * sizeof<f64>(), fresh);
    }
  }
}

// @ts-ignore: decorator
@inline
function put(at: usize, sum: v128, fresh: bool): void {
  const total = laneSum<f64>(sum);
  store<f64>(at, fresh ? total : load<f64>(at) + total);
}

function tile4x2(
  d: usize,
  x: usize,
  e: usize,
  y: usize,
  vectors: usize,
  gradient: usize,
  rowBytes: usize,
  fresh: bool,
): void {
  const pitch = vectors * VECTOR;
  let s00 = zero();
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let pass = 0; pass < 2; pass++) {
    const d1 = d + pitch;
    const d2 = d1 + pitch;
    const d3 = d2 + pitch;
    const x1 = x + pitch;
    let at: usize = 0;
    do {
      const a = v128.load(x + at);
      const b = v128.load(x1 + at);
      let delta = v128.load(d + at);
      s00 = f64x2.add(s00, f64x2.mul(delta, a));
      s01 = f64x2.add(s01, f64x2.mul(delta, b));
      delta = v128.load(d1 + at);
      s10 = f64x2.add(s10, f64x2.mul(delta, a));
      s11 = f64x2.add(s11, f64x2.mul(delta, b));
      delta = v128.load(d2 + at);
      s20 = f64x2.add(s20, f64x2.mul(delta, a));
      s21 = f64x2.add(s21, f64x2.mul(delta, b));
      delta = v128.load(d3 + at);
      s30 = f64x2.add(s30, f64x2.mul(delta, a));
      s31 = f64x2.add(s31, f64x2.mul(delta, b));
      at += VECTOR;
    } while (at < pitch);
    d = e;
    x = y;
  }
  put(gradient, s00, fresh);
  put(gradient + sizeof<f64>(), s01, fresh);
  gradient += rowBytes;
  put(gradient, s10, fresh);
  put(gradient + sizeof<f64>(), s11, fresh);
  gradient += rowBytes;
  put(gradient, s20, fresh);
  put(gradient + sizeof<f64>(), s21, fresh);
  gradient += rowBytes;
  put(gradient, s30, fresh);
  put(gradient + sizeof<f64>(), s31, fresh);
}

function tile1x4(d: usize, x: usize, e: usize, y: usize, vectors: usize, gradient: usize, fresh: bool): void {
  const pitch = vectors * VECTOR;
  let s0 = zero();
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let d0 = d;
  let x0 = x;
  for (let pass = 0; pass < 2; pass++) {
    let x1 = x0 + pitch;
    let x2 = x1 + pitch;
    let x3 = x2 + pitch;
    let left = vectors;
    do {
      const delta = v128.load(d0);
      s0 = f64x2.add(s0, f64x2.mul(delta, v128.load(x0)));
      s1 = f64x2.add(s1, f64x2.mul(delta, v128.load(x1)));
      s2 = f64x2.add(s2, f64x2.mul(delta, v128.load(x2)));
      s3 = f64x2.add(s3, f64x2.mul(delta, v128.load(x3)));
      d0 += VECTOR;
      x0 += VECTOR;
      x1 += VECTOR;
      x2 += VECTOR;
      x3 += VECTOR;
    } while (--left);
    d0 = e;
    x0 = y;
  }
  put(gradient, s0, fresh);
  put(gradient + sizeof<f64>(), s1, fresh);
  put(gradient + 2 * sizeof<f64>(), s2, fresh);
  put(gradient + 3 * sizeof<f64>(), s3, fresh);
}

function tile1x1(d: usize, x: usize, e: usize, y: usize, vectors: usize, gradient: usize, fresh: bool): void {
  let sum = zero();
  let d0 = d;
  let x0 = x;
  for (let pass = 0; pass < 2; pass++) {
    let left = vectors;
    do {
      sum = f64x2.add(sum, f64x2.mul(v128.load(d0), v128.load(x0)));
      d0 += VECTOR;
      x0 += VECTOR;
    } while (--left);
    d0 = e;
    x0 = y;
  }
  put(gradient, sum, fresh);
}

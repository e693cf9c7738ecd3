import { VECTOR } from '../network/vectors';

/** Relative to its neighbours on the diagonal, and to the whole matrix: below either, an entry beside the diagonal counts as 0. */
const ROUNDING: f64 = 1.1102230246251565e-16; // 2⁻⁵³
const NOTHING: f64 = 2.6469779601696886e-23; // 2⁻⁷⁵
const MOST_SWEEPS: u32 = 60;
/** Sweeps after which rounding of the whole matrix must be what keeps an entry from vanishing; some two are usual. */
const PATIENCE: u32 = 16;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by QL with implicit Wilkinson shifts (Golub & Van Loan, §8.3.5; Bowdler, Martin, Reinsch &
 * Wilkinson 1968), in place of the diagonal, in no order. diagonal, off: n numbers, off[n − 1] = 0. With rows (n of `pitch` bytes; 0 for none)
 * every rotation is applied to them, so that row k becomes the eigenvector of value k. An entry counts as 0 beside its neighbours on the diagonal; where many
 * eigenvalues are tiny beside the largest, each sweep can put as much rounding back as it takes away, and then an entry counts as 0 beside the whole
 * matrix, which is as exact as the tridiagonal matrix itself. Returns false when an eigenvalue does
 * not converge, which does not happen with finite numbers.
 */
export function implicitQl(diagonal: usize, off: usize, n: usize, rows: usize, pitch: usize): bool {
  let size: f64 = 0;
  for (let i: usize = 0; i < n; i++) size = max(size, Math.abs(at(diagonal, i)) + Math.abs(at(off, i)));
  let nothing = size * NOTHING;
  for (let l: usize = 0; l < n; l++) {
    for (let sweeps: u32 = 0; ; sweeps++) {
      let m = l;
      for (; m + 1 < n; m++) {
        const scale = Math.abs(at(diagonal, m)) + Math.abs(at(diagonal, m + 1));
        const entry = Math.abs(at(off, m));
        if (entry <= ROUNDING * scale || entry <= nothing) break;
      }
      if (m == l) break;
      if (sweeps == MOST_SWEEPS) return false;
      if (sweeps == PATIENCE) nothing = size * ROUNDING;
      sweep(diagonal, off, l, m, rows, pitch);
    }
  }
  return true;
}

// @ts-ignore: decorator
@inline
function at(numbers: usize, i: usize): f64 {
  return load<f64>(numbers + (i << 3));
}

// @ts-ignore: decorator
@inline
function put(numbers: usize, i: usize, value: f64): void {
  store<f64>(numbers + (i << 3), value);
}

/** One QL step on the unreduced block l … m. */
function sweep(diagonal: usize, off: usize, l: usize, m: usize, rows: usize, pitch: usize): void {
  const first = at(diagonal, l);
  let g = (at(diagonal, l + 1) - first) / (2 * at(off, l));
  const r = Math.sqrt(g * g + 1);
  g = at(diagonal, m) - first + at(off, l) / (g + (g >= 0 ? r : -r));
  let sine: f64 = 1;
  let cosine: f64 = 1;
  let p: f64 = 0;
  for (let i = m; i-- > l; ) {
    const f = sine * at(off, i);
    const b = cosine * at(off, i);
    const length = Math.sqrt(f * f + g * g);
    put(off, i + 1, length);
    if (length == 0) {
      put(diagonal, i + 1, at(diagonal, i + 1) - p);
      put(off, m, 0);
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = at(diagonal, i + 1) - p;
    const turn = (at(diagonal, i) - g) * sine + 2 * cosine * b;
    p = sine * turn;
    put(diagonal, i + 1, g + p);
    g = cosine * turn - b;
    if (rows) rotate(rows + i * pitch, pitch, sine, cosine);
  }
  put(diagonal, l, at(diagonal, l) - p);
  put(off, l, g);
  put(off, m, 0);
}

/** upper = c·upper − s·lower, lower = s·upper + c·lower. */
function rotate(upper: usize, pitch: usize, sine: f64, cosine: f64): void {
  const s = f64x2.splat(sine);
  const c = f64x2.splat(cosine);
  const lower = upper + pitch;
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    const a = v128.load(upper + at);
    const b = v128.load(lower + at);
    v128.store(lower + at, f64x2.add(f64x2.mul(s, a), f64x2.mul(c, b)));
    v128.store(upper + at, f64x2.sub(f64x2.mul(c, a), f64x2.mul(s, b)));
  }
}

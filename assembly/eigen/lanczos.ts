import { laneSum, VECTOR, zero } from '../network/vectors';

/**
 * What the Lanczos iteration does with long vectors: rows of `pitch` bytes, whole vectors, 0 past the end. Every sum is taken in one order, even and odd
 * vectors in an accumulator each, whatever other sums are taken beside it.
 */

/** a·b. */
export function dotProduct(a: usize, b: usize, pitch: usize): f64 {
  let even = zero();
  let odd = zero();
  let at: usize = 0;
  for (; at + 2 * VECTOR <= pitch; at += 2 * VECTOR) {
    even = f64x2.add(even, f64x2.mul(v128.load(a + at), v128.load(b + at)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)));
  }
  if (at < pitch) even = f64x2.add(even, f64x2.mul(v128.load(a + at), v128.load(b + at)));
  return laneSum<f64>(f64x2.add(even, odd));
}

/** target += factor·source. */
export function addScaled(target: usize, factor: f64, source: usize, pitch: usize): void {
  const share = f64x2.splat(factor);
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    v128.store(target + at, f64x2.add(v128.load(target + at), f64x2.mul(share, v128.load(source + at))));
  }
}

/** target = source/divisor. */
export function divideVector(source: usize, divisor: f64, target: usize, pitch: usize): void {
  const by = f64x2.splat(divisor);
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    v128.store(target + at, f64x2.div(v128.load(source + at), by));
  }
}

/**
 * Takes out of a vector what lies along `count` orthonormal rows, twice, after which nothing is left but rounding of the vector itself (Giraud, Langou
 * & Rozložník 2005: twice is enough). Classical Gram–Schmidt: first all products, then all subtractions in the order of the rows.
 * products: count numbers.
 */
export function orthogonalise(vector: usize, basis: usize, count: usize, pitch: usize, products: usize): void {
  for (let pass = 0; pass < 2; pass++) {
    let row: usize = 0;
    for (; row + 4 <= count; row += 4) fourProducts(vector, basis + row * pitch, pitch, products + (row << 3));
    for (; row < count; row++) {
      store<f64>(products + (row << 3), -dotProduct(vector, basis + row * pitch, pitch));
    }
    combine(basis, count, products, pitch, vector);
  }
}

/** target += Σ_j factors[j]·row j, in the order of the rows. */
export function combine(basis: usize, count: usize, factors: usize, pitch: usize, target: usize): void {
  let row: usize = 0;
  for (; row + 4 <= count; row += 4) addFour(target, factors + (row << 3), basis + row * pitch, pitch);
  for (; row < count; row++) addScaled(target, load<f64>(factors + (row << 3)), basis + row * pitch, pitch);
}

/** products[j] = −vector·row j for four rows, each as `dotProduct` has it. */
function fourProducts(vector: usize, rows: usize, pitch: usize, products: usize): void {
  const second = rows + pitch;
  const third = second + pitch;
  const fourth = third + pitch;
  let even0 = zero();
  let even1 = even0;
  let even2 = even0;
  let even3 = even0;
  let odd0 = even0;
  let odd1 = even0;
  let odd2 = even0;
  let odd3 = even0;
  let at: usize = 0;
  for (; at + 2 * VECTOR <= pitch; at += 2 * VECTOR) {
    const x = v128.load(vector + at);
    const y = v128.load(vector + at, 16);
    even0 = f64x2.add(even0, f64x2.mul(x, v128.load(rows + at)));
    odd0 = f64x2.add(odd0, f64x2.mul(y, v128.load(rows + at, 16)));
    even1 = f64x2.add(even1, f64x2.mul(x, v128.load(second + at)));
    odd1 = f64x2.add(odd1, f64x2.mul(y, v128.load(second + at, 16)));
    even2 = f64x2.add(even2, f64x2.mul(x, v128.load(third + at)));
    odd2 = f64x2.add(odd2, f64x2.mul(y, v128.load(third + at, 16)));
    even3 = f64x2.add(even3, f64x2.mul(x, v128.load(fourth + at)));
    odd3 = f64x2.add(odd3, f64x2.mul(y, v128.load(fourth + at, 16)));
  }
  if (at < pitch) {
    const x = v128.load(vector + at);
    even0 = f64x2.add(even0, f64x2.mul(x, v128.load(rows + at)));
    even1 = f64x2.add(even1, f64x2.mul(x, v128.load(second + at)));
    even2 = f64x2.add(even2, f64x2.mul(x, v128.load(third + at)));
    even3 = f64x2.add(even3, f64x2.mul(x, v128.load(fourth + at)));
  }
  store<f64>(products, -laneSum<f64>(f64x2.add(even0, odd0)));
  store<f64>(products, -laneSum<f64>(f64x2.add(even1, odd1)), 8);
  store<f64>(products, -laneSum<f64>(f64x2.add(even2, odd2)), 16);
  store<f64>(products, -laneSum<f64>(f64x2.add(even3, odd3)), 24);
}

/** Four times `addScaled`, with one pass over the target. */
function addFour(target: usize, factors: usize, rows: usize, pitch: usize): void {
  const second = rows + pitch;
  const third = second + pitch;
  const fourth = third + pitch;
  const a = v128.load_splat<f64>(factors);
  const b = v128.load_splat<f64>(factors, 8);
  const c = v128.load_splat<f64>(factors, 16);
  const d = v128.load_splat<f64>(factors, 24);
  for (let at: usize = 0; at < pitch; at += VECTOR) {
    let sum = v128.load(target + at);
    sum = f64x2.add(sum, f64x2.mul(a, v128.load(rows + at)));
    sum = f64x2.add(sum, f64x2.mul(b, v128.load(second + at)));
    sum = f64x2.add(sum, f64x2.mul(c, v128.load(third + at)));
    sum = f64x2.add(sum, f64x2.mul(d, v128.load(fourth + at)));
    v128.store(target + at, sum);
  }
}

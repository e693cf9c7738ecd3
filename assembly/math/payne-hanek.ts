/**
 * Reduction of huge angles: x·2/π modulo 4 from the bits of 2/π that matter, in integers.
 * (Payne & Hanek 1983, "Radian reduction for trigonometric functions", SIGNUM Newsletter 18; own arrangement in 64-bit words.)
 */
import { TWO_OVER_PI } from './tables/two-over-pi';

/** Results of the last `reduceHuge`: angle = reducedQuadrant·π/2 + reducedAngle + reducedRest, |reducedAngle| ≤ π/4. */
export let reducedQuadrant: i64 = 0;
export let reducedAngle: f64 = 0;
export let reducedRest: f64 = 0;

const HALF_PI_LEADING: f64 = 1.5707963407039642; //     0x3ff921fb58000000  π/2, 26 bits
const HALF_PI_MIDDLE: f64 = -1.3909067675399456e-8; // 0xbe4dde9740000000  the next 26 bits
const HALF_PI_LAST: f64 = 6.123233995736766e-17; //    0x3c91a62633145c07  the next 53

// @ts-ignore: decorator
@inline
function highProduct(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff;
  const a1 = a >> 32;
  const b0 = b & 0xffffffff;
  const b1 = b >> 32;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  const other = a0 * b1 + (middle & 0xffffffff);
  return a1 * b1 + (middle >> 32) + (other >> 32);
}

/** Word `i` of 2/π, counted from one word of zeros before the binary point. */
// @ts-ignore: decorator
@inline
function word(i: u32): u64 {
  return i == 0 ? 0 : load<u64>(TWO_OVER_PI + ((<usize>(i - 1)) << 3));
}

// @ts-ignore: decorator
@inline
function leading(x: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(x) & 0xfffffffff8000000);
}

/** Reduces a finite x ≥ 2¹. */
export function reduceHuge(x: f64): void {
  const bits = reinterpret<u64>(x);
  const m = (bits & 0x000fffffffffffff) | 0x0010000000000000;
  // x = m·2^e. Bits of 2/π of weight 2^(2−e) and more only add whole turns.
  const position = <u32>(<i32>(bits >> 52) - 1075 + 62);
  const first = position >> 6;
  const shift = position & 63;
  let g0 = word(first);
  let g1 = word(first + 1);
  let g2 = word(first + 2);
  if (shift != 0) {
    const back = 64 - shift;
    g0 = (g0 << shift) | (g1 >> back);
    g1 = (g1 << shift) | (g2 >> back);
    g2 = (g2 << shift) | (word(first + 3) >> back);
  }
  // m·g modulo 2¹⁹²: the fraction of a turn, with an error below 2⁻¹³⁹.
  let c = m * g2;
  let b = m * g1;
  let a = m * g0 + highProduct(m, g1);
  const carry = highProduct(m, g2);
  b += carry;
  if (b < carry) a += 1;

  reducedQuadrant = <i64>((a + 0x2000000000000000) >> 62);
  // What is left, as a signed fraction of a quarter turn.
  a = (a << 2) | (b >> 62);
  b = (b << 2) | (c >> 62);
  c <<= 2;
  const negative = <i64>a < 0;
  if (negative) {
    c = ~c + 1;
    b = ~b + u64(c == 0);
    a = ~a + u64(c == 0 && b == 0);
  }
  let exponent: i64 = 0;
  if (a == 0) {
    a = b;
    b = c;
    c = 0;
    exponent = 64;
  }
  const zeros = clz(a);
  if (zeros != 0) {
    a = (a << zeros) | (b >> (64 - zeros));
    b = (b << zeros) | (c >> (64 - zeros));
  }
  exponent += <i64>zeros;
  const high = <f64>(a >> 11) * reinterpret<f64>((1023 - 53 - exponent) << 52);
  const low = <f64>(((a << 53) | (b >> 11)) >> 11) * reinterpret<f64>((1023 - 106 - exponent) << 52);

  // (high + low)·π/2 as a sum of two numbers
  const h1 = leading(high);
  const h2 = high - h1;
  const exact = h1 * HALF_PI_LEADING;
  const rest =
    h2 * HALF_PI_LEADING +
    h1 * HALF_PI_MIDDLE +
    (h2 * HALF_PI_MIDDLE + (high * HALF_PI_LAST + low * (HALF_PI_LEADING + HALF_PI_MIDDLE)));
  const angle = exact + rest;
  const angleRest = exact - angle + rest;
  reducedAngle = negative ? -angle : angle;
  reducedRest = negative ? -angleRest : angleRest;
}

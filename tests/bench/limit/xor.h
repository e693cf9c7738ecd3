/* 2-2-1 with tanh, four samples, half the mean squared error: every number in a register, as in assembly/training/two-two-one.ts. */
static inline V even(V a, V b) { return _mm_unpacklo_pd(a, b); }
static inline V odd(V a, V b) { return _mm_unpackhi_pd(a, b); }

/* Both lane sums in one vector. */
static inline V sums(V a, V b) { return even(a, b) + odd(a, b); }

/* x: 2 features x 2 vectors; y: 2 vectors; theta: W1 (2 x 2), b1, W2, b2. */
static void train_xor(const REAL *x, const REAL *y, REAL *theta, REAL rate, long steps) {
  V p0 = LOAD(theta), p1 = LOAD(theta + 2), p2 = LOAD(theta + 4), p3 = LOAD(theta + 6), p4 = LOAD(theta + 8);
  V x00 = LOAD(x), x01 = LOAD(x + 2), x10 = LOAD(x + 4), x11 = LOAD(x + 6), y0 = LOAD(y), y1 = LOAD(y + 2);
  V one = SPLAT(1), quarter = SPLAT(0.25), eta = SPLAT(rate);
  while (steps--) {
    V w = even(p0, p0), u = odd(p0, p0), b = even(p2, p2);
    V h00 = tanh_vector(b + w * x00 + u * x10), h01 = tanh_vector(b + w * x01 + u * x11);
    w = even(p1, p1), u = odd(p1, p1), b = odd(p2, p2);
    V h10 = tanh_vector(b + w * x00 + u * x10), h11 = tanh_vector(b + w * x01 + u * x11);
    V v0 = even(p3, p3), v1 = odd(p3, p3), c = even(p4, p4);
    V e0 = (c + v0 * h00 + v1 * h10 - y0) * quarter, e1 = (c + v0 * h01 + v1 * h11 - y1) * quarter;
    V d00 = v0 * e0 * (one - h00 * h00), d01 = v0 * e1 * (one - h01 * h01);
    V d10 = v1 * e0 * (one - h10 * h10), d11 = v1 * e1 * (one - h11 * h11);
    p0 -= eta * sums(d00 * x00 + d01 * x01, d00 * x10 + d01 * x11);
    p1 -= eta * sums(d10 * x00 + d11 * x01, d10 * x10 + d11 * x11);
    p2 -= eta * sums(d00 + d01, d10 + d11);
    p3 -= eta * sums(e0 * h00 + e1 * h01, e0 * h10 + e1 * h11);
    V e = e0 + e1;
    p4 -= eta * sums(e, e);
  }
  STORE(theta, p0), STORE(theta + 2, p1), STORE(theta + 4, p2), STORE(theta + 6, p3);
  theta[8] = p4[0];
}

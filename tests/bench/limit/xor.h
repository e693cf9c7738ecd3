/* 2-2-1 with tanh, four samples, half the mean squared error: every number in a register, as in assembly/training/two-two-one.ts and two-two-one-f32.ts. */
#if PRECISION == 64
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
#else
static inline V even(V a, V b) { return _mm_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0)); }
static inline V odd(V a, V b) { return _mm_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1)); }
static inline V pairs(V a, V b) { return even(a, b) + odd(a, b); }
#define LANE(v, i) _mm_shuffle_ps(v, v, _MM_SHUFFLE(i, i, i, i))

/* x: 2 features x 1 vector; y: 1 vector; theta: W1 (2 x 2), b1, W2, b2. */
static void train_xor(const REAL *x, const REAL *y, REAL *theta, REAL rate, long steps) {
  V inner = LOAD(theta), outer = LOAD(theta + 4), offset = _mm_set_ss(theta[8]);
  V x0 = LOAD(x), x1 = LOAD(x + 4), target = LOAD(y), zero = SPLAT(0), one = SPLAT(1), quarter = SPLAT(0.25f), eta = SPLAT(rate);
  while (steps--) {
    V p = tanh_vector(LANE(outer, 0) + LANE(inner, 0) * x0 + LANE(inner, 1) * x1);
    V q = tanh_vector(LANE(outer, 1) + LANE(inner, 2) * x0 + LANE(inner, 3) * x1);
    V v = LANE(outer, 2), w = LANE(outer, 3);
    V e = (LANE(offset, 0) + v * p + w * q - target) * quarter;
    V dp = v * e * (one - p * p), dq = w * e * (one - q * q);
    inner -= eta * pairs(pairs(dp * x0, dp * x1), pairs(dq * x0, dq * x1));
    outer -= eta * pairs(pairs(dp, dq), pairs(e * p, e * q));
    offset -= eta * pairs(pairs(e, zero), zero);
  }
  STORE(theta, inner), STORE(theta + 4, outer);
  theta[8] = offset[0];
}
#endif

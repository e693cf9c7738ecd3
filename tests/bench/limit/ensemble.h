/*
 * Many trainings of 2-2-1 with tanh on four samples, half the mean squared error, one parameter vector per lane, in the stages of
 * assembly/ensemble/two-two-one.ts: hidden sums of a group of vectors, tanh over all of them, then outputs, gradients and the update.
 */
#define GROUP 16

/* The sum over four samples in the order in which samples in lanes are added. */
static inline V sum_of(V a, V b, V c, V d) {
#if PRECISION == 64
  return (a + c) + (b + d);
#else
  return (a + b) + (c + d);
#endif
}

/* x: 2 features x 4 samples, y: 4 targets, in every lane; theta: vectors x 9 (W1 2 x 2, b1, W2, b2). */
static void train_group(const V x[8], const V y[4], V *theta, int vectors, REAL rate, long steps) {
  static _Alignas(64) REAL hidden[GROUP * 8 * LANES], places[GROUP * 8 * LANES];
  V one = SPLAT(1), quarter = SPLAT((REAL)0.25), eta = SPLAT(rate);
  while (steps--) {
    for (int v = 0; v < vectors; v++) {
      const V *p = theta + 9 * v;
      for (int j = 0; j < 2; j++)
        for (int s = 0; s < 4; s++) {
          size_t at = (8 * v + 4 * j + s) * LANES;
          tanh_place(p[4 + j] + p[2 * j] * x[s] + p[2 * j + 1] * x[4 + s], hidden + at, places + at);
        }
    }
    tanh_of_places(hidden, places, hidden, NULL, vectors * 8);
    for (int v = 0; v < vectors; v++) {
      V *p = theta + 9 * v, e[4], a = p[6], b = p[7];
      const REAL *h = hidden + v * 8 * LANES;
#define H(j, s) LOAD(h + (4 * (j) + (s)) * LANES)
      for (int s = 0; s < 4; s++) e[s] = (p[8] + a * H(0, s) + b * H(1, s) - y[s]) * quarter;
      p[6] -= eta * sum_of(e[0] * H(0, 0), e[1] * H(0, 1), e[2] * H(0, 2), e[3] * H(0, 3));
      p[7] -= eta * sum_of(e[0] * H(1, 0), e[1] * H(1, 1), e[2] * H(1, 2), e[3] * H(1, 3));
      p[8] -= eta * sum_of(e[0], e[1], e[2], e[3]);
      for (int j = 0; j < 2; j++) {
        V d[4], w = j ? b : a;
        for (int s = 0; s < 4; s++) d[s] = w * e[s] * (one - H(j, s) * H(j, s));
        p[2 * j] -= eta * sum_of(d[0] * x[0], d[1] * x[1], d[2] * x[2], d[3] * x[3]);
        p[2 * j + 1] -= eta * sum_of(d[0] * x[4], d[1] * x[5], d[2] * x[6], d[3] * x[7]);
        p[4 + j] -= eta * sum_of(d[0], d[1], d[2], d[3]);
      }
#undef H
    }
  }
}

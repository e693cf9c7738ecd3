/*
 * Second derivatives of a tanh network with half the mean squared error, and symmetric eigenvalues: step by step the algorithms of assembly/second-order and
 * assembly/eigen, in f64. Three weight layers at most (a fourth would move the inputs of layers further up, too).
 */
#include "network.h"

typedef struct {
  REAL *values, *slopes, *bends, *deltas; /* for all blocks */
  REAL *rz, *rh, *rd;                     /* for one */
  REAL *inputs;                           /* with a row of ones, for one */
} Curves;

typedef struct {
  REAL *curvature, *products, *displaced;
} Pair;

typedef struct {
  Network *n;
  Curves curves[MOST_LAYERS];
  Pair pairs[MOST_LAYERS][MOST_LAYERS];
  REAL *units, *woven, *moved, *diagonal, *matrix;
} Second;

static REAL *rows_at(const Network *n, REAL *region, int block, size_t units) {
  return region + (size_t)block * n->vectors * LANES * units;
}

/* target = bias + first x + second y; tiles of 4 rows x 2 vectors, one sum after the other in the same accumulators */
static inline __attribute__((always_inline)) void product_sum(const REAL *first, const REAL *second, size_t row_step,
    size_t column_step, size_t depth, const REAL *biases, const REAL *x, const REAL *y, REAL *target, size_t rows, size_t vectors) {
  size_t pitch = vectors * LANES, row = 0;
  for (; row + 4 <= rows; row += 4)
    for (size_t v = 0; v < pitch; v += 2 * LANES) {
      V a = SPLAT(biases ? biases[row] : 0), b = SPLAT(biases ? biases[row + 1] : 0);
      V c = SPLAT(biases ? biases[row + 2] : 0), d = SPLAT(biases ? biases[row + 3] : 0);
      V a1 = a, b1 = b, c1 = c, d1 = d;
      const REAL *w0 = first + row * row_step, *source = x + v;
      for (int pass = 0; pass < 2; pass++) {
        const REAL *w1 = w0 + row_step, *w2 = w1 + row_step, *w3 = w2 + row_step;
        for (size_t k = 0, at = 0; k < depth; k++, at += column_step, source += pitch) {
          V x0 = LOAD(source), x1 = LOAD(source + LANES), w = SPLAT(w0[at]);
          a += w * x0, a1 += w * x1, w = SPLAT(w1[at]);
          b += w * x0, b1 += w * x1, w = SPLAT(w2[at]);
          c += w * x0, c1 += w * x1, w = SPLAT(w3[at]);
          d += w * x0, d1 += w * x1;
        }
        w0 = second + row * row_step, source = y + v;
      }
      REAL *out = target + row * pitch + v;
      STORE(out, a), STORE(out + LANES, a1), out += pitch;
      STORE(out, b), STORE(out + LANES, b1), out += pitch;
      STORE(out, c), STORE(out + LANES, c1), out += pitch;
      STORE(out, d), STORE(out + LANES, d1);
    }
  for (; row < rows; row++)
    for (size_t v = 0; v < pitch; v += 4 * LANES) {
      V a = SPLAT(biases ? biases[row] : 0), b = a, c = a, d = a;
      const REAL *w = first + row * row_step, *source = x + v;
      for (int pass = 0; pass < 2; pass++) {
        for (size_t k = 0; k < depth; k++, source += pitch) {
          V s = SPLAT(w[k * column_step]);
          a += s * LOAD(source), b += s * LOAD(source + LANES);
          c += s * LOAD(source + 2 * LANES), d += s * LOAD(source + 3 * LANES);
        }
        w = second + row * row_step, source = y + v;
      }
      REAL *out = target + row * pitch + v;
      STORE(out, a), STORE(out + LANES, b), STORE(out + 2 * LANES, c), STORE(out + 3 * LANES, d);
    }
}

/* gradient[o][k] (+)= sum_v d[o][v] x[k][v] + e[o][v] y[k][v] */
static void gradient_sum(const REAL *d, const REAL *x, const REAL *e, const REAL *y, size_t outputs, size_t inputs,
                         size_t vectors, REAL *gradient, int first) {
  size_t pitch = vectors * LANES, o = 0;
#define ADD(place, sum) (place) = first ? lane_sum(sum) : (place) + lane_sum(sum)
  for (; o + 4 <= outputs; o += 4)
    for (size_t k = 0; k + 2 <= inputs; k += 2) {
      V zero = SPLAT(0), a = zero, b = zero, c = zero, f = zero, a1 = zero, b1 = zero, c1 = zero, f1 = zero;
      const REAL *d0 = d + o * pitch, *x0 = x + k * pitch;
      for (int pass = 0; pass < 2; pass++) {
        const REAL *d1 = d0 + pitch, *d2 = d1 + pitch, *d3 = d2 + pitch, *x1 = x0 + pitch;
        for (size_t v = 0; v < pitch; v += LANES) {
          V p = LOAD(x0 + v), q = LOAD(x1 + v), w = LOAD(d0 + v);
          a += w * p, a1 += w * q, w = LOAD(d1 + v);
          b += w * p, b1 += w * q, w = LOAD(d2 + v);
          c += w * p, c1 += w * q, w = LOAD(d3 + v);
          f += w * p, f1 += w * q;
        }
        d0 = e + o * pitch, x0 = y + k * pitch;
      }
      REAL *g = gradient + o * inputs + k;
      ADD(g[0], a), ADD(g[1], a1), g += inputs;
      ADD(g[0], b), ADD(g[1], b1), g += inputs;
      ADD(g[0], c), ADD(g[1], c1), g += inputs;
      ADD(g[0], f), ADD(g[1], f1);
    }
  for (; o < outputs; o++)
    for (size_t k = 0; k + 4 <= inputs; k += 4) {
      V a = SPLAT(0), b = a, c = a, f = a;
      const REAL *d0 = d + o * pitch, *x0 = x + k * pitch;
      for (int pass = 0; pass < 2; pass++) {
        for (size_t v = 0; v < pitch; v += LANES) {
          V w = LOAD(d0 + v);
          a += w * LOAD(x0 + v), b += w * LOAD(x0 + pitch + v);
          c += w * LOAD(x0 + 2 * pitch + v), f += w * LOAD(x0 + 3 * pitch + v);
        }
        d0 = e + o * pitch, x0 = y + k * pitch;
      }
      REAL *g = gradient + o * inputs + k;
      ADD(g[0], a), ADD(g[1], b), ADD(g[2], c), ADD(g[3], f);
    }
}

/* h, phi', dloss/dh phi'' and dloss/dz of every layer and block */
static void prepare(Second *s, const REAL *theta) {
  Network *n = s->n;
  size_t pitch = n->vectors * LANES;
  V zero = SPLAT(0), one = SPLAT(1), two = SPLAT(-2);
  for (int block = 0; block < n->blocks; block++) {
    const REAL *source = block_of(n, n->inputs, n->sizes[0], block);
    for (int l = 0; l < n->layers; l++) {
      size_t inputs = n->sizes[l], outputs = n->sizes[l + 1], end = outputs * pitch;
      Curves *c = &s->curves[l];
      REAL *h = rows_at(n, c->values, block, outputs), *slopes = rows_at(n, c->slopes, block, outputs);
      REAL *bends = rows_at(n, c->bends, block, outputs);
      product(theta + n->weights[l], inputs, 1, inputs, theta + n->biases[l], source, h, outputs, n->vectors, 0);
      int last = l == n->layers - 1;
      if (!last) tanh_array(h, NULL, end / LANES);
      for (size_t i = 0; i < end; i += LANES) {
        V value = LOAD(h + i), slope = one, bend = zero;
        if (!last) slope = one - value * value, bend = two * value * slope;
        STORE(slopes + i, slope);
        STORE(bends + i, bend);
      }
      source = h;
    }
    for (int l = n->layers - 1; l >= 0; l--) {
      size_t outputs = n->sizes[l + 1], end = outputs * pitch;
      Curves *c = &s->curves[l];
      REAL *deltas = rows_at(n, c->deltas, block, outputs), *slopes = rows_at(n, c->slopes, block, outputs);
      REAL *bends = rows_at(n, c->bends, block, outputs), *h = rows_at(n, c->values, block, outputs);
      if (l == n->layers - 1) {
        const REAL *y = block_of(n, n->targets, outputs, block);
        V factor = SPLAT((REAL)1 / n->count);
        for (size_t i = 0; i < end; i += LANES) STORE(deltas + i, (LOAD(h + i) - LOAD(y + i)) * factor);
      } else {
        size_t above = n->sizes[l + 2];
        product(theta + n->weights[l + 1], 1, outputs, above, NULL, rows_at(n, s->curves[l + 1].deltas, block, above),
                deltas, outputs, n->vectors, 0);
      }
      for (size_t i = 0; i < end; i += LANES) {
        V error = LOAD(deltas + i);
        STORE(bends + i, LOAD(bends + i) * error);
        STORE(deltas + i, LOAD(slopes + i) * error);
      }
    }
  }
}

static void hessian_vector(Second *s, const REAL *theta, const REAL *direction, REAL *result) {
  Network *n = s->n;
  size_t vectors = n->vectors, pitch = vectors * LANES;
  for (int block = 0; block < n->blocks; block++) {
    const REAL *x = block_of(n, n->inputs, n->sizes[0], block);
    for (int l = 0; l < n->layers; l++) {
      size_t inputs = n->sizes[l], outputs = n->sizes[l + 1];
      Curves *c = &s->curves[l];
      const REAL *w = theta + n->weights[l], *dw = direction + n->weights[l], *db = direction + n->biases[l];
      if (!l) product(dw, inputs, 1, inputs, db, x, c->rz, outputs, vectors, 0);
      else product_sum(w, dw, inputs, 1, inputs, db, c[-1].rh, rows_at(n, c[-1].values, block, inputs), c->rz, outputs, vectors);
      const REAL *slopes = rows_at(n, c->slopes, block, outputs);
      for (size_t i = 0, end = outputs * pitch; i < end; i += LANES) STORE(c->rh + i, LOAD(slopes + i) * LOAD(c->rz + i));
    }
    for (int l = n->layers - 1;; l--) {
      size_t inputs = n->sizes[l], outputs = n->sizes[l + 1], end = outputs * pitch;
      Curves *c = &s->curves[l];
      const REAL *deltas = rows_at(n, c->deltas, block, outputs);
      if (l == n->layers - 1) {
        V factor = SPLAT((REAL)1 / n->count);
        for (size_t i = 0; i < end; i += LANES) STORE(c->rd + i, factor * LOAD(c->rh + i));
      } else {
        size_t above = n->sizes[l + 2];
        product_sum(theta + n->weights[l + 1], direction + n->weights[l + 1], 1, outputs, above, NULL, c[1].rd,
                    rows_at(n, c[1].deltas, block, above), c->rd, outputs, vectors);
      }
      const REAL *slopes = rows_at(n, c->slopes, block, outputs), *bends = rows_at(n, c->bends, block, outputs);
      for (size_t i = 0; i < end; i += LANES)
        STORE(c->rd + i, LOAD(slopes + i) * LOAD(c->rd + i) + LOAD(bends + i) * LOAD(c->rz + i));
      REAL *g = result + n->weights[l], *gb = result + n->biases[l];
      if (!l) {
        weight_gradient(c->rd, x, outputs, inputs, vectors, g, gb, !block);
        break;
      }
      gradient_sum(c->rd, rows_at(n, c[-1].values, block, inputs), deltas, c[-1].rh, outputs, inputs, vectors, g, !block);
      for (size_t o = 0; o < outputs; o++) {
        V sum = SPLAT(0);
        for (size_t v = 0; v < pitch; v += LANES) sum += LOAD(c->rd + o * pitch + v);
        gb[o] = block ? gb[o] + lane_sum(sum) : lane_sum(sum);
      }
    }
  }
}

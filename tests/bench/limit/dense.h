/* The dense Hessian by pairs of layers, as in assembly/second-order/dense: unit pairs x samples times samples x input pairs. */
#include "second-order.h"

static size_t inputs_of(const Network *n, int l) { return n->sizes[l] + 1; }

static REAL *diagonal_of(const Second *s, int l, int block) {
  return l == s->n->layers - 1 ? s->diagonal : rows_at(s->n, s->curves[l].bends, block, s->n->sizes[l + 1]);
}

static void curvature(Second *s, const REAL *theta, int l, int block) {
  Network *n = s->n;
  size_t vectors = n->vectors, pitch = vectors * LANES, units = n->sizes[l + 1];
  int last = n->layers - 1;
  if (l == last) {
    REAL *bends = rows_at(n, s->curves[l].bends, block, units);
    V factor = SPLAT((REAL)1 / n->count);
    for (size_t i = 0; i < units * pitch; i += LANES) STORE(s->diagonal + i, LOAD(bends + i) + factor);
    return;
  }
  const REAL *w = theta + n->weights[l + 1], *slopes = rows_at(n, s->curves[l].slopes, block, units);
  size_t above = n->sizes[l + 2];
  for (int m = l + 1; m <= last; m++) {
    size_t others = n->sizes[m + 1];
    REAL *target = s->pairs[l][m].curvature, *diagonal = diagonal_of(s, m, block);
    int adjacent = m == l + 1, known = !adjacent || m < last;
    if (known) product(w, 1, units, above, NULL, s->pairs[l + 1][m].curvature, target, units, others * vectors, 0);
    for (size_t i = 0; i < units; i++)
      for (size_t j = 0; j < others; j++) {
        REAL *rows = target + (i * others + j) * pitch;
        V weight = SPLAT(adjacent ? w[j * units + i] : 0);
        for (size_t v = 0; v < pitch; v += LANES) {
          V sum = known ? LOAD(rows + v) : SPLAT(0);
          if (adjacent) sum += weight * LOAD(diagonal + j * pitch + v);
          STORE(rows + v, LOAD(slopes + i * pitch + v) * sum);
        }
      }
  }
  REAL *matrix = s->pairs[l][l].curvature, *source = s->pairs[l][l + 1].curvature;
  for (size_t i = 0; i < units; i++)
    product(w, 1, units, above, NULL, source + i * above * pitch, matrix + i * units * pitch, units, vectors, 0);
  V half = SPLAT(0.5);
  for (size_t i = 0; i < units; i++)
    for (size_t j = i; j < units; j++) {
      REAL *upper = matrix + (i * units + j) * pitch, *lower = matrix + (j * units + i) * pitch;
      for (size_t v = 0; v < pitch; v += LANES) {
        V mean = half * (LOAD(slopes + j * pitch + v) * LOAD(upper + v) + LOAD(slopes + i * pitch + v) * LOAD(lower + v));
        STORE(upper + v, mean), STORE(lower + v, mean);
      }
    }
}

/* Rows woven together by `width`: vector v of row r at v * width + r. */
static inline REAL *woven_row(REAL *panels, size_t row, size_t width, size_t pitch) {
  return panels + row / width * width * pitch + row % width * LANES;
}

static size_t multiply_inputs(Second *s, int l, int m) {
  Network *n = s->n;
  size_t pitch = n->vectors * LANES, row = 0;
  for (size_t k = 0; k < inputs_of(n, l); k++)
    for (size_t j = l == m ? k : 0; j < inputs_of(n, m); j++) {
      const REAL *a = s->curves[l].inputs + k * pitch, *b = s->curves[m].inputs + j * pitch;
      REAL *target = woven_row(s->woven, row++, 2, pitch);
      for (size_t v = 0; v < pitch; v += LANES, target += 2 * LANES) STORE(target, LOAD(a + v) * LOAD(b + v));
    }
  if (row & 1) {
    REAL *target = woven_row(s->woven, row, 2, pitch);
    for (size_t v = 0; v < pitch; v += LANES, target += 2 * LANES) STORE(target, SPLAT(0));
  }
  return row;
}

static size_t weave_units(Second *s, int l, int m, int block) {
  Network *n = s->n;
  size_t pitch = n->vectors * LANES, units = n->sizes[l + 1], others = n->sizes[m + 1], row = 0;
  const REAL *source = s->pairs[l][m].curvature, *diagonal = diagonal_of(s, l, block);
  for (size_t i = 0; i < units; i++)
    for (size_t j = l == m ? i : 0; j < others; j++) {
      const REAL *from = source + (i * others + j) * pitch;
      REAL *target = woven_row(s->units, row++, 4, pitch);
      int own = l == m && i == j;
      for (size_t v = 0; v < pitch; v += LANES, target += 4 * LANES) {
        V value = LOAD(from + v);
        if (own) value += LOAD(diagonal + i * pitch + v);
        STORE(target, value);
      }
    }
  for (size_t rest = row; rest & 3; rest++) {
    REAL *target = woven_row(s->units, rest, 4, pitch);
    for (size_t v = 0; v < pitch; v += LANES, target += 4 * LANES) STORE(target, SPLAT(0));
  }
  return row;
}

static void multiply_panels(const REAL *units, const REAL *inputs, size_t unit_panels, size_t input_panels, size_t vectors,
                            REAL *sums, int first) {
  size_t row = 2 * input_panels;
  for (size_t i = 0; i < unit_panels; i++, units += 4 * vectors * LANES, sums += 4 * row) {
    const REAL *x = inputs;
    for (size_t j = 0; j < input_panels; j++) {
      V zero = SPLAT(0), a = zero, b = zero, c = zero, d = zero, a1 = zero, b1 = zero, c1 = zero, d1 = zero;
      for (const REAL *u = units, *end = units + 4 * vectors * LANES; u < end; u += 4 * LANES, x += 2 * LANES) {
        V p = LOAD(x), q = LOAD(x + LANES), w = LOAD(u);
        a += w * p, a1 += w * q, w = LOAD(u + LANES);
        b += w * p, b1 += w * q, w = LOAD(u + 2 * LANES);
        c += w * p, c1 += w * q, w = LOAD(u + 3 * LANES);
        d += w * p, d1 += w * q;
      }
      REAL *g = sums + 2 * j;
#define BOTH(left, right) \
  { V t = _mm_unpacklo_pd(left, right) + _mm_unpackhi_pd(left, right); if (!first) t += LOAD(g); STORE(g, t); g += row; }
      BOTH(a, a1) BOTH(b, b1) BOTH(c, c1) BOTH(d, d1)
#undef BOTH
    }
  }
}

static void sums_of(const REAL *rows, const REAL *source, size_t outputs, size_t inputs, size_t vectors, REAL *target, int first) {
  static REAL spare[4096];
  weight_gradient(rows, source, outputs, inputs, vectors, target, spare, first);
}

static void displaced(Second *s, const REAL *theta, int l, int block) {
  Network *n = s->n;
  size_t vectors = n->vectors, pitch = vectors * LANES, units = n->sizes[l + 1];
  const REAL *slopes = rows_at(n, s->curves[l].slopes, block, units);
  if (l + 1 < n->layers) {
    size_t others = n->sizes[l + 2];
    const REAL *deltas = rows_at(n, s->curves[l + 1].deltas, block, others);
    for (size_t j = 0; j < others; j++)
      for (size_t i = 0; i < units; i++)
        for (size_t v = 0; v < pitch; v += LANES)
          STORE(s->units + (j * units + i) * pitch + v, LOAD(deltas + j * pitch + v) * LOAD(slopes + i * pitch + v));
    sums_of(s->units, s->curves[l].inputs, others * units, inputs_of(n, l), vectors, s->pairs[l][l + 1].displaced, !block);
  }
  if (l + 2 < n->layers) {
    size_t between = n->sizes[l + 2], others = n->sizes[l + 3];
    const REAL *w = theta + n->weights[l + 1], *steep = rows_at(n, s->curves[l + 1].slopes, block, between);
    const REAL *deltas = rows_at(n, s->curves[l + 2].deltas, block, others);
    for (size_t p = 0; p < between; p++)
      for (size_t i = 0; i < units; i++)
        for (size_t v = 0; v < pitch; v += LANES)
          STORE(s->moved + (p * units + i) * pitch + v, LOAD(steep + p * pitch + v) * (SPLAT(w[p * units + i]) * LOAD(slopes + i * pitch + v)));
    size_t rows = between * units;
    for (size_t j = 0; j < others; j++) {
      for (size_t r = 0; r < rows; r++)
        for (size_t v = 0; v < pitch; v += LANES) STORE(s->units + r * pitch + v, LOAD(deltas + j * pitch + v) * LOAD(s->moved + r * pitch + v));
      sums_of(s->units, s->curves[l].inputs, rows, inputs_of(n, l), vectors, s->pairs[l][l + 2].displaced + j * rows * inputs_of(n, l), !block);
    }
  }
}

static size_t position(const Network *n, int l, size_t i, size_t k) {
  return k < (size_t)n->sizes[l] ? n->weights[l] + i * n->sizes[l] + k : n->biases[l] + i;
}

static void assemble(Second *s) {
  Network *n = s->n;
  size_t P = n->parameters;
  REAL *h = s->matrix;
  for (int l = 0; l < n->layers; l++)
    for (int m = l; m < n->layers; m++) {
      size_t units = n->sizes[l + 1], others = n->sizes[m + 1], inputs = inputs_of(n, l), more = inputs_of(n, m);
      size_t pairs = l == m ? inputs * (inputs + 1) / 2 : inputs * more, step = (pairs + 1) / 2 * 2;
      const REAL *row = s->pairs[l][m].products, *moved = s->pairs[l][m].displaced;
      for (size_t i = 0; i < units; i++)
        for (size_t j = l == m ? i : 0; j < others; j++, row += step) {
          const REAL *from = row;
          for (size_t k = 0; k < inputs; k++)
            for (size_t p = l == m ? k : 0; p < more; p++) {
              REAL value = *from++;
              size_t ik = position(n, l, i, k), jp = position(n, m, j, p);
              if (l == m) {
                size_t ip = position(n, l, i, p), jk = position(n, l, j, k);
                h[ip * P + jk] = h[jk * P + ip] = value;
              } else if (m > l + 1) {
                if (p + 1 < more) value += moved[((j * (more - 1) + p) * units + i) * inputs + k];
              } else if (p == i) value += moved[(j * units + i) * inputs + k];
              h[ik * P + jp] = h[jp * P + ik] = value;
            }
        }
    }
}

static void hessian(Second *s, const REAL *theta) {
  Network *n = s->n;
  size_t pitch = n->vectors * LANES;
  for (int block = 0; block < n->blocks; block++) {
    for (int l = 0; l < n->layers; l++) {
      size_t inputs = n->sizes[l];
      const REAL *source = l ? rows_at(n, s->curves[l - 1].values, block, inputs) : block_of(n, n->inputs, inputs, block);
      memcpy(s->curves[l].inputs, source, inputs * pitch * sizeof(REAL));
      for (size_t v = 0; v < pitch; v++) s->curves[l].inputs[inputs * pitch + v] = 1;
    }
    for (int l = n->layers - 1; l >= 0; l--) {
      curvature(s, theta, l, block);
      for (int m = l; m < n->layers; m++) {
        size_t input_pairs = multiply_inputs(s, l, m), unit_pairs = weave_units(s, l, m, block);
        multiply_panels(s->units, s->woven, (unit_pairs + 3) / 4, (input_pairs + 1) / 2, n->vectors, s->pairs[l][m].products, !block);
      }
      displaced(s, theta, l, block);
    }
  }
  assemble(s);
}

/* Fully connected layers over samples in lanes, blocks of samples that stay in the first-level cache: the layout of assembly/network. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "vectors.h"

#define MOST_LAYERS 4
#define MOST_UNITS 4096

static _Alignas(64) REAL panel[4 * MOST_UNITS];

typedef struct {
  int layers, sizes[MOST_LAYERS + 1], parameters, count, blocks;
  size_t vectors; /* in one row of one block */
  int classes;    /* 1: ReLU hidden layers and softmax cross-entropy; 0: tanh and half the mean squared error */
  size_t weights[MOST_LAYERS], biases[MOST_LAYERS];
  REAL *inputs, *targets, *values[MOST_LAYERS], *slopes[MOST_LAYERS];
} Network;

static inline void put(REAL *place, V sum, int scaled) {
  if (scaled) sum *= LOAD(place);
  STORE(place, sum);
}

/* target[r][v] = (bias[r] + sum_k weight(r, k) source[k][v]) (times target[r][v]): tiles of 4 rows x 2 vectors, their weights in a panel */
static inline __attribute__((always_inline)) void product(const REAL *weights, size_t row_step, size_t column_step,
    size_t depth, const REAL *biases, const REAL *source, REAL *target, size_t rows, size_t vectors, int scaled) {
  size_t pitch = vectors * LANES, row = 0;
#define PUT(place, sum) put(place, sum, scaled)
  for (; row + 4 <= rows; row += 4) {
    const REAL *w0 = weights + row * row_step;
    for (size_t k = 0; k < depth; k++)
      for (int r = 0; r < 4; r++) panel[4 * k + r] = w0[k * column_step + r * row_step];
    size_t v = 0;
    for (; v + 2 * LANES <= pitch; v += 2 * LANES) {
      V a = SPLAT(biases ? biases[row] : 0), b = SPLAT(biases ? biases[row + 1] : 0);
      V c = SPLAT(biases ? biases[row + 2] : 0), d = SPLAT(biases ? biases[row + 3] : 0);
      V a1 = a, b1 = b, c1 = c, d1 = d;
      const REAL *x = source + v;
      for (const REAL *at = panel, *last = panel + 4 * depth; at < last; at += 4, x += pitch) {
        V x0 = LOAD(x), x1 = LOAD(x + LANES), w = SPLAT(at[0]);
        a += w * x0, a1 += w * x1, w = SPLAT(at[1]);
        b += w * x0, b1 += w * x1, w = SPLAT(at[2]);
        c += w * x0, c1 += w * x1, w = SPLAT(at[3]);
        d += w * x0, d1 += w * x1;
      }
      REAL *out = target + row * pitch + v;
      PUT(out, a), PUT(out + LANES, a1), out += pitch;
      PUT(out, b), PUT(out + LANES, b1), out += pitch;
      PUT(out, c), PUT(out + LANES, c1), out += pitch;
      PUT(out, d), PUT(out + LANES, d1);
    }
    for (; v < pitch; v += LANES)
      for (size_t r = row; r < row + 4; r++) {
        V sum = SPLAT(biases ? biases[r] : 0);
        for (size_t k = 0; k < depth; k++) sum += SPLAT(weights[r * row_step + k * column_step]) * LOAD(source + k * pitch + v);
        PUT(target + r * pitch + v, sum);
      }
  }
  for (; row < rows; row++) {
    const REAL *w = weights + row * row_step;
    size_t v = 0;
    for (; v + 4 * LANES <= pitch; v += 4 * LANES) {
      V a = SPLAT(biases ? biases[row] : 0), b = a, c = a, d = a;
      const REAL *x = source + v;
      for (size_t k = 0; k < depth; k++, x += pitch) {
        V s = SPLAT(w[k * column_step]);
        a += s * LOAD(x), b += s * LOAD(x + LANES), c += s * LOAD(x + 2 * LANES), d += s * LOAD(x + 3 * LANES);
      }
      REAL *out = target + row * pitch + v;
      PUT(out, a), PUT(out + LANES, b), PUT(out + 2 * LANES, c), PUT(out + 3 * LANES, d);
    }
    for (; v < pitch; v += LANES) {
      V sum = SPLAT(biases ? biases[row] : 0);
      for (size_t k = 0; k < depth; k++) sum += SPLAT(w[k * column_step]) * LOAD(source + k * pitch + v);
      PUT(target + row * pitch + v, sum);
    }
  }
#undef PUT
}

/* gradient[o][k] (+)= sum_v delta[o][v] source[k][v], tiles of 4 x 2; and the biases' gradient */
static void weight_gradient(const REAL *deltas, const REAL *source, size_t outputs, size_t inputs, size_t vectors,
                            REAL *weights, REAL *biases, int first) {
  size_t pitch = vectors * LANES, o = 0;
#define ADD(place, sum) (place) = first ? lane_sum(sum) : (place) + lane_sum(sum)
  for (; o + 4 <= outputs; o += 4) {
    const REAL *d0 = deltas + o * pitch, *d1 = d0 + pitch, *d2 = d1 + pitch, *d3 = d2 + pitch;
    size_t k = 0;
    for (; k + 2 <= inputs; k += 2) {
      const REAL *x0 = source + k * pitch, *x1 = x0 + pitch;
      V zero = SPLAT(0), a = zero, b = zero, c = zero, d = zero, a1 = zero, b1 = zero, c1 = zero, e1 = zero;
      for (size_t v = 0; v < pitch; v += LANES) {
        V x = LOAD(x0 + v), y = LOAD(x1 + v), w = LOAD(d0 + v);
        a += w * x, a1 += w * y, w = LOAD(d1 + v);
        b += w * x, b1 += w * y, w = LOAD(d2 + v);
        c += w * x, c1 += w * y, w = LOAD(d3 + v);
        d += w * x, e1 += w * y;
      }
      REAL *g = weights + o * inputs + k;
      ADD(g[0], a), ADD(g[1], a1), g += inputs;
      ADD(g[0], b), ADD(g[1], b1), g += inputs;
      ADD(g[0], c), ADD(g[1], c1), g += inputs;
      ADD(g[0], d), ADD(g[1], e1);
    }
    for (; k < inputs; k++)
      for (size_t r = o; r < o + 4; r++) {
        V sum = SPLAT(0);
        for (size_t v = 0; v < pitch; v += LANES) sum += LOAD(deltas + r * pitch + v) * LOAD(source + k * pitch + v);
        ADD(weights[r * inputs + k], sum);
      }
  }
  for (; o < outputs; o++) {
    const REAL *d = deltas + o * pitch;
    size_t k = 0;
    for (; k + 4 <= inputs; k += 4) {
      const REAL *x = source + k * pitch;
      V a = SPLAT(0), b = a, c = a, e = a;
      for (size_t v = 0; v < pitch; v += LANES) {
        V w = LOAD(d + v);
        a += w * LOAD(x + v), b += w * LOAD(x + pitch + v), c += w * LOAD(x + 2 * pitch + v), e += w * LOAD(x + 3 * pitch + v);
      }
      REAL *g = weights + o * inputs + k;
      ADD(g[0], a), ADD(g[1], b), ADD(g[2], c), ADD(g[3], e);
    }
    for (; k < inputs; k++) {
      V sum = SPLAT(0);
      for (size_t v = 0; v < pitch; v += LANES) sum += LOAD(d + v) * LOAD(source + k * pitch + v);
      ADD(weights[o * inputs + k], sum);
    }
  }
  for (o = 0; o + 4 <= outputs; o += 4) {
    const REAL *d = deltas + o * pitch;
    V a = SPLAT(0), b = a, c = a, e = a;
    for (size_t v = 0; v < pitch; v += LANES)
      a += LOAD(d + v), b += LOAD(d + pitch + v), c += LOAD(d + 2 * pitch + v), e += LOAD(d + 3 * pitch + v);
    ADD(biases[o], a), ADD(biases[o + 1], b), ADD(biases[o + 2], c), ADD(biases[o + 3], e);
  }
  for (; o < outputs; o++) {
    V sum = SPLAT(0);
    for (size_t v = 0; v < pitch; v += LANES) sum += LOAD(deltas + o * pitch + v);
    ADD(biases[o], sum);
  }
#undef ADD
}

static const REAL *block_of(const Network *n, const REAL *rows, int features, int block) {
  return rows + (size_t)block * n->vectors * LANES * features;
}

/* Outputs of one block stay in the last layer's values; with slopes, phi' of hidden layers beside theirs. */
static void forward(Network *n, const REAL *theta, int block, int slopes) {
  const REAL *source = block_of(n, n->inputs, n->sizes[0], block);
  for (int l = 0; l < n->layers; l++) {
    size_t inputs = n->sizes[l], outputs = n->sizes[l + 1], end = outputs * n->vectors * LANES;
    REAL *values = n->values[l], *slope = n->slopes[l];
    product(theta + n->weights[l], inputs, 1, inputs, theta + n->biases[l], source, values, outputs, n->vectors, 0);
    source = values;
    if (l == n->layers - 1) return;
    V zero = SPLAT(0), one = SPLAT(1);
    if (n->classes) {
      for (size_t i = 0; i < end; i += LANES) {
        V z = LOAD(values + i);
        STORE(values + i, MAX(z, zero));
        if (slopes) STORE(slope + i, AND(GREATER(z, zero), one));
      }
      continue;
    }
    tanh_array(values, slopes ? slope : NULL, end / LANES);
  }
}

/* Softmax cross-entropy's deltas; the exponential is the C library's, a thousandth of the work. */
static void class_deltas(Network *n, int block) {
  int last = n->layers - 1;
  size_t rows = n->sizes[last + 1], pitch = n->vectors * LANES;
  const REAL *f = n->values[last], *y = block_of(n, n->targets, rows, block);
  REAL *d = n->slopes[last];
  for (size_t i = 0; i < pitch; i++) {
    REAL top = f[i], total = 0;
    for (size_t r = 1; r < rows; r++) top = f[r * pitch + i] > top ? f[r * pitch + i] : top;
    for (size_t r = 0; r < rows; r++) total += d[r * pitch + i] = (REAL)exp(f[r * pitch + i] - top);
    for (size_t r = 0; r < rows; r++) d[r * pitch + i] = (d[r * pitch + i] / total - y[r * pitch + i]) * ((REAL)1 / n->count);
  }
}

static void gradient_of(Network *n, const REAL *theta, REAL *gradient) {
  for (int block = 0; block < n->blocks; block++) {
    int last = n->layers - 1;
    forward(n, theta, block, 1);
    if (n->classes) class_deltas(n, block);
    else {
      const REAL *y = block_of(n, n->targets, n->sizes[last + 1], block);
      V factor = SPLAT((REAL)1 / n->count);
      for (size_t i = 0, end = n->sizes[last + 1] * n->vectors * LANES; i < end; i += LANES)
        STORE(n->slopes[last] + i, (LOAD(n->values[last] + i) - LOAD(y + i)) * factor);
    }
    for (int l = last;; l--) {
      size_t inputs = n->sizes[l], outputs = n->sizes[l + 1];
      const REAL *source = l ? n->values[l - 1] : block_of(n, n->inputs, inputs, block);
      weight_gradient(n->slopes[l], source, outputs, inputs, n->vectors, gradient + n->weights[l], gradient + n->biases[l], !block);
      if (!l) break;
      product(theta + n->weights[l], 1, inputs, outputs, NULL, n->slopes[l], n->slopes[l - 1], inputs, n->vectors, 1);
    }
  }
}

static double loss_of(Network *n, const REAL *theta) {
  double sum = 0;
  for (int block = 0; block < n->blocks; block++) {
    forward(n, theta, block, 0);
    int last = n->layers - 1, outputs = n->sizes[last + 1];
    const REAL *y = block_of(n, n->targets, outputs, block);
    V total = SPLAT(0);
    for (size_t i = 0, end = outputs * n->vectors * LANES; i < end; i += LANES) {
      V error = LOAD(n->values[last] + i) - LOAD(y + i);
      total += error * error;
    }
    sum += lane_sum(total);
  }
  return sum / (2.0 * n->count);
}

static void update(REAL *theta, const REAL *gradient, size_t parameters, REAL rate) {
  V eta = SPLAT(rate);
  for (size_t i = 0; i < parameters; i += LANES) STORE(theta + i, LOAD(theta + i) - eta * LOAD(gradient + i));
}

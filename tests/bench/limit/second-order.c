/*
 * Second derivatives and eigenvalues in C at 128 bits without fused multiply-add; see limit.c. Reads doubles from standard input:
 *   workload (1 products at a prepared point, 2 Hessians, 3 Hessians and their eigenvalues), units, layers, sizes..., count, vectors per block at most,
 *   inputs, targets, theta, direction; or 4 (eigenvalues of a matrix), units, n, matrix
 * and writes doubles: seconds, then the last product, Hessian or ascending eigenvalues.
 */
#include <stdio.h>
#include <time.h>
#include "dense.h"
#include "eigen.h"

static double next(void) {
  double x;
  if (fread(&x, sizeof x, 1, stdin) != 1) exit(2);
  return x;
}

static REAL *reals(size_t count) {
  size_t bytes = (count * sizeof(REAL) + 127) / 64 * 64;
  return memset(aligned_alloc(64, bytes), 0, bytes);
}

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static REAL *rows_of(const Network *n, int features) {
  size_t width = n->vectors * LANES;
  REAL *rows = reals(width * n->blocks * features);
  for (int i = 0; i < n->count; i++)
    for (int f = 0; f < features; f++) rows[(i / width * features + f) * width + i % width] = next();
  return rows;
}

static void plan(Second *s, Network *n) {
  size_t pitch = n->vectors * LANES, all = pitch * n->blocks, P = n->parameters, most = 0;
  s->n = n;
  for (int l = 0; l < n->layers; l++) {
    Curves *c = &s->curves[l];
    size_t units = n->sizes[l + 1];
    c->values = reals(units * all), c->slopes = reals(units * all), c->bends = reals(units * all), c->deltas = reals(units * all);
    c->rz = reals(units * pitch), c->rh = reals(units * pitch), c->rd = reals(units * pitch);
    c->inputs = reals((n->sizes[l] + 1) * pitch);
    for (int m = l; m < n->layers; m++) {
      size_t others = n->sizes[m + 1], a = inputs_of(n, l), b = inputs_of(n, m), moved = m > l + 1 ? n->sizes[m] : 1;
      Pair *pair = &s->pairs[l][m];
      pair->curvature = reals(units * others * pitch);
      pair->products = reals((units * others + 4) * (a * b + 2));
      pair->displaced = reals(others * moved * units * a);
      size_t rows = a * b > units * others ? a * b : units * others;
      rows = rows > units * n->sizes[m] ? rows : units * n->sizes[m];
      most = most > rows + 4 ? most : rows + 4;
    }
  }
  s->units = reals(most * pitch), s->woven = reals(most * pitch), s->moved = reals(most * pitch);
  s->diagonal = reals(n->sizes[n->layers] * pitch), s->matrix = reals(P * P);
}

static REAL *work, *diagonal, *off, *columns;

static void eigenvalues(const REAL *matrix, size_t n) {
  size_t pitch = (n + 1) / 2 * 2;
  if (!work) work = reals(n * pitch), diagonal = reals(pitch), off = reals(pitch), columns = reals(4 * pitch);
  for (size_t i = 0; i < n; i++) memcpy(work + i * pitch, matrix + i * n, n * sizeof(REAL));
  tridiagonalise(work, n, pitch, diagonal, off, columns);
  implicit_ql(diagonal, off, n);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int put_all(double took, REAL *values, size_t count) {
  fwrite(&took, sizeof took, 1, stdout);
  fwrite(values, sizeof *values, count, stdout);
  return 0;
}

int main(void) {
  int workload = (int)next();
  long units = (long)next();
  if (workload == 4) {
    size_t n = (size_t)next();
    REAL *matrix = reals(n * n);
    for (size_t i = 0; i < n * n; i++) matrix[i] = next();
    double begin = seconds();
    for (long unit = 0; unit < units; unit++) eigenvalues(matrix, n);
    double took = seconds() - begin;
    qsort(diagonal, n, sizeof *diagonal, by_size);
    return put_all(took, diagonal, n);
  }
  Network n = {0};
  n.layers = (int)next();
  if (n.layers > 3) return 3;
  for (int l = 0; l <= n.layers; l++) n.sizes[l] = (int)next();
  n.count = (int)next();
  size_t most = (size_t)next(), total = (n.count + LANES - 1) / LANES;
  n.blocks = (int)((total + most - 1) / most);
  n.vectors = (total + n.blocks - 1) / n.blocks;
  for (int l = 0; l < n.layers; l++) {
    n.weights[l] = n.parameters;
    n.biases[l] = n.weights[l] + n.sizes[l] * n.sizes[l + 1];
    n.parameters = (int)n.biases[l] + n.sizes[l + 1];
  }
  size_t P = n.parameters;
  n.inputs = rows_of(&n, n.sizes[0]);
  n.targets = rows_of(&n, n.sizes[n.layers]);
  REAL *theta = reals(P), *direction = reals(P), *product = reals(P);
  for (size_t i = 0; i < P; i++) theta[i] = next();
  for (size_t i = 0; i < P; i++) direction[i] = next();
  Second s = {0};
  plan(&s, &n);
  if (workload == 1) prepare(&s, theta);
  double begin = seconds();
  for (long unit = 0; unit < units; unit++) {
    if (workload == 1) {
      hessian_vector(&s, theta, direction, product);
      continue;
    }
    prepare(&s, theta);
    hessian(&s, theta);
    if (workload == 3) eigenvalues(s.matrix, P);
  }
  double took = seconds() - begin;
  if (workload == 1) return put_all(took, product, P);
  if (workload == 2) return put_all(took, s.matrix, P * P);
  qsort(diagonal, P, sizeof *diagonal, by_size);
  return put_all(took, diagonal, P);
}

/*
 * The benchmarks' work in C at 128 bits without fused multiply-add: the most that deterministic WebAssembly can do. The same layout, tiles
 * and elementary functions as in assembly/. Reads doubles from standard input:
 *   workload (1 training, 2 landscape, 3 XOR 2-2-1 training), units, rate, classes, layers, sizes..., count, vectors per block at most,
 *   inputs, targets, theta, and for a landscape two directions and the points along an axis
 * and writes doubles: seconds, then theta after `units` steps or the grid. Compiled with -DPRECISION=64 or 32.
 */
#include <stdio.h>
#include <time.h>
#include "network.h"
#include "xor.h"

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

/* Samples into the lanes: blocks x features x vectors; the counts here fill whole blocks. */
static REAL *rows_of(const Network *n, int features) {
  size_t width = n->vectors * LANES;
  REAL *rows = reals(width * n->blocks * features);
  for (int i = 0; i < n->count; i++)
    for (int f = 0; f < features; f++) rows[(i / width * features + f) * width + i % width] = (REAL)next();
  return rows;
}

static REAL *read_vector(const Network *n) {
  REAL *vector = reals(n->parameters);
  for (int i = 0; i < n->parameters; i++) vector[i] = (REAL)next();
  return vector;
}

static void landscape(Network *n, const REAL *const plane[3], const REAL *axis, int points, REAL *point, double *grid) {
  for (int j = 0; j < points; j++)
    for (int i = 0; i < points; i++) {
      V alpha = SPLAT(axis[i]), beta = SPLAT(axis[j]);
      for (int p = 0; p < n->parameters; p += LANES)
        STORE(point + p, LOAD(plane[0] + p) + alpha * LOAD(plane[1] + p) + beta * LOAD(plane[2] + p));
      grid[j * points + i] = loss_of(n, point);
    }
}

int main(void) {
  Network n = {0};
  int workload = (int)next();
  long units = (long)next();
  REAL rate = (REAL)next();
  n.classes = (int)next();
  n.layers = (int)next();
  for (int l = 0; l <= n.layers; l++) n.sizes[l] = (int)next();
  n.count = (int)next();
  size_t most = (size_t)next(), total = (n.count + LANES - 1) / LANES;
  n.blocks = (int)((total + most - 1) / most);
  n.vectors = (total + n.blocks - 1) / n.blocks;
  for (int l = 0; l < n.layers; l++) {
    n.weights[l] = n.parameters;
    n.biases[l] = n.weights[l] + n.sizes[l] * n.sizes[l + 1];
    n.parameters = (int)n.biases[l] + n.sizes[l + 1];
    n.values[l] = reals(n.vectors * LANES * n.sizes[l + 1]);
    n.slopes[l] = reals(n.vectors * LANES * n.sizes[l + 1]);
  }
  n.inputs = rows_of(&n, n.sizes[0]);
  n.targets = rows_of(&n, n.sizes[n.layers]);
  REAL *theta = read_vector(&n), *gradient = reals(n.parameters), *start = theta;
  double took;
  if (workload == 2) {
    const REAL *first = read_vector(&n), *second = read_vector(&n), *const plane[3] = {start, first, second};
    int points = (int)next();
    REAL *axis = reals(points);
    double *grid = malloc(sizeof(double) * points * points);
    for (int i = 0; i < points; i++) axis[i] = (REAL)next();
    double begin = seconds();
    landscape(&n, plane, axis, points, gradient, grid);
    took = seconds() - begin;
    fwrite(&took, sizeof took, 1, stdout);
    fwrite(grid, sizeof *grid, (size_t)points * points, stdout);
    return 0;
  }
  double begin = seconds();
  if (workload == 3) train_xor(n.inputs, n.targets, theta, rate, units);
  else
    for (long step = 0; step < units; step++) {
      gradient_of(&n, theta, gradient);
      update(theta, gradient, n.parameters, rate);
    }
  took = seconds() - begin;
  fwrite(&took, sizeof took, 1, stdout);
  for (int i = 0; i < n.parameters; i++) {
    double value = theta[i];
    fwrite(&value, sizeof value, 1, stdout);
  }
  return 0;
}

/*
 * The ensemble's work in C at 128 bits without fused multiply-add. Reads doubles from standard input:
 *   members, steps, rate, inputs (4 x 2), targets (4), starts (members x 9)
 * and writes doubles: seconds, then theta (members x 9). Compiled with -DPRECISION=64 or 32.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "vectors.h"
#include "ensemble.h"

static double next(void) {
  double x;
  if (fread(&x, sizeof x, 1, stdin) != 1) exit(2);
  return x;
}

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(void) {
  int members = (int)next();
  long steps = (long)next();
  REAL rate = (REAL)next();
  V x[8], y[4];
  for (int s = 0; s < 4; s++)
    for (int k = 0; k < 2; k++) x[4 * k + s] = SPLAT((REAL)next());
  for (int s = 0; s < 4; s++) y[s] = SPLAT((REAL)next());
  int vectors = (members + LANES - 1) / LANES;
  size_t bytes = ((size_t)vectors * 9 * sizeof(V) + 63) / 64 * 64;
  V *theta = memset(aligned_alloc(64, bytes), 0, bytes);
  REAL *lanes = (REAL *)theta;
  for (int m = 0; m < members; m++)
    for (int i = 0; i < 9; i++) lanes[(m / LANES * 9 + i) * LANES + m % LANES] = (REAL)next();
  double begin = seconds();
  for (int v = 0; v < vectors; v += GROUP)
    train_group(x, y, theta + 9 * v, vectors - v < GROUP ? vectors - v : GROUP, rate, steps);
  double took = seconds() - begin;
  fwrite(&took, sizeof took, 1, stdout);
  for (int m = 0; m < members; m++)
    for (int i = 0; i < 9; i++) {
      double value = lanes[(m / LANES * 9 + i) * LANES + m % LANES];
      fwrite(&value, sizeof value, 1, stdout);
    }
  return 0;
}

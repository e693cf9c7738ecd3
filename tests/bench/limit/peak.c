/*
 * How fast the processor multiplies and adds 128-bit vectors at most: independent chains of products and of sums side by side. Takes how many
 * millions of floating-point operations to make, and writes the seconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "vectors.h"

#define CHAINS 7

int main(int arguments, char **argument) {
  if (arguments < 2) return 2;
  long times = (long)(atof(argument[1]) * 1e6 / (2.0 * CHAINS * LANES));
  V products[CHAINS], sums[CHAINS], factor = SPLAT((REAL)0.999999), term = SPLAT((REAL)1e-9);
  for (int i = 0; i < CHAINS; i++) products[i] = SPLAT((REAL)(1 + i)), sums[i] = SPLAT((REAL)i);
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (long n = 0; n < times; n++) {
#pragma GCC unroll 7
    for (int i = 0; i < CHAINS; i++) products[i] *= factor, sums[i] += term;
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  double seconds = (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) * 1e-9, check = 0;
  for (int i = 0; i < CHAINS; i++) check += lane_sum(products[i]) + lane_sum(sums[i]);
  /* The check keeps the compiler from leaving the work out. */
  printf("%.17g %.17g\n", seconds, check);
  return 0;
}

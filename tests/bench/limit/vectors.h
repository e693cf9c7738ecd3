/* 128-bit vectors of double (PRECISION 64) or float (32), as WebAssembly has them, and tanh on them step by step as in assembly/math/fast. */
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#if PRECISION == 64
typedef double REAL;
typedef __m128d V;
#define LANES 2
#define LOAD(p) _mm_load_pd(p)
#define STORE(p, v) _mm_store_pd(p, v)
#define SPLAT(x) _mm_set1_pd(x)
#define MIN(a, b) _mm_min_pd(a, b)
#define MAX(a, b) _mm_max_pd(a, b)
#define AND(a, b) _mm_and_pd(a, b)
#define ANDNOT(a, b) _mm_andnot_pd(a, b)
#define OR(a, b) _mm_or_pd(a, b)
#define GREATER(a, b) _mm_cmpgt_pd(a, b)
static inline REAL lane_sum(V v) { return v[0] + v[1]; }
#define ROUNDER 844424930131968.0
#else
typedef float REAL;
typedef __m128 V;
#define LANES 4
#define LOAD(p) _mm_load_ps(p)
#define STORE(p, v) _mm_store_ps(p, v)
#define SPLAT(x) _mm_set1_ps(x)
#define MIN(a, b) _mm_min_ps(a, b)
#define MAX(a, b) _mm_max_ps(a, b)
#define AND(a, b) _mm_and_ps(a, b)
#define ANDNOT(a, b) _mm_andnot_ps(a, b)
#define OR(a, b) _mm_or_ps(a, b)
#define GREATER(a, b) _mm_cmpgt_ps(a, b)
static inline REAL lane_sum(V v) { return (v[0] + v[1]) + (v[2] + v[3]); }
#define ROUNDER 1572864.0f
#endif

#include "tanh-of-eighths.h"

#define CHUNK 64

static inline V gathered(const REAL *places) {
#if PRECISION == 64
  V low = _mm_load_sd(&TANH_OF_EIGHTHS[*(const uint8_t *)places]);
  return _mm_loadh_pd(low, &TANH_OF_EIGHTHS[*(const uint8_t *)(places + 1)]);
#else
  return _mm_setr_ps(TANH_OF_EIGHTHS[*(const uint8_t *)places], TANH_OF_EIGHTHS[*(const uint8_t *)(places + 1)],
                     TANH_OF_EIGHTHS[*(const uint8_t *)(places + 2)], TANH_OF_EIGHTHS[*(const uint8_t *)(places + 3)]);
#endif
}

static inline V bounded(V x) { return MIN(SPLAT((REAL)19.125), ANDNOT(SPLAT((REAL)-0.0), x)); }

static inline V completed(V x, V a, V b) {
  V one = SPLAT((REAL)1), s = b * b;
#if PRECISION == 64
  V u = b * (one + s * SPLAT(0.09523543785778864));
  V d = one + s * (SPLAT(0.4285687711911032) + s * SPLAT(0.009522923816864173));
  V quotient = (a * d + u) / (d + a * u);
#else
  V t = b + (b * s) * (SPLAT(-0.33333322405815125f) + s * SPLAT(0.13312281668186188f));
  V quotient = a + t * (one - a * a) / (one + a * t);
#endif
  return OR(quotient, AND(SPLAT((REAL)-0.0), x));
}

/* One vector on its own. */
static inline V tanh_vector(V x) {
  V size = bounded(x), place = size + SPLAT((REAL)ROUNDER);
#if PRECISION == 64
  __m128i bits = _mm_castpd_si128(place);
  V low = _mm_load_sd(&TANH_OF_EIGHTHS[_mm_cvtsi128_si32(bits) & 255]);
  V a = _mm_loadh_pd(low, &TANH_OF_EIGHTHS[_mm_extract_epi32(bits, 2) & 255]);
#else
  _Alignas(16) REAL places[LANES];
  STORE(places, place);
  V a = gathered(places);
#endif
  return completed(x, a, size - (place - SPLAT((REAL)ROUNDER)));
}

/* rows of `vectors` vectors in place, in two stages over chunks. */
static void tanh_array(REAL *rows, size_t vectors) {
  static _Alignas(64) REAL places[CHUNK * LANES];
  V rounder = SPLAT((REAL)ROUNDER);
  for (size_t start = 0; start < vectors; start += CHUNK) {
    size_t end = (vectors - start < CHUNK ? vectors - start : CHUNK) * LANES;
    REAL *at = rows + start * LANES;
    for (size_t i = 0; i < end; i += LANES) STORE(places + i, bounded(LOAD(at + i)) + rounder);
    for (size_t i = 0; i < end; i += LANES) {
      V x = LOAD(at + i);
      STORE(at + i, completed(x, gathered(places + i), bounded(x) - (LOAD(places + i) - rounder)));
    }
  }
}

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
#define SCALER 105553116266515.125
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
#define SCALER 393216.0f
#endif

#include "tanh-of-eighths.h"

#define CHUNK 64

#define FROM_ZERO (TANH_OF_EIGHTHS + 153)

/* The rows of the table for a place of the first stage: byte offsets in the low two bytes of every lane. */
static inline REAL row(const REAL *table, const REAL *place) { return *(const REAL *)((const char *)table + *(const uint16_t *)place); }

static inline V table_rows(const REAL *places) {
#if PRECISION == 64
  return _mm_setr_pd(row(TANH_OF_EIGHTHS, places), row(TANH_OF_EIGHTHS, places + 1));
#else
  return _mm_setr_ps(row(FROM_ZERO, places), row(FROM_ZERO, places + 1), row(FROM_ZERO, places + 2), row(FROM_ZERO, places + 3));
#endif
}

static inline V bounded(V x) { return MIN(SPLAT((REAL)19.125), ANDNOT(SPLAT((REAL)-0.0), x)); }

static inline V completed(V a, V b) {
  V one = SPLAT((REAL)1), s = b * b;
#if PRECISION == 64
  V u = b * (one + s * SPLAT(0.09523543785778864));
  V d = one + s * (SPLAT(0.4285687711911032) + s * SPLAT(0.009522923816864173));
  return (a * d + u) / (d + a * u);
#else
  V t = b + (b * s) * (SPLAT(-0.33333322405815125f) + s * SPLAT(0.13312281668186188f));
  return a + t * (one - a * a) / (one + a * t);
#endif
}

static inline V with_sign(V value, V x) { return OR(value, AND(SPLAT((REAL)-0.0), x)); }

/* One vector on its own. */
static inline V tanh_vector(V x) {
  V size = bounded(x), place = size + SPLAT((REAL)ROUNDER);
#if PRECISION == 64
  __m128i bits = _mm_castpd_si128(place);
  V low = _mm_load_sd(&FROM_ZERO[_mm_cvtsi128_si32(bits) & 255]);
  V a = _mm_loadh_pd(low, &FROM_ZERO[_mm_extract_epi32(bits, 2) & 255]);
#else
  _Alignas(16) REAL places[LANES];
  STORE(places, place);
  const uint8_t *at = (const uint8_t *)places;
  V a = _mm_setr_ps(FROM_ZERO[at[0]], FROM_ZERO[at[4]], FROM_ZERO[at[8]], FROM_ZERO[at[12]]);
#endif
  return with_sign(completed(a, size - (place - SPLAT((REAL)ROUNDER))), x);
}

/* The first stage of tanh over an array: what the second needs of x. */
static inline void tanh_place(V x, REAL *rest, REAL *place) {
  V rounder = SPLAT((REAL)ROUNDER), scaler = SPLAT((REAL)SCALER);
#if PRECISION == 64
  V size = MAX(SPLAT(-19.125), MIN(SPLAT(19.125), x)), eighths = (size + rounder) - rounder;
  STORE(place, eighths + scaler);
#else
  V size = bounded(x), eighths = (size + rounder) - rounder;
  STORE(place, with_sign(eighths + scaler, x));
#endif
  STORE(rest, size - eighths);
}

/* The second, for `vectors` vectors, and the slopes beside it unless that is NULL; target may be rests. */
static inline __attribute__((always_inline)) void tanh_of_places(const REAL *rests, const REAL *places, REAL *target, REAL *slopes, size_t vectors) {
  for (size_t i = 0; i < vectors * LANES; i += LANES) {
    V value = completed(table_rows(places + i), LOAD(rests + i));
    if (slopes) STORE(slopes + i, SPLAT((REAL)1) - value * value);
#if PRECISION == 64
    STORE(target + i, value);
#else
    STORE(target + i, with_sign(value, LOAD(places + i)));
#endif
  }
}

/* rows of `vectors` vectors in place, in two stages over chunks, and the slopes beside them unless that is NULL. */
static inline void tanh_array(REAL *rows, REAL *slopes, size_t vectors) {
  static _Alignas(64) REAL places[CHUNK * LANES], rests[CHUNK * LANES];
  for (size_t start = 0; start < vectors; start += CHUNK) {
    size_t count = vectors - start < CHUNK ? vectors - start : CHUNK;
    REAL *at = rows + start * LANES;
    for (size_t i = 0; i < count * LANES; i += LANES) tanh_place(LOAD(at + i), rests + i, places + i);
    if (slopes) tanh_of_places(rests, places, at, slopes + start * LANES, count);
    else tanh_of_places(rests, places, at, NULL, count);
  }
}

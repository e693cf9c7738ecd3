/* Symmetric eigenvalues as in assembly/eigen: Householder, the update fused with the next product, and implicit QL. */
#define COLUMN(c, j) ((c) + (j) / 2 * 8 + (j) % 2)

static inline REAL updated(REAL *at, const REAL *i, const REAL *j) {
  return *at -= i[0] * j[2] + i[2] * j[0];
}

/* columns: v, w, x and A x of columns j and j + 1 side by side in 8 numbers */
static void update_and_multiply(REAL *matrix, size_t k, size_t pitch, REAL *columns) {
  size_t i = 0;
  for (; i + 2 <= k; i += 2, matrix += 2 * pitch) {
    REAL *own = columns + i / 2 * 8, *a = matrix, *b = matrix + pitch;
    V v0 = SPLAT(own[0]), v1 = SPLAT(own[1]), w0 = SPLAT(own[2]), w1 = SPLAT(own[3]), x0 = SPLAT(own[4]), x1 = SPLAT(own[5]);
    V sum0 = SPLAT(0), sum1 = sum0;
    for (REAL *c = columns; c < own; c += 8, a += LANES, b += LANES) {
      V v = LOAD(c), w = LOAD(c + 2), x = LOAD(c + 4);
      V p = LOAD(a) - (v0 * w + w0 * v);
      STORE(a, p);
      sum0 += p * x;
      V q = LOAD(b) - (v1 * w + w1 * v);
      STORE(b, q);
      sum1 += q * x;
      STORE(c + 6, LOAD(c + 6) + (p * x0 + q * x1));
    }
    REAL a00 = updated(a, own, own), a10 = updated(b, own + 1, own), a11 = updated(b + 1, own + 1, own + 1);
    own[6] = lane_sum(sum0) + a00 * own[4] + a10 * own[5];
    own[7] = lane_sum(sum1) + a10 * own[4] + a11 * own[5];
  }
  if (i == k) return;
  REAL *own = columns + i / 2 * 8, *a = matrix;
  V v0 = SPLAT(own[0]), w0 = SPLAT(own[2]), x0 = SPLAT(own[4]), sum = SPLAT(0);
  for (REAL *c = columns; c < own; c += 8, a += LANES) {
    V p = LOAD(a) - (v0 * LOAD(c + 2) + w0 * LOAD(c));
    STORE(a, p);
    sum += p * LOAD(c + 4);
    STORE(c + 6, LOAD(c + 6) + p * x0);
  }
  own[6] = lane_sum(sum) + updated(a, own, own) * own[4];
}

static REAL reflection(REAL *row, size_t k, REAL *off) {
  REAL alpha = row[k - 1], tail;
  V sum = SPLAT(0);
  size_t j = 0;
  for (; j + 2 <= k - 1; j += 2) sum += LOAD(row + j) * LOAD(row + j);
  tail = lane_sum(sum);
  if (j < k - 1) tail += row[j] * row[j];
  if (tail == 0) {
    *off = alpha;
    memset(row, 0, k * sizeof(REAL));
    return 0;
  }
  REAL square = tail + alpha * alpha, length = alpha > 0 ? -sqrt(square) : sqrt(square);
  *off = length;
  row[k - 1] = alpha - length;
  return square - alpha * length;
}

static void tridiagonalise(REAL *matrix, size_t n, size_t pitch, REAL *diagonal, REAL *off, REAL *columns) {
  memset(columns, 0, 4 * pitch * sizeof(REAL));
  off[n - 1] = 0;
  for (size_t k = n - 1;; k--) {
    REAL *row = matrix + k * pitch, *own = COLUMN(columns, k);
    V a = SPLAT(own[0]), b = SPLAT(own[2]);
    for (size_t j = 0; j <= k; j += 2) {
      REAL *c = COLUMN(columns, j);
      STORE(row + j, LOAD(row + j) - (a * LOAD(c + 2) + b * LOAD(c)));
    }
    diagonal[k] = row[k];
    if (!k) break;
    REAL half = reflection(row, k, off + k - 1);
    for (size_t j = 0; j < k; j += 2) {
      REAL *c = COLUMN(columns, j);
      STORE(c + 4, j + 1 < k ? LOAD(row + j) : _mm_load_sd(row + j));
      STORE(c + 6, SPLAT(0));
    }
    update_and_multiply(matrix, k, pitch, columns);
    REAL *end = columns + (k + 1) / 2 * 8;
    V sum = SPLAT(0), divisor = SPLAT(half == 0 ? 1 : half);
    for (REAL *c = columns; c < end; c += 8) sum += LOAD(c + 4) * LOAD(c + 6);
    V share = SPLAT(lane_sum(sum) / 2) / divisor;
    for (REAL *c = columns; c < end; c += 8) {
      V x = LOAD(c + 4);
      STORE(c, x);
      STORE(c + 2, (LOAD(c + 6) - share * x) / divisor);
    }
  }
}

static void implicit_ql(REAL *d, REAL *e, size_t n) {
  REAL size = 0;
  for (size_t i = 0; i < n; i++) size = fmax(size, fabs(d[i]) + fabs(e[i]));
  for (size_t l = 0; l < n; l++)
    for (;;) {
      size_t m = l;
      for (; m + 1 < n; m++) {
        REAL entry = fabs(e[m]);
        if (entry <= 0x1p-53 * (fabs(d[m]) + fabs(d[m + 1])) || entry <= size * 0x1p-75) break;
      }
      if (m == l) break;
      REAL g = (d[l + 1] - d[l]) / (2 * e[l]), r = sqrt(g * g + 1), s = 1, c = 1, p = 0;
      g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
      size_t i = m;
      int zero = 0;
      while (i-- > l) {
        REAL f = s * e[i], b = c * e[i], length = sqrt(f * f + g * g);
        e[i + 1] = length;
        if (length == 0) {
          d[i + 1] -= p, e[m] = 0, zero = 1;
          break;
        }
        s = f / length, c = g / length, g = d[i + 1] - p;
        REAL turn = (d[i] - g) * s + 2 * c * b;
        p = s * turn, d[i + 1] = g + p, g = c * turn - b;
      }
      if (zero) continue;
      d[l] -= p, e[l] = g, e[m] = 0;
    }
}

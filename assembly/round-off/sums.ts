/**
 * One sum four ways. The terms stand one after the other at `at`, in the order in which they are to be added; pairwise overwrites them.
 * Every operation rounds to T.
 */
export const NAIVE: u32 = 0;
export const PAIRWISE: u32 = 1;
export const KAHAN: u32 = 2;
/** Naive, in an order that differs from sum to sum. */
export const PERMUTED: u32 = 3;

export function sum<T>(method: u32, at: usize, count: u32): T {
  if (method == PAIRWISE) return pairwise<T>(at, count);
  if (method == KAHAN) return kahan<T>(at, count);
  return naive<T>(at, count);
}

/** ((t₀ + t₁) + t₂) + … */
function naive<T>(at: usize, count: u32): T {
  let total: T = <T>0;
  for (let i: u32 = 0; i < count; i++) total = total + load<T>(at + i * sizeof<T>());
  return total;
}

/** Neighbours are added, then neighbouring sums, until one is left; an odd one at the end goes on as it is. */
function pairwise<T>(at: usize, count: u32): T {
  if (count == 0) return <T>0;
  while (count > 1) {
    const half = count >> 1;
    for (let i: u32 = 0; i < half; i++) {
      const first = at + ((i << 1) * sizeof<T>());
      store<T>(at + i * sizeof<T>(), load<T>(first) + load<T>(first + sizeof<T>()));
    }
    if (count & 1) store<T>(at + half * sizeof<T>(), load<T>(at + (count - 1) * sizeof<T>()));
    count = half + (count & 1);
  }
  return load<T>(at);
}

/** Compensated summation (Kahan 1965): what rounding took from the last sum is given to the next term. */
function kahan<T>(at: usize, count: u32): T {
  let total: T = <T>0;
  let lost: T = <T>0;
  for (let i: u32 = 0; i < count; i++) {
    const term: T = load<T>(at + i * sizeof<T>()) - lost;
    const next: T = total + term;
    lost = next - total - term;
    total = next;
  }
  return total;
}

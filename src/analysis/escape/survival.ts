/** How long the members of an ensemble took, in any order. */
export interface Durations {
  readonly escaped: ArrayLike<number>;
  /** Of those that were still there when the watching ended: how long they were watched. */
  readonly censored: ArrayLike<number>;
}

/** The product-limit estimate of Kaplan and Meier (1958): a step function that starts at 1 and falls at `lengths`. */
export interface Survival {
  /** Lengths at which members escaped, ascending. */
  readonly lengths: Float64Array;
  /** Share still there after each of them. */
  readonly surviving: Float64Array;
}

/** A length at which members escaped. */
export interface RiskRow {
  readonly length: number;
  /** Members still there and watched just before. */
  readonly there: number;
  readonly escapes: number;
}

/** Who was at risk at each length at which somebody escaped, ascending. Members that are censored at a length count as there at that length. */
export function riskTable(durations: Durations): RiskRow[] {
  const escaped = new Float64Array(durations.escaped).sort();
  const censored = new Float64Array(durations.censored).sort();
  const members = escaped.length + censored.length;
  const rows: RiskRow[] = [];
  let left = 0;
  for (let i = 0; i < escaped.length;) {
    const length = escaped[i]!;
    const before = i;
    do i++;
    while (escaped[i] === length);
    while (left < censored.length && censored[left]! < length) left++;
    rows.push({ length, there: members - before - left, escapes: i - before });
  }
  return rows;
}

export function survival(durations: Durations): Survival {
  const rows = riskTable(durations);
  let share = 1;
  return {
    lengths: Float64Array.from(rows, ({ length }) => length),
    surviving: Float64Array.from(rows, ({ there, escapes }) => (share *= 1 - escapes / there)),
  };
}

/** The length by which a share of the members has escaped; NaN where the estimate does not fall so far. */
export function quantile({ lengths, surviving }: Survival, share: number): number {
  // A share that is met exactly must not be missed by the rounding of the product.
  const index = surviving.findIndex((left) => 1 - left >= share - 1e-12);
  return index < 0 ? NaN : lengths[index]!;
}

/** Wilson's score interval (1927) of a share at 95 %. */
export function wilson(successes: number, trials: number): readonly [number, number] {
  const z = 1.959963984540054;
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [
    successes === 0 ? 0 : Math.max(0, (centre - half) / scale),
    successes === trials ? 1 : Math.min(1, (centre + half) / scale),
  ];
}

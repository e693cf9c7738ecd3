/** A stretch of the training on which the loss hardly falls. */
export interface Plateau {
  /** Indices into the recorded steps, both ends included. */
  readonly first: number;
  readonly last: number;
}

export interface PlateauRule {
  /** The loss changes by at most this share of its fall over the whole run … */
  readonly height: number;
  /** … for at least this share of the time that has passed at its end. */
  readonly length: number;
  /** Where the loss moves on, it takes at most this share of the plateau’s time to move by the same height again. */
  readonly leave?: number;
}

/**
 * Plateaus of a loss, in their order: stretches on which it stays within `height` of its whole fall, which take at least `length` of the time until
 * their end, so that later plateaus have to be longer, and after which it moves on twice as fast or more, so that a steady fall has none. The longest (by that share) is taken first, then the longest of those that do not overlap it.
 * @param steps ascending; as long as losses
 */
export function plateausOf(
  steps: Float64Array,
  losses: Float64Array,
  { height, length, leave = 1 / 2 }: PlateauRule,
): Plateau[] {
  const finite = losses.filter(Number.isFinite);
  if (finite.length < 2) return [];
  const most = finite.reduce((a, b) => Math.max(a, b));
  const least = finite.reduce((a, b) => Math.min(a, b));
  // A loss that never changes is one plateau.
  const band = height * (most - least);
  const candidates: (Plateau & { readonly share: number })[] = [];
  let reach = -1;
  for (let first = 0; first < steps.length; first++) {
    let [low, high] = [losses[first]!, losses[first]!];
    let last = first;
    while (last + 1 < steps.length) {
      const next = losses[last + 1]!;
      low = Math.min(low, next);
      high = Math.max(high, next);
      // False for NaN, too.
      if (!(high - low <= band)) break;
      last++;
    }
    // A stretch inside one that began earlier says nothing new.
    if (last <= reach) continue;
    reach = last;
    const time = steps[last]! - steps[first]!;
    const share = time / steps[last]!;
    const next = leaving(losses, last, band);
    const left = next === null || steps[next]! - steps[last]! <= leave * time;
    if (last > first && share >= length && left) candidates.push({ first, last, share });
  }
  candidates.sort((a, b) => b.share - a.share || a.first - b.first);
  const chosen: Plateau[] = [];
  for (const { first, last } of candidates)
    if (chosen.every((other) => last <= other.first || first >= other.last)) chosen.push({ first, last });
  return chosen.sort((a, b) => a.first - b.first);
}

/** Where the loss has moved by the band again after a plateau’s end; null where it does not until the end of the run. */
function leaving(losses: Float64Array, last: number, band: number): number | null {
  const from = losses[last]!;
  for (let i = last + 1; i < losses.length; i++) if (!(Math.abs(losses[i]! - from) <= band)) return i;
  return null;
}

/**
 * Where a mistake is shown. A `UserError` names its place in the document (`training.rule.rate`, `network.sizes[1]`);
 * the window shows the sentence at the field for that place, or at the nearest enclosing one.
 */

/** One spelling for a place: `network.sizes[1]` and `/network/sizes/1` become `network.sizes.1`. */
export function normalisePlace(place: string): string {
  return place
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/\//g, '.')
    .replace(/^\.+|\.+$/g, '');
}

/** The place among `known` that holds `place`: itself, or its nearest ancestor, or null when none does. */
export function nearestPlace(place: string | null, known: Iterable<string>): string | null {
  if (place === null) return null;
  const wanted = normalisePlace(place);
  let best: string | null = null;
  for (const candidate of known) {
    const holds = wanted === candidate || wanted.startsWith(`${candidate}.`);
    if (holds && (best === null || candidate.length > best.length)) best = candidate;
  }
  return best;
}

/** What the command palette finds: entries ranked by how well they fit what is typed. */

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is: an action, an experiment, a claim. */
  readonly kind: string;
  /** Its keys, as they are shown. */
  readonly keys: string;
  run(): void;
}

/** Entries that fit every word typed, the best first; all of them, in their own order, where nothing is typed. */
export function rankedEntries(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .map((entry) => ({ entry, fit: fitOf(`${entry.label} ${entry.kind}`.toLowerCase(), words) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .map(({ entry }) => entry);
}

/** 0 where a word is not there at all. */
function fitOf(text: string, words: readonly string[]): number {
  const fits = words.map((word) => fitOfWord(text, word));
  return fits.includes(0) ? 0 : 1 + fits.reduce((sum, fit) => sum + fit, 0);
}

/** A whole word of the text, then the beginning of one, then any part; then letters of a word in their order, for those who abbreviate. */
function fitOfWord(text: string, typed: string): number {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  if (words.includes(typed)) return 4;
  if (words.some((word) => word.startsWith(typed))) return 3;
  if (text.includes(typed)) return 2;
  return typed.length > 2 && words.some((word) => hasInOrder(word, typed)) ? 0.5 : 0;
}

function hasInOrder(word: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = word.indexOf(letter, from);
    if (at < 0 || (from === 0 && at > 0)) return false;
    from = at + 1;
  }
  return true;
}

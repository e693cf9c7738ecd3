/** Verdicts as they are said everywhere: a word and a mark, so that nothing hangs on colour. */
import type { VerdictName } from '../../model/predictions';

export const verdictWords: Readonly<Record<VerdictName, string>> = {
  true: 'True',
  false: 'False',
  depends: 'It depends',
};

/** Whether a row bears the statement out. */
export function holdsWords(holds: boolean | null): string {
  return holds === null ? 'shown for comparison' : holds ? 'bears it out' : 'does not bear it out';
}

/** The same in the smallest room. */
export function holdsMark(holds: boolean | null): string {
  return holds === null ? '·' : holds ? '✓' : '✕';
}

/** The list's groups by the first letter of an id. */
export const claimGroups: readonly { readonly letter: string; readonly label: string }[] = [
  { letter: 'Q', label: 'The question' },
  { letter: 'A', label: 'Answers and comments' },
  { letter: 'E', label: 'Often said elsewhere' },
];

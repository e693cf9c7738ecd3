/** Verdicts and rows of claims as they are said everywhere: a word and a mark, so that nothing hangs on colour. */
import type { VerdictName } from '../../model/predictions';

export const verdictWords: Readonly<Record<VerdictName, string>> = {
  true: 'True',
  false: 'False',
  depends: 'It depends',
};

export const verdictMarks: Readonly<Record<VerdictName, string>> = { true: '✓', false: '✕', depends: '◐' };

/** Whether a row bears the statement out: the word and the mark of its cell. */
export function holdsWords(holds: boolean | null): string {
  return holds === null ? 'shown for comparison' : holds ? 'bears it out' : 'does not bear it out';
}

export function holdsMark(holds: boolean | null): string {
  return holds === null ? '·' : holds ? '✓' : '✕';
}

/** The list's groups by the first letter of an id. */
export const groups: readonly { readonly letter: string; readonly label: string }[] = [
  { letter: 'Q', label: 'The question' },
  { letter: 'A', label: 'Answers and comments' },
  { letter: 'E', label: 'Often said elsewhere' },
];

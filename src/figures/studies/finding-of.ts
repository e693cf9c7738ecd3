import type { StudyFinding } from './study-view';

/** A headline is at least this long; `Theory: …` is no headline. */
const shortest = 12;

/** A sentence as a finding: what stands before its first colon or semicolon (outside brackets) is the headline, the rest the detail. */
export function findingOf(sentence: string): StudyFinding {
  let depth = 0;
  for (let i = 0; i < sentence.length - 2; i++) {
    const letter = sentence[i]!;
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (depth > 0 || i < shortest || !/[:;]/.test(letter) || sentence[i + 1] !== ' ') continue;
    const rest = sentence.slice(i + 2);
    return { headline: `${sentence.slice(0, i)}.`, detail: rest[0]!.toUpperCase() + rest.slice(1) };
  }
  return { headline: sentence, detail: '' };
}

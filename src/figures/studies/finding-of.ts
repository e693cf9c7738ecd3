import type { StudyFinding } from './study-view';

/** A sentence as a finding: what stands before its first colon or semicolon is the headline, the rest the detail. */
export function findingOf(sentence: string): StudyFinding {
  const [, head, rest] = /^(.{12,}?)[:;] (.+)$/.exec(sentence) ?? [];
  if (head === undefined || rest === undefined) return { headline: sentence, detail: '' };
  return { headline: `${head}.`, detail: rest[0]!.toUpperCase() + rest.slice(1) };
}

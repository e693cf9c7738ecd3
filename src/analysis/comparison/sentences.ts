import { count, list, number } from '../words';
import type { ComparedRun, SettingDifference } from './comparison';

/** Settings that are named one by one; more are only counted. */
const named = 3;

/** What a comparison shows, in plain words; nothing about fewer than two runs. */
export function comparisonSentences(
  runs: readonly ComparedRun[],
  differences: readonly SettingDifference[],
): string[] {
  if (runs.length < 2) return [];
  return [
    settingsSentence(runs.length, differences),
    ...kindSentence(differences),
    ...lossSentence(runs),
    ...escapeSentence(runs),
    ...divergedSentence(runs),
  ];
}

function settingsSentence(runs: number, differences: readonly SettingDifference[]): string {
  const places = differences.map(({ place }) => place);
  if (places.length === 0) return `The ${runs} runs have the same settings.`;
  if (places.length === 1) return `The ${runs} runs differ in one setting alone: ${places[0]}.`;
  if (places.length <= named) return `The ${runs} runs differ in ${list(places)}.`;
  return `The ${runs} runs differ in ${places.length} settings.`;
}

/** Two losses can be compared only where they are the same function of the same data. */
function kindSentence(differences: readonly SettingDifference[]): string[] {
  const kinds = ['loss', 'data'].filter((section) =>
    differences.some(({ place }) => place === section || place.startsWith(`${section}.`)),
  );
  if (kinds.length === 0) return [];
  return [
    `Their losses are not the same quantity, because ${list(kinds)} ${kinds.includes('data') || kinds.length > 1 ? 'differ' : 'differs'}: compare their course rather than their height.`,
  ];
}

function lossSentence(runs: readonly ComparedRun[]): string[] {
  const known = runs.filter(({ numbers }) => Number.isFinite(numbers.loss));
  if (known.length < 2) return [];
  const sorted = known.toSorted((a, b) => a.numbers.loss - b.numbers.loss);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  if (low.numbers.loss === high.numbers.loss)
    return [
      `${known.length === 2 ? 'Both' : `All ${known.length}`} end at the loss ${number(low.numbers.loss)}, to the last bit.`,
    ];
  return [
    `The lowest loss at the end is ${number(low.numbers.loss)} (“${low.label}”), the highest ${number(high.numbers.loss)} (“${high.label}”).`,
  ];
}

function escapeSentence(runs: readonly ComparedRun[]): string[] {
  const left = runs.filter(({ numbers }) => numbers.escapeStep !== null);
  if (left.length === 0) return ['None has lost a tenth of its loss.'];
  const first = left.reduce((best, run) => (run.numbers.escapeStep! < best.numbers.escapeStep! ? run : best));
  const stayed = runs.length - left.length;
  const lead = `“${first.label}” was the first to lose a tenth of its loss, by step ${first.numbers.escapeStep!.toLocaleString('en-GB')}`;
  return [stayed === 0 ? `${lead}.` : `${lead}; ${count(stayed, 'run')} did not.`];
}

function divergedSentence(runs: readonly ComparedRun[]): string[] {
  const labels = runs.filter(({ status }) => status === 'diverged').map(({ label }) => `“${label}”`);
  return labels.length === 0 ? [] : [`${list(labels)} diverged.`];
}

import type { Comparison } from '../app';
import { labelColumn, resultColumns, settingColumns } from '../figures/comparison/columns';
import { columnsOf } from './columns';

/** The numbers of each run, then the settings that differ with a column per run, then what is to be seen. */
export function comparisonLines(comparison: Comparison): string[] {
  const { runs, sentences } = comparison;
  const results = [labelColumn, ...resultColumns(comparison)];
  const table = columnsOf([
    results.map(({ label }) => label),
    ...runs.map((run) => results.map(({ text }) => text(run))),
  ]);
  const settings = settingColumns(comparison);
  if (settings.length === 0) return [...table, ...spaced(sentences)];
  return [
    ...table,
    '',
    'Settings that differ:',
    ...columnsOf([
      ['setting', ...runs.map(({ label }) => label)],
      ...settings.map(({ label, text }) => [label, ...runs.map(text)]),
    ]),
    ...spaced(sentences),
  ];
}

const spaced = (sentences: readonly string[]) => (sentences.length === 0 ? [] : ['', ...sentences]);

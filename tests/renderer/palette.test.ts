import { expect, test } from 'vitest';
import { rankedEntries, type PaletteEntry } from '../../renderer/state/palette';

/** Oracle: what a person would expect to find first. */

const entry = (label: string, kind: string): PaletteEntry => ({
  id: label,
  label,
  kind,
  keys: '',
  run: () => undefined,
});
const entries = [
  entry('Open…', 'File'),
  entry('Save', 'File'),
  entry('Save as…', 'File'),
  entry('Export history as CSV…', 'File'),
  entry('Reset to the same weights', 'Run'),
  entry('XOR from zero', 'Experiment'),
  entry('Spectrum', 'Laboratory'),
  entry('A1 Weights are multiplied, so zeros stay zeros', 'Claim'),
];
const found = (typed: string) => rankedEntries(entries, typed).map(({ label }) => label);

test('nothing typed lists everything in its order', () => {
  expect(found('  ')).toEqual(entries.map(({ label }) => label));
});

test('every word has to fit, whatever their order and case', () => {
  expect(found('csv HISTORY')).toEqual(['Export history as CSV…']);
  expect(found('history zzz')).toEqual([]);
});

test('whole words go before beginnings, those before parts', () => {
  expect(found('zero')[0]).toBe('XOR from zero');
  expect(found('weights')).toEqual([
    'Reset to the same weights',
    'A1 Weights are multiplied, so zeros stay zeros',
  ]);
  expect(found('save')).toEqual(['Save', 'Save as…']);
});

test('by the kind of thing, and by letters in their order', () => {
  expect(found('laboratory')).toEqual(['Spectrum']);
  expect(found('spctr')).toEqual(['Spectrum']);
});

import { describe, expect, test } from 'vitest';
import { pointMenu } from '../../renderer/state/point-menu';
import { leftInWords, secondsLeft } from '../../renderer/state/remaining';
import { settingOf, studyForm, studyInWords } from '../../renderer/state/study-form';
import { studyDefinitions } from '../../src/analysis/studies';
import { isPointName } from '../../src/model/point-name';

/** Oracles: the table of studies, and arithmetic. */

const definition = (name: string) => studyDefinitions.find((one) => one.name === name)!;
const keys = (fields: readonly { readonly key: string }[]) => fields.map(({ key }) => key);

describe('the form of a study', () => {
  test.each(studyDefinitions.map(({ name }) => name))(
    '%s: every setting is there once under some choice, and none twice',
    (name) => {
      const { fields } = definition(name);
      const choices = Object.entries(fields).flatMap(([key, field]) =>
        field.kind === 'choice' ? field.choices.map(({ value }) => ({ [key]: value })) : [],
      );
      const seen = new Set<string>();
      for (const settings of [{}, ...choices]) {
        const { leading, more } = studyForm(definition(name), settings);
        const all = [...keys(leading), ...keys(more)];
        expect(new Set(all).size).toBe(all.length);
        for (const key of all) seen.add(key);
        expect(leading.length).toBeGreaterThan(0);
      }
      expect([...seen].sort()).toEqual(
        Object.keys(fields)
          .filter((key) => key !== 'theta' || !('at' in fields))
          .sort(),
      );
    },
  );

  test('a setting that means nothing now is not shown', () => {
    expect(keys(studyForm(definition('escape'), {}).leading)).not.toContain('parameter');
    expect(keys(studyForm(definition('escape'), { direction: 'parameter' }).leading)).toContain('parameter');
    expect(keys(studyForm(definition('escape'), {}).more)).toContain('share');
    expect(keys(studyForm(definition('escape'), { until: 'distance' }).more)).not.toContain('share');
  });

  test('settings are the chosen ones, else the defaults', () => {
    expect(settingOf(definition('order'), {}, 'highest')).toBe(8);
    expect(settingOf(definition('order'), { highest: 6 }, 'highest')).toBe(6);
    expect(settingOf(definition('order'), {}, 'nothing')).toBeUndefined();
  });
});

describe('the menu of points', () => {
  test('names points that a study takes, the scrubber’s step and the chosen one, each once', () => {
    const values = (chosen: string, scrubbed: number | null) =>
      pointMenu(chosen, scrubbed).map(({ value }) => value);
    expect(values('origin', null)).toEqual(['origin', 'init', 'final', 'best']);
    expect(values('step:40', 1200)).toEqual(['origin', 'init', 'final', 'best', 'step:40', 'step:1200']);
    expect(values('step:1200', 1200)).toEqual(['origin', 'init', 'final', 'best', 'step:1200']);
    expect(values('step:40', 1200).every(isPointName)).toBe(true);
    expect(pointMenu('origin', 1200).at(-1)!.label).toBe('Step 1,200 (scrubber)');
  });
});

describe('the time that is left', () => {
  test('is what the rest takes at the pace so far, once that can be told', () => {
    expect(secondsLeft(10, 0.25)).toBe(30);
    expect(secondsLeft(0.5, 0.5)).toBeNull();
    expect(secondsLeft(10, 0.01)).toBeNull();
    expect(secondsLeft(10, NaN)).toBeNull();
    expect(secondsLeft(10, 1)).toBeNull();
  });
  test('in words', () => {
    expect(leftInWords(null)).toBe('');
    expect(leftInWords(0.2)).toBe('about 1 s left');
    expect(leftInWords(33)).toBe('about 35 s left');
    expect(leftInWords(600)).toBe('about 10 min left');
    expect(leftInWords(7200)).toBe('about 2 h left');
  });
});

test.each([
  [{}, '“Critical points”'],
  [{ starts: 3000 }, '“Critical points” (Random starts: 3000)'],
  [{ starts: definition('critical-points').fields['starts']!.default as number }, '“Critical points”'],
  [{ theta: [1, 2], nothing: 3 }, '“Critical points”'],
])('a question in words: %o', (settings, words) => {
  expect(studyInWords(definition('critical-points'), settings)).toBe(words);
});

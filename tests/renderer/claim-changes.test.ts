import { describe, expect, test } from 'vitest';
import { changes, sliderPosition, sliderPositions, sliderValue } from '../../renderer/state/claims/changes';
import { parseExperiment } from '../../src/model/schema';

/** Oracle: the schema, and the round trip from a slider's position to the value and back. */

const base = parseExperiment({ network: { sizes: [2, 3, 3, 1] } });
const change = (key: string) => changes.find((one) => one.key === key)!;

describe('what a learner may change of a cell', () => {
  test.each([
    ['rate', 0.5],
    ['steps', 777],
    ['epsilon', 0.03],
    ['width', 5],
    ['activation', 'sigmoid'],
    ['decay', 0.01],
    ['seed', 9],
  ] as const)('%s is read back as written, and the experiment can be run', (key, value) => {
    const changed = change(key).write(base, value);
    expect(change(key).read(changed)).toBe(value);
    expect(parseExperiment(changed)).toEqual(changed);
    expect(changed).not.toEqual(base);
  });

  test('what an experiment does not have is not offered', () => {
    const flat = parseExperiment({ network: { sizes: [2, 1] } });
    expect(change('width').read(flat)).toBeNull();
    expect(change('activation').read(flat)).toBeNull();
    const written = parseExperiment({
      network: { sizes: [2, 1, 1] },
      initialisation: { weights: [{ name: 'values', values: [1, 2] }, 'zeros'] },
    });
    expect(change('width').read(written)).toBeNull();
  });
});

test('sliders go from the smallest to the largest value, upwards, and back to their place', () => {
  for (const { field } of changes) {
    if (field.kind !== 'number') continue;
    expect(sliderValue(field, 0)).toBe(field.min);
    expect(sliderValue(field, sliderPositions)).toBe(field.max);
    let before = -Infinity;
    for (let position = 0; position <= sliderPositions; position += 10) {
      const value = sliderValue(field, position)!;
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
      if (!field.integer) expect(Math.abs(sliderPosition(field, value) - position)).toBeLessThanOrEqual(1);
    }
  }
});

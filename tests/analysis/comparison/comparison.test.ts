import { describe, expect, test } from 'vitest';
import { compareRuns, type KeptRun } from '../../../src/analysis/comparison/comparison';
import { labelFor } from '../../../src/analysis/comparison/label';
import { runNumbers } from '../../../src/analysis/comparison/run-numbers';
import type { Experiment } from '../../../src/model/experiment';
import { templateExperiment } from '../../../src/model/templates';

/** Oracle: short histories written by hand. */

function history(loss: readonly number[], steps: readonly number[] = loss.map((_, i) => i)) {
  const filled = (value: number) => new Float64Array(loss.length).fill(value);
  return {
    steps: Float64Array.from(steps),
    loss: Float64Array.from(loss),
    gradientNorm: filled(0.25),
    accuracy: filled(NaN),
    testLoss: filled(NaN),
    testAccuracy: filled(NaN),
    effectiveWidth: Float64Array.from({ length: 2 * loss.length }, (_, i) => 1 + (i % 2)),
  };
}
const base = templateExperiment('xor-pushed');
function kept(label: string, loss: readonly number[], experiment: Experiment = base): KeptRun {
  return {
    id: label,
    label,
    rank: 0,
    experiment,
    parameterCount: 9,
    step: loss.length - 1,
    status: 'finished',
    message: '',
    history: history(loss),
  };
}
const pushed = (size: number): Experiment => ({
  ...base,
  initialisation: { ...base.initialisation, perturbation: { ...base.initialisation.perturbation, size } },
});

describe('the numbers of a run', () => {
  test('the last of everything, the best loss with its first step, the escape by a tenth', () => {
    expect(runNumbers(history([1, 0.95, 0.5, 0.2, 0.2, 0.4], [0, 1, 2, 4, 8, 9]))).toEqual({
      loss: 0.4,
      gradientNorm: 0.25,
      accuracy: NaN,
      testLoss: NaN,
      effectiveWidths: [1, 2],
      bestLoss: 0.2,
      bestStep: 4,
      escapeStep: 2,
      escapeAfter: 1,
    });
  });

  test('exactly a tenth is not more than a tenth', () => {
    expect(runNumbers(history([1, 0.9]))).toMatchObject({ escapeStep: null, escapeAfter: null });
    expect(runNumbers(history([1, 0.9, 0.8999])).escapeStep).toBe(2);
  });

  test('where not every step is recorded, the escape lies between two that are', () => {
    const rare = runNumbers(history([1, 1, 0.5], [0, 4, 8]));
    expect(rare).toMatchObject({ escapeStep: 8, escapeAfter: 4 });
  });

  test('losses that are no numbers are never the best', () => {
    expect(runNumbers(history([2, NaN, 1, Infinity, NaN]))).toMatchObject({
      bestLoss: 1,
      bestStep: 2,
      loss: NaN,
    });
    expect(runNumbers(history([NaN]))).toMatchObject({ bestLoss: NaN, bestStep: null, escapeStep: null });
    expect(runNumbers(history([]))).toMatchObject({ loss: NaN, bestStep: null, effectiveWidths: [] });
  });
});

describe('sentences', () => {
  const said = (...runs: KeptRun[]) => compareRuns(runs, 24).sentences.join(' ');

  test('none about fewer than two runs', () => {
    expect(said()).toBe('');
    expect(said(kept('a', [1, 0]))).toBe('');
  });

  test('the one setting, the losses, the first to leave', () => {
    expect(
      said(kept('a', [1, 1, 0.5]), kept('b', [1, 0.2, 0.1], pushed(1)), kept('c', [1, 1, 1], pushed(0))),
    ).toBe(
      'The 3 runs differ in one setting alone: initialisation.perturbation.size. The lowest loss at the end is 0.1 (“b”), the highest 1 (“c”). “b” was the first to lose a tenth of its loss, by step 1; 1 run did not.',
    );
  });

  test('the same settings, the same end', () => {
    expect(said(kept('a', [0.5, 0.5]), kept('b', [0.5, 0.5]))).toBe(
      'The 2 runs have the same settings. Both end at the loss 0.5, to the last bit. None has lost a tenth of its loss.',
    );
  });

  test('losses of two kinds are not measured by one another without saying so', () => {
    const other: Experiment = { ...base, loss: 'mean-squared-error' };
    expect(said(kept('a', [1]), kept('b', [2], other))).toMatch(
      /not the same quantity, because loss differs/,
    );
    expect(said(kept('a', [1]), kept('b', [1]))).not.toMatch(/quantity/);
  });

  test('who diverged', () => {
    expect(said(kept('a', [1, 2]), { ...kept('b', [1, 1e300]), status: 'diverged' })).toMatch(
      /“b” diverged\.$/,
    );
  });
});

test('a table of data does not travel with the numbers', () => {
  const [run] = compareRuns([kept('a', [1, 0.5])], 24).runs;
  expect(run).not.toHaveProperty('experiment');
  expect(run).toMatchObject({ name: base.name, widths: [2], label: 'a' });
});

describe('what a run is called', () => {
  const run = (label: string, experiment: Experiment, step = 5) => ({ label, experiment, step });

  test('by its name, and where that is taken by what is different', () => {
    expect(labelFor(run('', base), 'XOR', [])).toBe('XOR');
    expect(labelFor(run('', pushed(1)), 'XOR', [run('XOR', base)])).toBe('XOR, perturbation.size 1');
    expect(labelFor(run('', base, 9), 'XOR', [run('XOR', base)])).toBe('XOR, step 9');
    const known = [run('XOR', base), run('XOR, perturbation.size 1', pushed(1))];
    expect(labelFor(run('', pushed(1)), 'XOR', known)).toBe('XOR, perturbation.size 1 (2)');
  });

  test('by a number where nothing is different, or too much', () => {
    expect(labelFor(run('', base), 'XOR', [run('XOR', base)])).toBe('XOR (2)');
    expect(labelFor(run('', base), 'XOR', [run('XOR', base), run('XOR (2)', base)])).toBe('XOR (3)');
    expect(labelFor(run('', templateExperiment('iris-random')), 'XOR', [run('XOR', base)])).toBe('XOR (2)');
  });

  test('never by nothing', () => expect(labelFor(run('', base), '  ', [])).toBe('Run'));
});

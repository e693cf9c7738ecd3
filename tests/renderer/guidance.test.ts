import { expect, test } from 'vitest';
import { guidance } from '../../renderer/state/guidance';
import type { PointReport, RunView } from '../../src/app/contract';
import { templateExperiment } from '../../src/model/templates';

const xor = templateExperiment('xor-from-zero');
const view = (step: number, experiment = xor) => ({ step, experiment }) as RunView;
const report = (step: number, gradientExactlyZero: boolean) => ({ step, gradientExactlyZero }) as PointReport;

test('“nothing will happen” is promised only where the gradient is exactly 0 and the rule cannot move', () => {
  expect(guidance(view(0), report(0, true), false)).toContain('nothing will happen');
  expect(guidance(view(0), report(0, false), false)).not.toContain('nothing');
  expect(guidance(view(0), null, false)).not.toContain('nothing');
  const perturbed = {
    ...xor,
    training: { ...xor.training, rule: { name: 'perturbed-gradient-descent' } },
  } as typeof xor;
  expect(guidance(view(0, perturbed), report(0, true), false)).not.toContain('nothing');
  // The errors of all four samples cancel, those of two need not.
  const batches = { ...xor, training: { ...xor.training, batch: 2 } } as typeof xor;
  expect(guidance(view(0, batches), report(0, true), false)).not.toContain('nothing');
  const dropped = { ...xor, training: { ...xor.training, dropout: [0.5] } } as typeof xor;
  expect(guidance(view(0, dropped), report(0, true), false)).not.toContain('nothing');
});

test('after a run that did not move, the push is suggested, unless there was one', () => {
  expect(guidance(view(100), report(100, true), false)).toContain('ε');
  expect(guidance(view(100), report(100, false), false)).toBe('');
  // The report of another step says nothing about this one.
  expect(guidance(view(100), report(50, true), false)).toBe('');
  const pushed = templateExperiment('xor-pushed');
  expect(guidance(view(100, pushed), report(100, true), false)).toBe('');
});

test('nothing is said while training', () => {
  expect(guidance(view(0), report(0, true), true)).toBe('');
});

import { describe, expect, test } from 'vitest';
import { twinBreaks } from '../../../src/analysis/symmetry/breaking';
import { twinClasses } from '../../../src/analysis/twins';
import type { StudyContext } from '../../../src/analysis/studies/study';
import { core, type Trainer } from '../../../src/core';
import { studiedRun } from '../studied-run';

/** Oracle: the core's trainer step by step, with a look at the units after every single one. */

const equalUnits = {
  data: { name: 'xor', coding: 'plus-minus' },
  network: { sizes: [2, 3, 1], activations: 'tanh', biases: true },
  loss: 'half-mean-squared-error',
  initialisation: { weights: { name: 'constant', value: 0.5 } },
};
const noisy = (threshold: number, batch: 'full' | number = 'full') => ({
  ...equalUnits,
  training: {
    rule: { name: 'perturbed-gradient-descent', rate: 0.2, radius: 0.01, threshold, interval: 1e6 },
    steps: 6000,
    batch,
  },
});
const breaksOf = (run: StudyContext) =>
  twinBreaks(
    run,
    run.record.checkpoints.map((theta) => twinClasses(run.problem.network, theta)),
  );

function firstStepApart(run: StudyContext): number {
  const trainer = core().workspace(run.problem).startTraining(run.record.checkpoints[0]!, run.trainer);
  while (trainer.step < run.record.step) {
    trainer.advance(1);
    if (twinClasses(run.problem.network, trainer.theta())[0]!.effectiveWidth > 1) return trainer.step;
  }
  return -1;
}

describe('by noise', () => {
  test.each([
    ['at the very first step', noisy(10), 3000],
    ['between two checkpoints', noisy(0.0287), 5501],
    ['late, with every checkpoint kept', noisy(0.05), 900],
    ['with mini-batches', noisy(0.05, 3), 5000],
  ])('%s', (_, document, steps) => {
    const run = studiedRun(document, steps);
    const expected = firstStepApart(run);
    expect(expected).toBeGreaterThan(0);
    const found = breaksOf(run);
    expect(found[0]).toMatchObject({
      step: expected,
      layer: 1,
      units: [0, 1, 2],
      cause: 'noise',
      sinceStart: true,
    });
    expect(found[0]!.into).toEqual([[0], [1], [2]]);
    const [from, to] = found[0]!.between;
    expect(from).toBeLessThan(expected);
    expect(to).toBeGreaterThanOrEqual(expected);
    expect(found).toHaveLength(1);
  });

  test('dropout on units whose value at 0 is not 0 breaks them at step 2', () => {
    const run = studiedRun(
      {
        data: { name: 'xor', coding: 'zero-one' },
        network: { sizes: [2, 3, 1], activations: 'sigmoid' },
        loss: 'binary-cross-entropy',
        training: { rule: { name: 'gradient-descent', rate: 0.5 }, dropout: 0.5, steps: 10 },
      },
      10,
    );
    const found = breaksOf(run);
    expect(found[0]).toMatchObject({ step: firstStepApart(run), cause: 'noise', sinceStart: true });
    expect(found.every(({ cause }) => cause === 'noise')).toBe(true);
  });

  test('the cases include one whose step is no checkpoint', () => {
    const run = studiedRun(noisy(0.0287), 5501);
    expect([...run.record.checkpointSteps]).not.toContain(firstStepApart(run));
  });
});

test.each([
  'gradient-descent',
  'momentum',
  'nesterov',
  'rmsprop',
  'adam',
  'multiplicative',
  'exponentiated-gradient',
])('%s never breaks twins, with mini-batches neither', (name) => {
  const run = studiedRun({ ...equalUnits, training: { rule: name, steps: 2500, batch: 3 } }, 2500);
  expect(breaksOf(run)).toEqual([]);
});

/** Both units are at 0 after one step of rate 1 with l2 = 1, and go on with different velocities. */
const meeting = {
  data: { name: 'xor', coding: 'plus-minus' },
  network: { sizes: [2, 2, 1], activations: 'tanh', biases: false },
  loss: 'half-mean-squared-error',
  initialisation: {
    weights: [{ name: 'values', values: [0.5, 0, 0.25, 0] }, 'zeros'],
  },
  training: { rule: { name: 'momentum', rate: 1, momentum: 0.9 }, l2: 1, steps: 5 },
};

test('by the optimiser’s memory: units that met on the way with different velocities', () => {
  const run = studiedRun(meeting, 4);
  expect(breaksOf(run)[0]).toMatchObject({
    step: 2,
    units: [0, 1],
    cause: 'optimiser-state',
    sinceStart: false,
  });
});

test('a file whose checkpoints training does not reproduce is named as such', () => {
  const run = studiedRun(noisy(0.0287), 5501);
  const at = run.record.checkpointSteps.findIndex((step) => step >= firstStepApart(run)) - 1;
  const checkpoints = run.record.checkpoints.map((theta, i) => (i === at ? theta.with(12, 9) : theta));
  const found = breaksOf({ ...run, record: { ...run.record, checkpoints } });
  expect(found).toMatchObject([{ step: null, cause: 'not-reproduced', units: [0, 1, 2] }]);
});

describe('by nothing: a trainer that treats the first unit differently is called a bug', () => {
  const faulty = (start: Float64Array): Trainer => {
    let made = 0;
    return {
      get step() {
        return made;
      },
      diverged: false,
      theta: () => start.with(0, start[0]! + made),
      advance: (count) => {
        made += count;
        return count;
      },
      advanceRecording: () => {
        throw new Error('The search for a break takes steps only.');
      },
      save: () => {
        throw new Error('The search for a break takes steps only.');
      },
    };
  };

  test.each([
    ['gradient-descent', 'the same step fails again', true],
    // Twins from the start have equal velocities, so that a fresh optimiser keeps them excuses nothing.
    ['momentum', 'the step with a fresh optimiser keeps them', false],
  ])('%s, where %s', (rule, _, failsAgain) => {
    const run = studiedRun({ ...equalUnits, training: { rule, steps: 3 } }, 2);
    const workspace = { ...run.workspace, startTraining: faulty };
    const start = run.record.checkpoints[0]!;
    const broken = {
      ...run,
      workspace,
      core: failsAgain ? { ...run.core, workspace: () => workspace } : run.core,
      record: {
        ...run.record,
        checkpointSteps: Float64Array.of(0, 1),
        checkpoints: [start, start.with(0, start[0]! + 1)],
      },
    };
    expect(breaksOf(broken)).toMatchObject([
      { step: 1, cause: 'nothing', units: [0, 1, 2], into: [[0], [1, 2]], sinceStart: true },
    ]);
  });
});

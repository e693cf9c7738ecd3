import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { templateExperiment } from '../../src/model/templates';
import { LiveRun } from '../../src/runs/live-run';
import { setUp } from '../../src/runs/setup';

const base = templateExperiment('xor-pushed');
const parity = { data: { name: 'parity', bits: 4, coding: 'zero-one', seed: 1, test: 0.25 } };
const wide = { network: { sizes: [4, 3, 1], activations: ['tanh', 'sigmoid'], biases: true } };
const normal = { initialisation: { weights: 'normal', seed: 3 } };

/** What is changed of the experiment, and the steps asked for. */
const cases: [string, object, number][] = [
  ['gradient descent', {}, 5000],
  ['momentum', { training: { rule: 'momentum' } }, 700],
  ['Adam', { training: { rule: 'adam' } }, 700],
  ['saddle-free Newton', { training: { rule: 'saddle-free-newton' } }, 60],
  ['single precision', { precision: 'f32' }, 2500],
  ['a test set', { ...parity, ...wide, ...normal }, 700],
  ['shuffled batches', { ...parity, ...wide, ...normal, training: { batch: 5, order: 'shuffled' } }, 700],
  ['drawn batches', { ...parity, ...wide, ...normal, training: { batch: 3, order: 'drawn' } }, 700],
  ['dropout', { ...parity, ...wide, ...normal, training: { dropout: 0.5 } }, 700],
  ['penalties', { ...normal, training: { l1: 0.001, l2: 0.01 } }, 700],
  ['a level that is reached', { ...normal, training: { rule: 'adam', stopBelow: 0.08 } }, 20000],
  ['a level above the start', { training: { stopBelow: 9 } }, 50],
  [
    'divergence',
    {
      network: { sizes: [2, 2, 1], activations: ['linear', 'linear'] },
      initialisation: { weights: 'normal', seed: 3 },
      training: { rule: { name: 'gradient-descent', rate: 50 } },
    },
    3000,
  ],
];

describe('the record noted inside the core is that of single steps, each measured by itself', () => {
  test.each(cases)('%s', (what, change, steps) => {
    const experiment = parseExperiment({ ...base, ...change });
    const setup = setUp(experiment, core());
    const run = new LiveRun(core(), setup);
    // Slices that meet no stride.
    for (let i = 0; run.step < steps && run.advance(Math.min([1, 613, 64, 3][i % 4]!, steps - run.step)) > 0;)
      i++;
    const { history, checkpoints, checkpointSteps, ...end } = run.record();

    const { workspace } = run;
    const trainer = workspace.startTraining(setup.initial, setup.trainer);
    const level = experiment.training.stopBelow ?? -Infinity;
    const at = new Map([...history.steps].map((step, i) => [step, i]));
    const kept = new Map([...checkpointSteps].map((step, i) => [step, checkpoints[i]!]));
    let stopped = false;
    const compare = (step: number): void => {
      const theta = trainer.theta();
      const evaluation = workspace.evaluate(theta);
      stopped = step > 0 && evaluation.loss <= level;
      const row = at.get(step);
      if (row !== undefined)
        for (const name of ['loss', 'gradientNorm', 'accuracy', 'testLoss', 'testAccuracy'] as const)
          expect(history[name][row], `${name} at step ${step}`).toBe(evaluation[name]);
      if (kept.has(step)) expect(kept.get(step), `θ at step ${step}`).toEqual(theta);
      at.delete(step);
      kept.delete(step);
    };
    compare(0);
    while (trainer.step < steps && !stopped) {
      trainer.advance(1);
      if (trainer.diverged) break;
      compare(trainer.step);
    }
    expect(end).toEqual({ step: trainer.step, diverged: trainer.diverged, stoppedBelow: stopped });
    expect([at.size, kept.size]).toEqual([0, 0]);
    expect(end.diverged).toBe(what === 'divergence');
    expect(stopped).toBe(what.startsWith('a level'));
  });
});

import { describe, expect, test } from 'vitest';
import { core, type UpdateRule } from '../../src/core';
import {
  activationNamed,
  distance,
  goldenCases,
  goldenFile,
  goldenProblem,
  lossNamed,
  problemOf,
  type GoldenTrajectory,
} from './problems';

/** Oracle: vectors computed in 60-digit arithmetic and confirmed by two independent double-precision programs. */

const cases = goldenCases();

test('the golden cases are there', () => {
  expect(cases.length).toBe(26);
});

describe.each(cases.map((golden) => [golden.id, golden] as const))('%s', (_, golden) => {
  const workspace = core().workspace(goldenProblem(golden));
  const theta = Float64Array.from(golden.theta);

  test('loss, outputs, gradient and its norm', () => {
    const { loss, gradientNorm } = workspace.evaluate(theta);
    expect(distance([loss], [golden.expected.loss])).toBeLessThan(1e-12);
    expect(distance([gradientNorm], [golden.expected.gradient_norm])).toBeLessThan(1e-12);
    expect(distance(workspace.outputs(theta), golden.expected.outputs.flat())).toBeLessThan(1e-12);
    expect(distance(workspace.gradient(theta), golden.expected.gradient)).toBeLessThan(1e-12);
  });

  const still = golden.tags.includes('zero') && golden.expected.gradient.every((g) => g === 0);

  test.each(['gd', 'gd_momentum', 'adam'] as const)('trajectory of %s', (name) => {
    const trajectory = golden.expected.trajectories[name];
    const trainer = workspace.startTraining(theta, {
      rule: ruleOf(name, trajectory),
      order: golden.batch_order ? { kind: 'listed', batches: golden.batch_order } : { kind: 'full' },
      noiseSeed: 0,
    });
    for (const [steps, expected] of Object.entries(trajectory.after_steps)) {
      trainer.advance(Number(steps) - trainer.step);
      const spread = golden.independent_float64_check_max_abs_diff[name][steps] ?? 0;
      const tolerance = Math.max(1e-9, 100 * spread);
      expect(distance(trainer.theta(), expected.theta)).toBeLessThan(tolerance);
      expect(distance([workspace.evaluate(trainer.theta()).loss], [expected.full_batch_loss])).toBeLessThan(
        tolerance,
      );
      if (still) expect(Array.from(trainer.theta())).toEqual(Array.from(theta));
    }
    expect(trainer.step).toBe(100);
    expect(trainer.diverged).toBe(false);
  });
});

test('some of the cases from zero stand still', () => {
  const still = cases.filter((c) => c.tags.includes('zero') && c.expected.gradient.every((g) => g === 0));
  expect(still.length).toBeGreaterThanOrEqual(5);
});

function ruleOf(name: 'gd' | 'gd_momentum' | 'adam', trajectory: GoldenTrajectory): UpdateRule {
  const rate = trajectory.lr;
  if (name === 'gd') return { name: 'gradient-descent', rate };
  if (name === 'gd_momentum') return { name: 'momentum', rate, momentum: trajectory.momentum! };
  return { name: 'adam', rate, beta1: trajectory.beta1!, beta2: trajectory.beta2!, epsilon: trajectory.eps! };
}

interface ZeroTrainingRow {
  dataset: string;
  layer_sizes: number[];
  hidden_activation: string;
  output_activation: string;
  loss: string;
  hidden_bias: boolean;
  output_bias: boolean;
  initial_loss: number;
  initial_gradient_norm: number;
  final_loss: number;
  weights_moved: boolean[];
  biases_moved: (boolean | null)[];
  outputs: number[];
  rounding_sensitive: boolean;
}

interface ZeroTraining {
  datasets: Record<string, { x: number[][]; y: number[] }>;
  rows: ZeroTrainingRow[];
}

describe('plain gradient descent from all zeros, rate 0.2, 5000 steps', () => {
  const { datasets, rows } = goldenFile('zero_training_public.json') as ZeroTraining;
  const compared = rows.filter((row) => !row.rounding_sensitive);

  test('the rows are there', () => {
    expect(compared.length).toBe(138);
  });

  test.each(compared.map((row) => [`${row.dataset} ${row.hidden_activation} ${row.loss}`, row] as const))(
    '%s',
    (_, row) => {
      const data = datasets[row.dataset]!;
      const activations = [activationNamed(row.hidden_activation), activationNamed(row.output_activation)];
      const targets = data.y.map((y) => [y]);
      const problem = problemOf(row.layer_sizes, activations, data.x, targets, {
        network: { sizes: row.layer_sizes, activations, biases: [row.hidden_bias, row.output_bias] },
        loss: lossNamed(row.loss),
      });
      const workspace = core().workspace(problem);
      const zeros = new Float64Array(workspace.parameterCount);
      const start = workspace.evaluate(zeros);
      expect(
        distance([start.loss, start.gradientNorm], [row.initial_loss, row.initial_gradient_norm]),
      ).toBeLessThan(1e-12);
      const trainer = workspace.startTraining(zeros, {
        rule: { name: 'gradient-descent', rate: 0.2 },
        order: { kind: 'full' },
        noiseSeed: 0,
      });
      const [inputs, hidden] = row.layer_sizes as [number, number];
      const groups = [inputs * hidden, row.hidden_bias ? hidden : 0, hidden, row.output_bias ? 1 : 0];
      const moved = groups.map(() => false);
      for (let step = 0; step < 5000; step += 20) {
        trainer.advance(20);
        const theta = trainer.theta();
        let at = 0;
        groups.forEach((size, group) => {
          if (theta.subarray(at, at + size).some((value) => Math.abs(value) > 1e-12)) moved[group] = true;
          at += size;
        });
      }
      expect([moved[0], moved[2]]).toEqual(row.weights_moved);
      const biasesMoved = [moved[1], moved[3]];
      row.biases_moved.forEach((expected, layer) => expect(biasesMoved[layer]).toBe(expected ?? false));
      expect(distance([workspace.evaluate(trainer.theta()).loss], [row.final_loss])).toBeLessThan(1e-6);
      expect(distance(workspace.outputs(trainer.theta()), row.outputs)).toBeLessThan(1e-6);
    },
  );
});

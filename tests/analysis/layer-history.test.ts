import { expect, test } from 'vitest';
import { layerHistory } from '../../src/analysis/layer-history';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { LiveRun } from '../../src/runs/live-run';
import { setUp } from '../../src/runs/setup';

/** Oracles: sums written out parameter by parameter, and the conservation law of homogeneous layers. */

function trained(document: object, steps: number): LiveRun {
  const run = new LiveRun(core(), setUp(parseExperiment(document), core()));
  run.advance(steps);
  return run;
}
const normal = { seed: 4, weights: { name: 'normal', deviation: 0.6 } };
const network = { sizes: [2, 3, 1], activations: ['relu', 'linear'] };

test('norms and balances of a 2-3-1 network, written out', () => {
  const run = trained({ data: 'xor', network, initialisation: normal }, 50);
  const record = run.record();
  const { steps, gradientNorms, balances } = layerHistory(run.workspace, record);
  expect(steps).toEqual(record.checkpointSteps);
  record.checkpoints.forEach((theta, i) => {
    const squares = (vector: Float64Array, from: number, to: number) =>
      vector.slice(from, to).reduce((sum, value) => sum + value * value, 0);
    const gradient = run.workspace.gradient(theta);
    expect(gradientNorms[0]![i]).toBeCloseTo(Math.sqrt(squares(gradient, 0, 9)), 13);
    expect(gradientNorms[1]![i]).toBeCloseTo(Math.sqrt(squares(gradient, 9, 13)), 13);
    expect(balances[0]![i]).toBeCloseTo(squares(theta, 9, 12) - squares(theta, 0, 9), 13);
  });
  expect(balances).toHaveLength(1);
});

test('small steps hardly change the balance of ReLU layers, and that of tanh layers they do', () => {
  const drift = (activation: string) => {
    const document = {
      data: 'xor',
      network: { ...network, activations: [activation, 'linear'] },
      initialisation: normal,
      training: { rule: { name: 'gradient-descent', rate: 0.001 } },
    };
    const run = trained(document, 4000);
    const [balance] = layerHistory(run.workspace, run.record()).balances;
    return Math.abs(balance!.at(-1)! - balance![0]!);
  };
  expect(drift('relu')).toBeLessThan(2e-3);
  expect(drift('tanh')).toBeGreaterThan(0.02);
});

test('a long run is measured at four hundred steps, the first and the newest among them', () => {
  const run = trained({ data: 'xor', network, initialisation: normal }, 1500);
  const { steps, gradientNorms } = layerHistory(run.workspace, run.record());
  expect([steps.length, steps[0], steps.at(-1)]).toEqual([400, 0, 1500]);
  expect(gradientNorms[0]).toHaveLength(400);
});

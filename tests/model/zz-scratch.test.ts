import { test } from 'vitest';
import { core } from '../../src/core';
import { templates, templateExperiment } from '../../src/model/templates';
import { initialTheta } from '../../src/model/initialisation';
import { loadDataset, accuracyRule } from '../../src/model/datasets';
import type { Experiment } from '../../src/model/experiment';
function run(e: Experiment, steps = e.training.steps) {
  const d = loadDataset(e.data, core());
  const w = core().workspace({ network: e.network, loss: e.loss, precision: e.precision, train: d.train, ...(d.test && { test: d.test }), accuracy: accuracyRule(e.loss, d), l1: 0, l2: 0, batchSize: d.train.count });
  const theta = initialTheta(e, core());
  const t = w.startTraining(theta, { rule: e.training.rule, order: { kind: 'full' }, noiseSeed: 1 });
  const a = w.evaluate(theta);
  const at: string[] = [];
  const n = 10; for (let i = 0; i < n; i++) { t.advance(Math.floor(steps / n)); at.push(w.evaluate(t.theta()).loss.toPrecision(4)); }
  return { a, at: at.join(' '), b: w.evaluate(t.theta()), theta: Array.from(t.theta()).slice(0, 40).map((x) => +x.toPrecision(3)).join(',') };
}
test('x', () => {
  for (const t of templates) console.log(t.name, run(templateExperiment(t.name)));
  const p = templateExperiment('xor-pushed');
  for (let s = 1; s <= 12; s++) console.log(s, run({ ...p, initialisation: { ...p.initialisation, seed: s } }, 4000).at);
  const o = templateExperiment('output-layer-zero');
  for (let s = 1; s <= 6; s++) console.log('o', s, run({ ...o, initialisation: { ...o.initialisation, seed: s } }, 4000).at);
});

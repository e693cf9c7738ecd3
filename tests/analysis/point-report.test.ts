import { describe, expect, test } from 'vitest';
import { pointReport } from '../../src/analysis/point-report';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { setUp } from '../../src/runs/setup';

/** Oracle: the statements about the all-zero point that are proved in the literature (balanced slope, dead hidden layers, bias only). */

function reportAtOrigin(document: object) {
  return reportAt(document, (setup) => setup.initial.map(() => 0));
}
/** At the experiment's own initial point. */
function reportAtStart(document: object) {
  return reportAt(document, (setup) => setup.initial);
}
function reportAt(document: object, point: (setup: ReturnType<typeof setUp>) => Float64Array) {
  const setup = setUp(parseExperiment(document), core());
  const workspace = core().workspace(setup.problem);
  const theta = point(setup);
  const at = { at: 'init', step: 0, theta } as const;
  return pointReport(workspace, at, theta, setup.experiment.training);
}
const textOf = (report: ReturnType<typeof reportAtOrigin>, key: string) =>
  report.findings
    .filter((finding) => finding.key === key)
    .map(({ headline, detail }) => `${headline} ${detail}`)
    .join(' ');

describe('what a report says of the all-zero point', () => {
  test.each(['tanh', 'sigmoid', 'relu', 'gelu', 'softplus', 'sin'])(
    'XOR ±1 is balanced, so the gradient is exactly 0 for %s',
    (activation) => {
      const report = reportAtOrigin({ data: 'xor', network: { sizes: [2, 3, 1], activations: activation } });
      expect(report.gradientExactlyZero).toBe(true);
      expect(report.gradientNorm).toBe(0);
      expect(report.loss).toBe(0.5);
      expect(textOf(report, 'gradient')).toMatch(/exactly 0/);
      expect(report.twins[0]!.effectiveWidth).toBe(1);
    },
  );

  test('tanh: the factor that is 0 is named layer by layer', () => {
    const why = textOf(reportAtOrigin({ data: 'xor' }), 'why');
    expect(why).toContain('Layer 1: no error comes back to it, because every weight of layer 2 is 0.');
    expect(why).toContain('Layer 2: every value that reaches it is 0');
    expect(why).toContain('the errors of the 4 samples cancel');
  });

  test('sigmoid on balanced data: the hidden values are ½, so layer 2 stands still because the errors cancel', () => {
    const report = reportAtOrigin({ data: 'xor', network: { activations: 'sigmoid' } });
    expect(report.layers[1]).toMatchObject({
      receivesNothing: false,
      errorsCancel: true,
      weightsStill: true,
    });
    expect(textOf(report, 'why')).toContain('the same values for every sample');
  });

  test('AND ±1 with tanh: only the output bias has a gradient, of size |mean target| = ½', () => {
    const report = reportAtOrigin({ data: 'and' });
    expect(report.gradientExactlyZero).toBe(false);
    expect(report.gradientNorm).toBe(0.5);
    expect(report.layers.map((layer) => layer.weightsStill)).toEqual([true, true]);
    expect(textOf(report, 'why')).toContain('Only the bias of layer 2 has a gradient');
  });

  test('AND ±1 with sigmoid: the output weights have a gradient, the first layer none', () => {
    const report = reportAtOrigin({ data: 'and', network: { activations: 'sigmoid' } });
    expect(report.layers.map((layer) => layer.weightsStill)).toEqual([true, false]);
    expect(report.layerGradientNorms[0]).toBe(0);
  });

  test('ReLU units sit on their kink, smooth ones do not', () => {
    expect(textOf(reportAtOrigin({ data: 'xor', network: { activations: 'relu' } }), 'kink')).toContain(
      '2 units of layer 1',
    );
    expect(textOf(reportAtOrigin({ data: 'xor' }), 'kink')).toBe('');
  });

  test('without a hidden layer zero is an ordinary point', () => {
    const report = reportAtOrigin({ data: 'and', network: { sizes: [2, 1], activations: ['linear'] } });
    expect(report.layers[0]!.weightsStill).toBe(false);
    expect(report.twins).toEqual([]);
  });
});

describe('sentences that must not be said where they are false', () => {
  const values = (...numbers: number[]) => ({ name: 'values', values: numbers });

  test('a linear model on XOR receives different values: its contributions cancel, no factor is 0', () => {
    const why = textOf(
      reportAtOrigin({ data: 'xor', network: { sizes: [2, 1], activations: ['linear'] } }),
      'why',
    );
    expect(why).not.toMatch(/same values|one factor is 0/);
    expect(why).toContain('the contributions of the 4 samples cancel exactly');
  });

  test('sigmoid on XOR: the products are not 0, they cancel', () => {
    const report = reportAtOrigin({ data: 'xor', network: { activations: 'sigmoid' } });
    expect(textOf(report, 'why')).not.toContain('one factor is 0');
  });

  test('a ReLU output at 0 is flat, which is no fit', () => {
    const report = reportAtOrigin({ data: 'xor', network: { activations: ['tanh', 'relu'] } });
    expect(report.loss).toBe(0.5);
    expect(textOf(report, 'why')).not.toContain('fit the targets exactly');
    expect(textOf(report, 'why')).toContain('the output is flat');
  });

  test('equal outgoing weights under two opposite output errors: nothing is flat, the errors cancel on the way back', () => {
    const report = reportAtStart({
      data: { name: 'xor', coding: 'one-hot' },
      loss: 'softmax-cross-entropy',
      initialisation: { weights: [values(1, 2, 3, 4), values(1, 1, 1, 1)] },
    });
    expect(report.layers[0]).toMatchObject({ noErrorArrives: true, slopeZero: false });
    expect(textOf(report, 'why')).not.toContain('flat');
    expect(textOf(report, 'why')).toContain('sum to exactly 0');
  });

  test('a hidden bias does not learn the mean of the targets', () => {
    const report = reportAtStart({
      data: { name: 'xor', coding: 'zero-one' },
      network: { sizes: [2, 2, 2, 1] },
      initialisation: { weights: ['zeros', 'zeros', values(1, 1)] },
    });
    expect(report.layers[1]).toMatchObject({ weightsStill: true, biasStill: false });
    expect(textOf(report, 'why')).not.toMatch(/Only the bias of layer 2|mean of the targets/);
  });

  test('mini-batches and noise can leave where gradient descent on all samples stays', () => {
    expect(textOf(reportAtOrigin({ data: 'xor', training: { batch: 1 } }), 'gradient')).toContain(
      'may leave',
    );
    expect(
      textOf(reportAtOrigin({ data: 'xor', training: { rule: 'perturbed-gradient-descent' } }), 'gradient'),
    ).toContain('may leave');
    expect(textOf(reportAtOrigin({ data: 'xor', training: { dropout: 0.5 } }), 'gradient')).toContain(
      'dropout',
    );
    expect(textOf(reportAtOrigin({ data: 'xor' }), 'gradient')).not.toContain('may leave');
  });

  test('the multiplicative rule cannot move on from zero whatever the gradient', () => {
    const report = reportAtOrigin({ data: 'and', training: { rule: 'multiplicative' } });
    expect(report.gradientNorm).toBe(0.5);
    expect(textOf(report, 'gradient')).not.toContain('can move on');
    expect(textOf(report, 'gradient')).toContain('stays where it is');
  });

  test('near a saddle of order 4 a gradient of 1e-13 is no round-off', () => {
    const report = reportAtStart({
      data: 'xor',
      network: { biases: [true, false] },
      initialisation: { perturbation: 1e-5 },
    });
    expect(report.gradientNorm).toBeGreaterThan(0);
    expect(report.gradientNorm).toBeLessThan(1e-12);
    expect(textOf(report, 'gradient')).not.toContain('up to rounding');
  });

  test('ELU has slope 1 on both sides of 0: no kink', () => {
    expect(textOf(reportAtOrigin({ data: 'xor', network: { activations: 'elu' } }), 'kink')).toBe('');
  });

  test('answers are compared over all samples, not over those that are listed', () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i < 64 ? 1 : i},${i % 2}`).join('\n');
    const report = reportAtStart({
      data: { name: 'csv', text: rows },
      network: { sizes: [1, 2, 1] },
      initialisation: { weights: 'glorot' },
    });
    expect(textOf(report, 'loss')).toContain('differ from input to input');
  });
});

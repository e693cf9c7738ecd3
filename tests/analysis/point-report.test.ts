import { describe, expect, test } from 'vitest';
import { pointReport } from '../../src/analysis/point-report';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { setUp } from '../../src/runs/setup';

/** Oracle: the statements about the all-zero point that are proved in the literature (balanced slope, dead hidden layers, bias only). */

function reportAtOrigin(document: object) {
  const setup = setUp(parseExperiment(document), core());
  const workspace = core().workspace(setup.problem);
  const theta = new Float64Array(workspace.parameterCount);
  return pointReport(workspace, { name: 'origin', step: null, theta }, theta);
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

/** Oracle: the parameters that were asked for. */
import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { initialTheta } from '../../src/model/initialisation';
import { parameterCount } from '../../src/model/network';
import { parseExperiment } from '../../src/model/schema';
import { startAt } from '../../src/model/start-at';
import { templateExperiment, templates } from '../../src/model/templates';

describe('a start at given parameters', () => {
  test.each(templates.map(({ name }) => name))('%s begins exactly there', (name) => {
    const plain = templateExperiment(name);
    const push = { ...plain.initialisation.perturbation, size: 0.7 };
    const before = { ...plain, initialisation: { ...plain.initialisation, perturbation: push } };
    const theta = Float64Array.from(
      { length: parameterCount(before.network) },
      (_, i) => Math.sin(1 + 7 * i) / 3,
    );
    const after = parseExperiment(startAt(before, theta));
    expect(initialTheta(after, core())).toEqual(theta);
    expect({ ...after, initialisation: before.initialisation }).toEqual(before);
  });

  test('−0 becomes 0, which is what the document says when it has been written and read', () => {
    const theta = new Float64Array(9).fill(-0);
    const experiment = startAt(templateExperiment('xor-from-zero'), theta);
    const read = parseExperiment(JSON.parse(JSON.stringify(experiment)));
    expect(initialTheta(parseExperiment(experiment), core())).toStrictEqual(new Float64Array(9));
    expect(initialTheta(read, core())).toStrictEqual(new Float64Array(9));
  });

  test('layers without biases keep what they would have had', () => {
    const plain = templateExperiment('xor-from-zero');
    const before = { ...plain, network: { ...plain.network, biases: [false, true] } };
    const theta = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    expect(initialTheta(parseExperiment(startAt(before, theta)), core())).toEqual(theta);
  });
});

import { describe, expect, test } from 'vitest';
import { axisOf, firstSweep, nextAxis, offeredPlaces, textOf } from '../../renderer/state/sweep-axes';
import { parseExperiment } from '../../src/model/schema';
import { templateExperiment, templates } from '../../src/model/templates';

/** Oracle: axes written out by hand, and the experiment's own schema. */

describe('what is typed and what is kept', () => {
  test.each([
    ['training.rule.rate', '0.1, 0.3, 1', { values: [0.1, 0.3, 1] }],
    ['initialisation.seed', '1..100', { from: 1, to: 100, count: 100, scale: 'integer' }],
    ['initialisation.perturbation.size', '0.001..1:4:log', { from: 0.001, to: 1, count: 4, scale: 'log' }],
    ['training.rule.rate', '0.1..1:10', { from: 0.1, to: 1, count: 10, scale: 'linear' }],
    ['network.activation', 'tanh, relu', { values: ['tanh', 'relu'] }],
    ['network.sizes', '[[2,2,1],[2,8,1]]', { values: [[2, 2, 1], [2, 8, 1]] }], // prettier-ignore
  ])('%s over %s', (over, text, axis) => {
    const read = axisOf(over, text);
    expect(read).toEqual({ over, ...axis });
    const again = textOf(read);
    expect(axisOf(again.over, again.values)).toEqual(read);
  });

  test.each([
    ['', 'values'],
    ['1..2:3:cubic', 'cubic'],
    ['0..1:5:log', 'above 0'],
    ['[1, 2', 'JSON'],
  ])('%j is refused in words of the window', (text, said) => {
    expect(() => axisOf('training.rule.rate', text)).toThrow(said);
    expect(() => axisOf('training.rule.rate', text)).not.toThrow('--over');
  });
});

describe('what is offered', () => {
  test.each(templates.map(({ name }) => name))('%s: every offer makes experiments', (name) => {
    const experiment = templateExperiment(name);
    const first = firstSweep(experiment);
    expect(() => parseExperiment({ ...experiment, sweep: first })).not.toThrow();
    for (const { place, values } of offeredPlaces(experiment)) {
      const sweep = { ...first, axes: [axisOf(place, values)] };
      expect(() => parseExperiment({ ...experiment, sweep }), place).not.toThrow();
    }
  });

  test('one more axis is one that is not varied yet', () => {
    const experiment = templateExperiment('xor-from-zero');
    let sweep = firstSweep(experiment);
    for (let i = 0; i < 4; i++) sweep = { ...sweep, axes: [nextAxis(experiment, sweep), ...sweep.axes] };
    const places = sweep.axes.map(({ over }) => over);
    expect(new Set(places).size).toBe(places.length);
  });
});

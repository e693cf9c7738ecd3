import { describe, expect, test } from 'vitest';
import { datasets } from '../../src/model/datasets';
import { experimentJsonSchema, parseExperiment, parseExperimentText } from '../../src/model/schema';
import { templateExperiment, templates } from '../../src/model/templates';
import { csvDocument, namedCsvFile, withCsvText } from '../../src/model/csv-document';
import { accepts } from './plain-json-schema';

const documents: [string, unknown][] = [
  ['nothing at all', {}],
  ['a dataset by name', { data: 'parity' }],
  [
    'names everywhere',
    {
      training: { rule: 'adam' },
      landscape: { plane: 'random' },
      initialisation: { weights: 'he', biases: 'normal' },
    },
  ],
  [
    'lists per layer',
    {
      network: { activations: ['relu', 'tanh'], biases: [true, false] },
      initialisation: { weights: ['he', { name: 'glorot' }] },
    },
  ],
  ['no hidden layer', { network: { sizes: [2, 1] } }],
  [
    'a push',
    { initialisation: { perturbation: { size: 0.1, direction: { name: 'parameter', parameter: 'b1[0]' } } } },
  ],
  [
    'a batch, a stop, a span',
    { training: { batch: 2, stopBelow: 0.01 }, landscape: { span: 2, centre: 'step:12', resolution: 2 } },
  ],
  [
    'drawn batches, dropout and rates per layer',
    {
      network: { sizes: [2, 3, 3, 1] },
      training: { batch: 1, order: 'drawn', dropout: [0.5, 0], layerRates: [1, { biases: 0 }, 4] },
    },
  ],
  ['a rule that takes the Hessian', { training: { rule: 'saddle-free-newton', layerRates: 0.5 } }],
  ['a CSV', { data: { name: 'csv', text: 'a,b\n1,x\n2,y', test: 0.5 }, loss: 'softmax-cross-entropy' }],
  [
    'the largest seeds',
    {
      data: { name: 'xor', seed: Number.MAX_SAFE_INTEGER },
      initialisation: { seed: 0 },
      training: { seed: Number.MAX_SAFE_INTEGER },
    },
  ],
  ['an editor’s key', { $schema: 'x.json', saddlescope: 1 }],
  [
    'predictions',
    { predictions: { A1a: 'false', Q2: { said: 'true', found: 'true' }, E3: { found: 'depends' } } },
  ],
  ...datasets
    .filter(({ name }) => name !== 'csv')
    .map(({ name }): [string, unknown] => [`data ${name}`, { data: name }]),
];

describe('a canonical experiment parses to itself', () => {
  test.each(documents)('%s', (_, document) => {
    const experiment = parseExperiment(document);
    expect(parseExperiment(experiment)).toEqual(experiment);
    expect(parseExperimentText(JSON.stringify(experiment), 'x.json')).toEqual(experiment);
  });

  test.each(templates.map(({ name }) => [name]))('template %s', (name) => {
    const experiment = templateExperiment(name);
    expect(parseExperiment(experiment)).toEqual(experiment);
    expect(experiment.name).toBe(templates.find((entry) => entry.name === name)!.title);
  });
});

describe('shorthands', () => {
  const { network, initialisation, training, landscape, data } = parseExperiment({
    network: { sizes: [2, 3, 4, 1], activations: 'relu', biases: false },
    initialisation: { weights: { name: 'normal', deviation: 2 }, perturbation: 0.25 },
    training: { rule: 'adam' },
    landscape: { plane: 'random' },
    data: 'xor',
  });
  test('one activation is that of all hidden layers; the output is linear', () =>
    expect(network.activations).toEqual(['relu', 'relu', 'linear']));
  test('one bias flag is that of all layers', () => expect(network.biases).toEqual([false, false, false]));
  test('one scheme is that of all layers', () =>
    expect(initialisation.weights).toEqual(Array(3).fill({ name: 'normal', mean: 0, deviation: 2 })));
  test('a number is a push in a random direction', () =>
    expect(initialisation.perturbation).toEqual({ size: 0.25, direction: { name: 'random' } }));
  test('a name alone has its settings at their defaults (PyTorch’s, for Adam)', () => {
    expect(training.rule).toEqual({ name: 'adam', rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
    expect(landscape.plane).toEqual({ name: 'random', seed: 1, normalisation: 'filter', biases: 'zero' });
    expect(data).toEqual({ name: 'xor', coding: 'plus-minus', seed: 1, test: 0 });
  });
  test('dropout of all hidden layers, factors on the rate', () => {
    const parsed = parseExperiment({
      network: { sizes: [2, 3, 4, 1] },
      training: { dropout: 0.2, layerRates: [2, { weights: 3 }, 1] },
    }).training;
    expect(parsed.dropout).toEqual([0.2, 0.2]);
    expect(parsed.layerRates).toEqual([
      { weights: 2, biases: 2 },
      { weights: 3, biases: 1 },
      { weights: 1, biases: 1 },
    ]);
  });
  test('an experiment written before dropout, orders and rates existed means none of them', () => {
    const { order, dropout, layerRates, ...old } = parseExperiment({}).training;
    const read = parseExperiment({ ...parseExperiment({}), training: old }).training;
    expect(read).toEqual({ ...old, order: 'shuffled', dropout: [0], layerRates });
    expect([order, dropout]).toEqual(['shuffled', [0]]);
    expect(layerRates).toEqual(Array(2).fill({ weights: 1, biases: 1 }));
  });
  test('a word is a prediction that is not decided; predictions that say nothing are none', () => {
    expect(parseExperiment({ predictions: { A1a: 'false', A1d: {} } }).predictions).toEqual({
      A1a: { said: 'false', found: null },
    });
    expect(parseExperiment({ predictions: {} })).toEqual(parseExperiment({}));
    expect(parseExperiment({})).not.toHaveProperty('predictions');
  });
  test('sizes left out come from the data', () =>
    expect(parseExperiment({ data: 'iris' }).network.sizes).toEqual([4, 2, 3]));
});

describe('JSON Schema', () => {
  const schema = experimentJsonSchema() as { $id: string; examples: unknown[]; title: string };
  test('accepts its own examples, every template and every document above', () => {
    for (const example of schema.examples) expect(() => parseExperiment(example)).not.toThrow();
    const all = [
      ...schema.examples,
      ...templates.map(({ document }) => document),
      ...documents.map(([, document]) => document),
    ];
    for (const document of all) expect(accepts(schema, document), JSON.stringify(document)).toBe(true);
    for (const { name } of templates) expect(accepts(schema, templateExperiment(name)), name).toBe(true);
  });
  test.each([
    [{ values: [1] }, true],
    [{ from: 1, to: 2, count: 2 }, true],
    [{ from: 1, to: 2, count: 2, scale: 'linear' }, true],
    [{ from: 1, to: 2, count: 2, scale: 'log' }, true],
    [{ from: 1, to: 3, scale: 'integer' }, true],
    [{ from: 1, to: 3, count: 2, scale: 'integer' }, true],
    [{}, false],
    [{ values: [] }, false],
    [{ from: 1, to: 2 }, false],
    [{ from: 1, to: 2, scale: 'log' }, false],
    [{ from: 1, count: 2 }, false],
    [{ to: 1, scale: 'integer' }, false],
    [{ values: [1], from: 1 }, false],
    [{ values: [1], from: 1, to: 2, count: 2 }, false],
    [{ values: [1], scale: 'linear' }, false],
    [{ from: 0, to: 2, count: 2, scale: 'log' }, false],
    [{ from: 1.5, to: 2, scale: 'integer' }, false],
  ])('and the program agree about the axis %o', (rest, isOne) => {
    const document = { sweep: { axes: [{ over: 'training.rule.rate', ...rest }] } };
    const parse = () => parseExperiment(document);
    if (isOne) expect(parse).not.toThrow();
    else expect(parse).toThrow(/^sweep\.axes\[0\][^;]*\.$/);
    expect(accepts(schema, document)).toBe(isOne);
  });
  test.each([
    [{ data: 'nothing' }],
    [{ trainig: {} }],
    [{ training: { rule: { name: 'adam', rate: 0 } } }],
    [{ network: { sizes: [2] } }],
    [{ initialisation: { biases: 'glorot' } }],
    [{ training: { dropout: 1 } }],
    [{ training: { order: 'sorted' } }],
    [{ training: { layerRates: { weight: 2 } } }],
    [{ saddlescope: 2 }],
  ])('refuses %j', (document) => expect(accepts(schema, document)).toBe(false));
  test('has an identity, a title and a description for every key a person can write at the top', () => {
    expect(schema.$id).toBe('urn:saddlescope:experiment:1');
    const properties = (schema as unknown as { properties: Record<string, { description?: string }> })
      .properties;
    for (const [key, entry] of Object.entries(properties)) expect(entry.description, key).toBeTruthy();
  });
  test('what an editor shows beside every key, however deep, and beside every choice by a name', () => {
    const bare: string[] = [];
    let keys = 0;
    const visit = (place: string, node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties = {} } = node as { properties?: Record<string, Record<string, unknown>> };
      for (const [key, entry] of Object.entries(properties)) {
        keys += 1;
        // A choice is told by its name, which is a constant there: the choice as a whole is described.
        const told = key === 'name' && 'const' in entry ? (node as Record<string, unknown>) : entry;
        if (!told['description'] || (!told['title'] && key !== '$schema')) bare.push(`${place}.${key}`);
      }
      for (const [key, part] of Object.entries(node)) {
        // Beside `properties` it says which of them go together, and describes none anew.
        if (key === 'anyOf' && 'properties' in node) continue;
        visit(`${place}/${key}`, part);
      }
    };
    visit('', schema);
    expect(keys).toBeGreaterThan(100);
    expect(bare).toEqual([]);
  });
});

describe('a CSV beside the experiment', () => {
  test('is named, and put in', () => {
    const document = { data: { name: 'csv', file: 'a.csv', header: 'yes' } };
    expect(namedCsvFile(document)).toBe('a.csv');
    const whole = withCsvText(document, 'a,b\n1,2\n');
    expect(namedCsvFile(whole)).toBeNull();
    expect(parseExperiment(whole).data).toMatchObject({ file: 'a.csv', text: 'a,b\n1,2\n', header: 'yes' });
  });
  test.each([
    [null],
    [3],
    [{}],
    [{ data: 'csv' }],
    [{ data: { name: 'xor', file: 'a.csv' } }],
    [{ data: { name: 'csv', file: 4 } }],
  ])('is not wanted by %j', (document) => expect(namedCsvFile(document)).toBeNull());
  test('alone is an experiment', () => {
    const experiment = parseExperiment(csvDocument('flowers.csv', 'a,b,c\n1,2,x\n2,3,y\n'));
    expect([experiment.name, experiment.network.sizes]).toEqual(['flowers', [2, 2, 2]]);
  });
});

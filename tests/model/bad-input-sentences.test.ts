import { describe, expect, test } from 'vitest';
import { parseExperiment, parseExperimentText } from '../../src/model/schema';
import { UserError } from '../../src/model/user-error';

function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const datasets =
  '"xor", "and", "or", "skewed-xor", "parity", "moons", "circles", "blobs", "spirals", "sine", "three-points", "five-points", "gaussian", "teacher", "linear-modes", "iris", "csv"';
const topKeys =
  'saddlescope, name, notes, network, precision, data, loss, initialisation, training, landscape, predictions, sweep';

/** What is written, the place that is pointed at, and the sentence. */
const table: [unknown, string, string][] = [
  // The document
  [3, 'the experiment', 'the experiment is 3 but must be an object such as {"data": "xor"}.'],
  [[], 'the experiment', 'the experiment is a list but must be an object such as {"data": "xor"}.'],
  [
    { saddlescope: 7 },
    'saddlescope',
    'saddlescope is 7: written by a newer Saddlescope (format 7); this one reads up to 1.',
  ],
  [{ saddlescope: 0 }, 'saddlescope', 'saddlescope is 0 but must be 1.'],
  [{ saddlescope: '1' }, 'saddlescope', 'saddlescope is "1" but must be 1.'],
  [{ precision: 'f16' }, 'precision', 'precision is "f16" but must be one of "f64", "f32".'],
  [{ name: 'x'.repeat(300) }, 'name', 'name is a text of 300 characters but at most 200 are allowed.'],
  [{ network: null }, 'network', 'network is null but must be an object.'],
  // Unknown keys
  [{ trainig: {} }, 'trainig', 'trainig is not a known key (did you mean training).'],
  [
    { initialization: {} },
    'initialization',
    'initialization is not a known key (did you mean initialisation).',
  ],
  [{ colour: 1 }, 'colour', `colour is not a known key (possible here: ${topKeys}).`],
  [
    JSON.parse('{"__proto__":{"a":1}}'),
    '__proto__',
    `__proto__ is not a known key (possible here: ${topKeys}).`,
  ],
  [
    { training: { rul: 'adam' } },
    'training.rul',
    'training.rul is not a known key (did you mean training.rule).',
  ],
  [
    { training: { stop_below: 1 } },
    'training.stop_below',
    'training.stop_below is not a known key (did you mean training.stopBelow).',
  ],
  [
    { training: { rule: { name: 'adam', beta3: 1 } } },
    'training.rule.beta3',
    'training.rule.beta3 is not a known key (did you mean training.rule.beta1).',
  ],
  [
    { training: { rule: { name: 'momentum', epsilon: 1 } } },
    'training.rule.epsilon',
    'training.rule.epsilon is not a known key (possible here: name, rate, momentum).',
  ],
  [{ data: { name: 'moons', sed: 3 } }, 'data.sed', 'data.sed is not a known key (did you mean data.seed).'],
  [
    { initialisation: { weights: ['zeros', { name: 'normal', deviaton: 1 }] } },
    'initialisation.weights[1].deviaton',
    'initialisation.weights[1].deviaton is not a known key (did you mean initialisation.weights[1].deviation).',
  ],
  // Names
  [{ data: 'xorr' }, 'data', `data is "xorr" (did you mean "xor"?) but must be one of ${datasets}.`],
  [
    { data: 'spyrales' },
    'data',
    `data is "spyrales" (did you mean "spirals"?) but must be one of ${datasets}.`,
  ],
  [{ data: {} }, 'data.name', `data.name is missing but must be one of ${datasets}.`],
  [{ data: 4 }, 'data', `data is 4 but must be one of ${datasets}, or an object.`],
  [
    { training: { rule: 'sgd' } },
    'training.rule',
    'training.rule is "sgd" but must be one of "gradient-descent", "momentum", "nesterov", "rmsprop", "adam", "perturbed-gradient-descent", "newton", "saddle-free-newton", "multiplicative", "exponentiated-gradient".',
  ],
  [
    { network: { activations: ['tanh', 'tahn'] } },
    'network.activations[1]',
    'network.activations[1] is "tahn" (did you mean "tanh"?) but must be one of "linear", "tanh", "sigmoid", "relu", "relu-half", "relu-one", "leaky-relu", "elu", "softplus", "gelu", "gelu-tanh", "silu", "sin".',
  ],
  [
    { landscape: { plane: 'pca' } },
    'landscape.plane',
    'landscape.plane is "pca" but must be one of "trajectory", "eigenvectors", "witness", "gradient", "tied-units", "random", "coordinates", "between-checkpoints", "three-checkpoints".',
  ],
  [
    { landscape: { centre: 'here' } },
    'landscape.centre',
    'landscape.centre is "here" but must be origin, init, final, best or step:N.',
  ],
  [
    { landscape: { centre: 'step:01' } },
    'landscape.centre',
    'landscape.centre is "step:01" but must be origin, init, final, best or step:N.',
  ],
  [
    { initialisation: { biases: 'glorot' } },
    'initialisation.biases',
    'initialisation.biases is "glorot", a scheme for weight matrices that means nothing for a bias vector: use one of zeros, constant, uniform, normal, fan-in-uniform, values.',
  ],
  [
    { initialisation: { biases: [{ name: 'orthogonal' }, 'zeros'] } },
    'initialisation.biases[0].name',
    'initialisation.biases[0].name is "orthogonal", a scheme for weight matrices that means nothing for a bias vector: use one of zeros, constant, uniform, normal, fan-in-uniform, values.',
  ],
  // Numbers
  [
    { training: { rule: { name: 'adam', rate: 0 } } },
    'training.rule.rate',
    'training.rule.rate is 0 but must be a number above 0.',
  ],
  [
    { training: { rule: { name: 'adam', rate: 'fast' } } },
    'training.rule.rate',
    'training.rule.rate is "fast" but must be a finite number.',
  ],
  [
    { training: { rule: { name: 'adam', rate: NaN } } },
    'training.rule.rate',
    'training.rule.rate is NaN but must be a finite number.',
  ],
  [
    { training: { rule: { name: 'adam', beta1: 1 } } },
    'training.rule.beta1',
    'training.rule.beta1 is 1 but must be a number below 1.',
  ],
  [{ training: { l1: Infinity } }, 'training.l1', 'training.l1 is Infinity but must be a finite number.'],
  [
    { training: { steps: 1e10 } },
    'training.steps',
    'training.steps is 10000000000 but must be a number of at most 1000000000.',
  ],
  [
    { training: { batch: 5 } },
    'training.batch',
    'training.batch is 5 but there are 4 training samples: write at most 4, or "full".',
  ],
  [
    { training: { batch: 4 }, data: { name: 'xor', test: 0.25 } },
    'training.batch',
    'training.batch is 4 but there are 3 training samples: write at most 3, or "full".',
  ],
  [
    { training: { batch: 'all' } },
    'training.batch',
    'training.batch is "all" but must be "full", or a whole number.',
  ],
  [
    { landscape: { span: 'automatic' } },
    'landscape.span',
    'landscape.span is "automatic" but must be "auto", or a finite number.',
  ],
  [
    { landscape: { resolution: 1 } },
    'landscape.resolution',
    'landscape.resolution is 1 but must be a number of at least 2.',
  ],
  [
    { initialisation: { seed: 1.5 } },
    'initialisation.seed',
    'initialisation.seed is 1.5 but must be a whole number.',
  ],
  [
    { initialisation: { seed: -1 } },
    'initialisation.seed',
    'initialisation.seed is -1 but must be a number of at least 0.',
  ],
  [
    { initialisation: { seed: 2 ** 60 } },
    'initialisation.seed',
    'initialisation.seed is 1152921504606847000 but must be a whole number of at most 9007199254740991.',
  ],
  [
    { initialisation: { perturbation: -1 } },
    'initialisation.perturbation',
    'initialisation.perturbation is -1 but must be a number of at least 0.',
  ],
  [
    { initialisation: { weights: { name: 'uniform', low: 2 } } },
    'initialisation.weights[0]',
    'initialisation.weights[0] goes from 2 to 0.5: low must not be above high; initialisation.weights[1] goes from 2 to 0.5: low must not be above high.',
  ],
  // Shapes
  [{ network: { sizes: '2-2-1' } }, 'network.sizes', 'network.sizes is "2-2-1" but must be a list.'],
  [{ network: { sizes: [2] } }, 'network.sizes', 'network.sizes lists 1 entry but at least 2 are needed.'],
  [
    { network: { sizes: [2, 0, 1] } },
    'network.sizes[1]',
    'network.sizes[1] is 0 but must be a number of at least 1.',
  ],
  [
    { network: { sizes: [2, 4097, 1] } },
    'network.sizes[1]',
    'network.sizes[1] is 4097 but must be a number of at most 4096.',
  ],
  [
    { network: { sizes: [2, 2.5, 1] } },
    'network.sizes[1]',
    'network.sizes[1] is 2.5 but must be a whole number.',
  ],
  [
    { network: { sizes: Array(66).fill(2) } },
    'network.sizes',
    'network.sizes lists 66 entries but at most 65 are allowed.',
  ],
  [
    { network: { sizes: [3, 5, 1] } },
    'network.sizes',
    'network.sizes begins with 3 but the data (xor) have 2 inputs: write [2, 5, 1] or choose other data.',
  ],
  [
    { network: { sizes: [2, 5, 2] } },
    'network.sizes',
    'network.sizes ends with 2 but the data (xor) have 1 output: write [2, 5, 1] or choose other data.',
  ],
  [
    { network: { sizes: [2, 4096, 4096, 1] } },
    'network.sizes',
    'network.sizes 2-4096-4096-1 has 16,797,697 parameters; at most 4,000,000 are possible: use smaller layers.',
  ],
  [
    { data: { name: 'moons', samples: 200_000 }, network: { sizes: [2, 300, 1] } },
    'network.sizes',
    'network.sizes has a layer of 300 units, which for 200,000 samples is more than 50,000,000 activations: use fewer samples or narrower layers.',
  ],
  [
    { network: { activations: ['tanh'] } },
    'network.activations',
    'network.activations lists 1 entry but the sizes 2-2-1 have 2 layers of weights: write one entry per layer.',
  ],
  [
    { network: { biases: [true, true, true] } },
    'network.biases',
    'network.biases lists 3 entries but the sizes 2-2-1 have 2 layers of weights: write one entry per layer.',
  ],
  [{ training: { dropout: 1 } }, 'training.dropout', 'training.dropout is 1 but must be a number below 1.'],
  [
    { training: { dropout: [0.1, 0.2] } },
    'training.dropout',
    'training.dropout lists 2 entries but the sizes 2-2-1 have 1 hidden layer: write one entry per layer.',
  ],
  [
    { training: { dropout: [1.5] } },
    'training.dropout[0]',
    'training.dropout[0] is 1.5 but must be a number below 1.',
  ],
  [
    { training: { dropout: 'half' } },
    'training.dropout',
    'training.dropout is "half" but must be a finite number, or a list.',
  ],
  [
    { training: { order: 'random' } },
    'training.order',
    'training.order is "random" but must be one of "shuffled", "drawn".',
  ],
  [
    { training: { order: 3 } },
    'training.order',
    'training.order is 3 but must be one of "shuffled", "drawn".',
  ],
  [
    { predictions: { A1a: 'maybe' } },
    'predictions.A1a',
    'predictions.A1a is "maybe" but must be one of "true", "false", "depends".',
  ],
  [
    { predictions: { A1a: { said: 'true', found: 'wrong' } } },
    'predictions.A1a.found',
    'predictions.A1a.found is "wrong" but must be one of "true", "false", "depends".',
  ],
  [
    { predictions: { A1a: { answer: 'true' } } },
    'predictions.A1a.answer',
    'predictions.A1a.answer is not a known key (possible here: said, found).',
  ],
  [
    { predictions: { 'A 1': 'true' } },
    'predictions.A 1',
    'predictions.A 1 is not a possible name here: it must be the id of a claim, such as A1a.',
  ],
  [{ predictions: ['true'] }, 'predictions', 'predictions is a list but must be an object.'],
  [
    { training: { layerRates: -1 } },
    'training.layerRates',
    'training.layerRates is -1 but must be a number of at least 0.',
  ],
  [
    { training: { layerRates: [1] } },
    'training.layerRates',
    'training.layerRates lists 1 entry but the sizes 2-2-1 have 2 layers of weights: write one entry per layer.',
  ],
  [
    { training: { layerRates: { weight: 2 } } },
    'training.layerRates.weight',
    'training.layerRates.weight is not a known key (did you mean training.layerRates.weights).',
  ],
  [
    { training: { layerRates: [1, { weights: -2 }] } },
    'training.layerRates[1].weights',
    'training.layerRates[1].weights is -2 but must be a number of at least 0.',
  ],
  [
    { training: { layerRates: 'fast' } },
    'training.layerRates',
    'training.layerRates is "fast" but must be a finite number, or an object, or a list.',
  ],
  [
    { training: { layerRates: [1, 'x'] } },
    'training.layerRates[1]',
    'training.layerRates[1] is "x" but must be a finite number, or an object.',
  ],
  [
    { training: { rule: 'newton', batch: 2 } },
    'training.batch',
    'training.batch is 2 but newton needs the gradient of all samples: write "full".',
  ],
  [
    { training: { rule: 'newton', dropout: 0.5 } },
    'training.dropout',
    'training.dropout is not 0 but newton cannot follow dropout, whose loss changes at every step: write 0.',
  ],
  [
    { training: { rule: { name: 'newton', damping: -1 } } },
    'training.rule.damping',
    'training.rule.damping is -1 but must be a number of at least 0.',
  ],
  [
    { training: { rule: { name: 'saddle-free-newton', reach: 0 } } },
    'training.rule.reach',
    'training.rule.reach is 0 but must be a number above 0.',
  ],
  [
    { network: { sizes: [2, 600, 1] }, training: { rule: 'newton' } },
    'training.rule',
    'training.rule is newton, which takes all eigenvectors of the Hessian at every step: possible up to 2,000 parameters, and 2-600-1 has 2,401: use smaller layers or another rule.',
  ],
  [
    { data: { name: 'gaussian', inputs: 1, targets: 'tanh-mix' } },
    'data.inputs',
    'data.inputs is 1 but the targets "tanh-mix" are made of 2 inputs: write at least 2.',
  ],
  [
    { data: { name: 'gaussian', outputs: 2, targets: 'tanh-mix' } },
    'data.outputs',
    'data.outputs is 2 but the targets "tanh-mix" are one number per sample: write 1.',
  ],
  [
    { network: { sizes: [2, 1] }, training: { dropout: [0.5] } },
    'training.dropout',
    'training.dropout lists 1 entry but the sizes 2-1 have no hidden layers: write one entry per layer.',
  ],
  [
    { network: { biases: 'yes' } },
    'network.biases',
    'network.biases is "yes" but must be true or false, or a list.',
  ],
  [
    { initialisation: { weights: ['zeros'] } },
    'initialisation.weights',
    'initialisation.weights lists 1 entry but the sizes 2-2-1 have 2 layers of weights: write one entry per layer.',
  ],
  [
    { initialisation: { weights: [{ name: 'values', values: [1] }, 'zeros'] } },
    'initialisation.weights[0]',
    'initialisation.weights[0] lists 1 number but the weights of layer 1 are 2×2 = 4.',
  ],
  [
    { initialisation: { biases: ['zeros', { name: 'values', values: [] }] } },
    'initialisation.biases[1]',
    'initialisation.biases[1] lists 0 numbers but the biases of layer 2 are 1.',
  ],
  [
    { network: { sizes: [2, 1025, 1026, 1] }, initialisation: { weights: 'orthogonal' } },
    'initialisation.weights[1]',
    'initialisation.weights[1] is "orthogonal", which is made for matrices of up to 1024 on the shorter side, but layer 2 is 1026×1025: use another scheme or a narrower layer.',
  ],
  // Perturbation and plane
  [
    { initialisation: { perturbation: { direction: { name: 'values', values: [1] } } } },
    'initialisation.perturbation.direction',
    'initialisation.perturbation.direction lists 1 number but the network has 9 parameters.',
  ],
  [
    { initialisation: { perturbation: { direction: { name: 'values', values: Array(9).fill(0) } } } },
    'initialisation.perturbation.direction',
    'initialisation.perturbation.direction has only zeros: a direction needs a number that is not 0.',
  ],
  [
    { initialisation: { perturbation: { direction: { name: 'parameter', parameter: 'W9[0][0]' } } } },
    'initialisation.perturbation.direction',
    'initialisation.perturbation.direction names the parameter "W9[0][0]", which this network does not have: write a name such as W1[0][0] or b1[0].',
  ],
  [
    { landscape: { plane: { name: 'coordinates', first: 'b1[0]', second: 'b1[0]' } } },
    'landscape.plane',
    'landscape.plane names the parameter "b1[0]" twice: a plane needs two different ones.',
  ],
  [
    { landscape: { plane: { name: 'tied-units', twin: 3 } } },
    'landscape.plane',
    'landscape.plane names unit 3 of hidden layer 1, which has 2 units.',
  ],
  [
    { landscape: { plane: { name: 'eigenvectors', first: 'highest' } } },
    'landscape.plane',
    'landscape.plane names the same eigenvector "highest" twice: a plane needs two different ones.',
  ],
  [
    { landscape: { plane: { name: 'between-checkpoints', to: 'end' } } },
    'landscape.plane',
    'landscape.plane names the point "end", but a point is origin, init, final, best or step:N.',
  ],
  // Loss, data, accuracy
  [
    { loss: 'binary-cross-entropy' },
    'loss',
    'loss is binary-cross-entropy, which needs targets from 0 to 1, but the targets of xor are −1 and +1: set data.coding to "zero-one" or use a squared loss.',
  ],
  [
    { loss: 'softmax-cross-entropy', data: 'moons' },
    'loss',
    'loss is softmax-cross-entropy, which needs at least two outputs whose targets are not negative and sum to 1 in every row, and the targets of moons do not: set data.targets to "one-hot" or use another loss.',
  ],
  [
    { loss: 'softmax-cross-entropy', data: 'sine' },
    'loss',
    'loss is softmax-cross-entropy, which needs at least two outputs whose targets are not negative and sum to 1 in every row, and the targets of sine do not: use another loss.',
  ],
  [
    {
      loss: 'binary-cross-entropy',
      data: { name: 'xor', coding: 'zero-one' },
      network: { activations: ['tanh', 'sigmoid'] },
    },
    'network.activations[1]',
    'network.activations[1] is "sigmoid" but binary-cross-entropy works on logits: make the output layer "linear" (the loss applies its own function).',
  ],
  [
    { landscape: { quantity: 'accuracy' }, data: 'sine' },
    'landscape.quantity',
    'landscape.quantity is "accuracy" but the targets are numbers, not classes: choose "loss", "gradient-norm" or "curvature".',
  ],
  [
    { data: { name: 'xor', test: 0.1 } },
    'data.test',
    'data.test is 0.1 but that share of 4 samples holds out none: set data.test to 0 or to more than 1/4.',
  ],
  [{ data: { name: 'xor', test: 1 } }, 'data.test', 'data.test is 1 but must be a number of at most 0.9.'],
  [
    { data: { name: 'blobs', classes: 3 } },
    'data.targets',
    'data.targets is "plus-minus" but 3 classes need "one-hot": set data.targets to "one-hot" or use 2 classes.',
  ],
  [
    { data: { name: 'teacher', hidden: [0] } },
    'data.hidden',
    'data.hidden has the entry 0 but a hidden layer of the teacher has a whole number of units from 1 to 256.',
  ],
  [
    { data: 'csv' },
    'data.text',
    'data.text has no rows: give the text of a CSV with at least two rows of data.',
  ],
  // Several at once
  [
    { training: { steps: -1, l1: -1, l2: -1, seed: -1 } },
    'training.steps',
    'training.steps is -1 but must be a number of at least 0; training.seed is -1 but must be a number of at least 0; training.l1 is -1 but must be a number of at least 0; and 1 more.',
  ],
  [
    { a: 1, network: { sizes: [0, 1] }, training: { steps: 'x', l1: -1, l2: -1 } },
    'network.sizes[0]',
    'network.sizes[0] is 0 but must be a number of at least 1; training.steps is "x" but must be a whole number; training.l1 is -1 but must be a number of at least 0; and 2 more.',
  ],
];

describe('what is refused, with its place and its sentence', () => {
  test.each(table.map((row) => [row[1], ...row] as const))('%s', (_, document, place, sentence) => {
    const error = refusal(() => parseExperiment(document));
    expect(error.message).toBe(sentence);
    expect(error.place).toBe(place);
  });
});

describe('malformed JSON, with its line and column', () => {
  test.each([
    ['', 'x.json, line 1, column 1: the text ends where JSON has a value.'],
    ['{', 'x.json, line 1, column 2: the text ends where JSON has a key in double quotes or "}".'],
    ['{"a":1,}', 'x.json, line 1, column 8: there is "}" where JSON has a key in double quotes.'],
    ['{"a" 1}', 'x.json, line 1, column 6: there is "1" where JSON has ":".'],
    ['{\r\n  "a": tru\r\n}', 'x.json, line 2, column 8: there is "t" where JSON has a value.'],
    ['\uFEFF{\n"a": [1, 2\n}', 'x.json, line 3, column 1: there is "}" where JSON has "," or "]".'],
    ['{"a":1\n "b":2}', 'x.json, line 2, column 2: there is "\\"" where JSON has "," or "}".'],
    ["{'a': 1}", 'x.json, line 1, column 2: there is "\'" where JSON has a key in double quotes or "}".'],
    ['{} x', 'x.json, line 1, column 4: there is "x" where JSON has its end.'],
    ['{"a":NaN}', 'x.json, line 1, column 6: there is "N" where JSON has a value.'],
    ['{"a":01}', 'x.json, line 1, column 6: there is "0" where JSON has a value.'],
    [
      '{"a":"x\ny"}',
      'x.json, line 1, column 6: there is "\\"" where JSON has a text closed with a double quote in its line, without stray backslashes.',
    ],
    ['[1,]', 'x.json, line 1, column 4: there is "]" where JSON has a value.'],
    ['{"a":1 // note\n}', 'x.json, line 1, column 8: there is "/" where JSON has "," or "}".'],
    ['['.repeat(100_000), 'x.json, line 1, column 100001: the text ends where JSON has a value or "]".'],
  ])('%#', (text, sentence) => {
    expect(refusal(() => parseExperimentText(text, 'x.json')).message).toBe(sentence);
  });

  test('a text of twenty megabytes in it, or as much blank space, is passed over', () => {
    const long = 'a'.repeat(20_000_000);
    expect(refusal(() => parseExperimentText(`{"a": "${long}" 1}`, 'x.json')).message).toBe(
      'x.json, line 1, column 20000010: there is "1" where JSON has "," or "}".',
    );
    expect(refusal(() => parseExperimentText(`{${' '.repeat(20_000_000)}1}`, 'x.json')).message).toBe(
      'x.json, line 1, column 20000002: there is "1" where JSON has a key in double quotes or "}".',
    );
  });

  test.each([
    ['{"training": {"steps": 3, "steps": 4}}', 'training.steps'],
    ['{"training": {"steps": 3, "st\\u0065ps": 3}}', 'training.steps'],
    ['{"name": "a", "data": "xor", "name": "b"}', 'name'],
    ['{"initialisation": {"weights": ["he", {"a": [], "a" \n: {}}]}}', 'initialisation.weights[1].a'],
    ['{"notes": "\\"steps\\": {", "notes": "\\\\"}', 'notes'],
  ])('%s: a key that is there twice is refused with its place', (text, place) => {
    const error = refusal(() => parseExperimentText(text, 'x.json'));
    expect(error.message).toBe(`x.json: ${place} is there twice; keep one of the two.`);
    expect(error.place).toBe(place);
  });

  test('the same key in several objects, and in a text, is there once', () => {
    const text = '{"notes": "\\"name\\": 1, \\"name\\": 2", "data": {"name": "xor"}, "name": "\\\\"}';
    expect(parseExperimentText(text, 'x.json').name).toBe('\\');
  });

  test('a mistake in well-formed JSON names the text and keeps the place', () => {
    const error = refusal(() => parseExperimentText('{"training": {"steps": -1}}', 'x.json'));
    expect(error.message).toBe('x.json: training.steps is -1 but must be a number of at least 0.');
    expect(error.place).toBe('training.steps');
  });
});

test('nothing hostile gets past as another kind of error', () => {
  const values: unknown[] = [
    null,
    undefined,
    true,
    0,
    -0,
    1e308,
    NaN,
    '',
    'x',
    [],
    [[]],
    {},
    { name: 3 },
    { name: {} },
    [null],
    () => 0,
  ];
  const keys = [
    'saddlescope',
    'name',
    'network',
    'precision',
    'data',
    'loss',
    'initialisation',
    'training',
    'landscape',
  ];
  const inner = [
    'sizes',
    'activations',
    'biases',
    'name',
    'seed',
    'weights',
    'perturbation',
    'rule',
    'batch',
    'plane',
    'centre',
    'span',
    'text',
  ];
  const outcomes = { accepted: 0, refused: 0 };
  for (const key of keys)
    for (const value of values)
      for (const document of [{ [key]: value }, ...inner.map((name) => ({ [key]: { [name]: value } }))]) {
        try {
          parseExperiment(document);
          outcomes.accepted++;
        } catch (error) {
          expect(error, JSON.stringify(document)).toBeInstanceOf(UserError);
          expect((error as UserError).message).not.toMatch(/\n|undefined|Invalid input|\[object/);
          outcomes.refused++;
        }
      }
  expect(outcomes.accepted).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(1000);
});

test('a hundred thousand unknown keys, or one without end, are refused at once and in few words', () => {
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 1]));
  const began = performance.now();
  const error = refusal(() => parseExperiment(many));
  expect(performance.now() - began).toBeLessThan(5000);
  expect(error.message).toMatch(/^k0 is not a known key .*and 99997 more\.$/);
  expect(refusal(() => parseExperiment({ ['k'.repeat(1e6)]: 1 })).message.length).toBeLessThan(300);
});

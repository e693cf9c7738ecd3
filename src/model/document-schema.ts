import { z } from 'zod';
import { activations } from './activations';
import { datasets } from './datasets';
import { experimentVersion } from './experiment';
import { namedSchema, wholeNumber } from './field-schema';
import { biasSchemes, directions, weightSchemes } from './initialisation';
import { limits } from './limits';
import { losses } from './losses';
import { quantities } from './quantities';
import { planes } from './planes';
import { verdictNames } from './predictions';
import { rules } from './rules';
import { sweepSchema } from './sweep/schema';

// The window's content security policy forbids eval; zod's compiler would try it.
z.config({ jitless: true });

const describe = <S extends z.ZodType>(schema: S, title: string, description: string) =>
  schema.meta({ title, description });
const seed = (what: string) =>
  describe(
    wholeNumber().min(0).max(limits.seed).default(1),
    'Seed',
    `Seed of ${what}; a whole number from 0 to 2⁵³ − 1.`,
  );
const names = <T extends string>(table: readonly { readonly name: T }[]) =>
  z.enum(table.map((entry) => entry.name) as [T, ...T[]]);

const activationName = names(activations);

const network = z.strictObject({
  sizes: describe(
    z
      .array(wholeNumber().min(1).max(limits.units))
      .min(2)
      .max(limits.layers + 1),
    'Sizes',
    'Units per layer [inputs, hidden…, outputs]; the first and last must be the dataset’s. Absent: one hidden layer of 2 units.',
  ).optional(),
  activations: describe(
    z.union([activationName, z.array(activationName).max(limits.layers)]).default('tanh'),
    'Activations',
    'One name for all hidden layers (the output is then linear), or a list with one name per layer of weights.',
  ),
  biases: describe(
    z.union([z.boolean(), z.array(z.boolean()).max(limits.layers)]).default(true),
    'Biases',
    'Whether layers have bias vectors: true, false, or a list with one flag per layer of weights.',
  ),
});

const dataExtra = {
  seed: seed('the data: noise and the split into training and test part, never the weights'),
  test: describe(
    z.number().min(0).max(0.9).default(0),
    'Test share',
    'Share of the samples held out for testing, 0 to 0.9.',
  ),
};

const perLayer = (table: Parameters<typeof namedSchema>[0]) => {
  const one = namedSchema(table);
  return z.union([...one.options, z.array(one).max(limits.layers)]).default('zeros');
};

const perturbation = z.strictObject({
  size: describe(
    z.number().min(0).max(1e6).default(0),
    'Size',
    'Length ε of the push away from the initial point; 0 = none.',
  ),
  direction: describe(
    namedSchema(directions).default('random'),
    'Direction',
    'The direction of the push, of length 1.',
  ),
});

const initialisation = z.strictObject({
  seed: seed('the initial weights, biases and the perturbation’s direction'),
  weights: describe(
    perLayer(weightSchemes),
    'Weights',
    'A scheme for all layers, or a list with one scheme per layer of weights.',
  ),
  biases: describe(
    perLayer(biasSchemes),
    'Biases',
    'A scheme for all bias vectors, or a list with one scheme per layer of weights.',
  ),
  perturbation: describe(
    z.union([z.number().min(0).max(1e6), perturbation]).default(0),
    'Perturbation',
    'What is added to the initial point: size·direction; a number alone is a size in a random direction.',
  ),
});

const rateFactor = () => z.number().min(0).max(1e6);
const layerRate = z.union([
  rateFactor().meta({ title: 'Factor', description: 'One factor for the layer’s weights and biases.' }),
  z.strictObject({
    weights: describe(
      rateFactor().default(1),
      'Weights',
      'Factor on the learning rate of the weight matrix.',
    ),
    biases: describe(rateFactor().default(1), 'Biases', 'Factor on the learning rate of the bias vector.'),
  }),
]);
const dropoutShare = () => z.number().min(0).lt(1);

const training = z.strictObject({
  rule: describe(
    namedSchema(rules).default('gradient-descent'),
    'Update rule',
    'How a step changes the parameters.',
  ),
  steps: describe(wholeNumber().min(0).max(limits.steps).default(5000), 'Steps', 'Step budget.'),
  batch: describe(
    z.union([z.literal('full'), wholeNumber().min(1).max(limits.samples)]).default('full'),
    'Batch',
    '"full" for all training samples in every step, or a number of samples.',
  ),
  order: describe(
    z.enum(['shuffled', 'drawn']).default('shuffled'),
    'Batch order',
    'Of batches that are not "full": "shuffled" epochs, each sample once per epoch, or "drawn", every sample uniformly and independently of all others.',
  ),
  seed: seed('the batch order, of dropout and of a rule’s noise'),
  dropout: describe(
    z.union([dropoutShare(), z.array(dropoutShare()).max(limits.layers)]).default(0),
    'Dropout',
    'Share p of the hidden units that is silenced in training, for each sample and step anew; what stays is divided by 1 − p. One number for all hidden layers, or a list with one per hidden layer.',
  ),
  layerRates: describe(
    z.union([...layerRate.options, z.array(layerRate).max(limits.layers)]).default(1),
    'Layer rates',
    'Factors on the learning rate: one number, {"weights": …, "biases": …}, or a list with one of these per layer of weights.',
  ),
  l1: describe(
    z.number().min(0).max(1e6).default(0),
    'L1',
    'Adds l1·Σ|θᵢ| to the training loss, biases included.',
  ),
  l2: describe(
    z.number().min(0).max(1e6).default(0),
    'L2',
    'Adds (l2/2)·Σθᵢ² to the training loss, biases included.',
  ),
  stopBelow: describe(
    z.number().nullable().default(null),
    'Stop below',
    'Training stops when the training loss is at most this; null = never.',
  ),
});

const pointName = z.string().regex(/^(origin|init|final|best|step:(0|[1-9]\d{0,8}|1000000000))$/, {
  error: 'origin, init, final, best or step:N',
});

const landscape = z.strictObject({
  plane: describe(
    namedSchema(planes).default('trajectory'),
    'Plane',
    'The two directions along which the landscape is drawn.',
  ),
  centre: describe(
    pointName.default('origin'),
    'Centre',
    'The point in the middle: origin (all zeros), init, final, best, or step:N.',
  ),
  quantity: describe(
    names(quantities).default(quantities[0]!.name),
    'Quantity',
    'What is drawn; curvature is the smaller eigenvalue of the Hessian within the plane.',
  ),
  resolution: describe(
    wholeNumber().min(2).max(2001).default(101),
    'Resolution',
    'Points per axis, 2 to 2001.',
  ),
  span: describe(
    z.union([z.literal('auto'), z.number().gt(0).max(1e6)]).default('auto'),
    'Span',
    'Half width of the picture in units of the directions; "auto" covers the trajectory, at least [−1, 1].',
  ),
});

const verdict = () => z.enum(verdictNames);
const prediction = z.union([
  verdict().meta({ title: 'Said', description: 'What was said, the claim not being decided yet.' }),
  z.strictObject({
    said: describe(
      verdict().nullable().default(null),
      'Said',
      'What was said before the claim was decided; null = nothing.',
    ),
    found: describe(verdict().nullable().default(null), 'Found', 'The verdict; null until it is decided.'),
  }),
]);

/** What a person may write. Everything may be left out. */
export const documentSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where an editor finds this schema; ignored.' }),
    saddlescope: z.literal(experimentVersion).default(experimentVersion).meta({
      title: 'Format',
      description: 'Version of the experiment format.',
    }),
    name: describe(z.string().max(200).default('Untitled'), 'Name', 'What the experiment is called.'),
    notes: describe(z.string().max(20_000).default(''), 'Notes', 'What to look for, in your own words.'),
    network: describe(network.prefault({}), 'Network', 'A multilayer perceptron.'),
    precision: describe(
      z.enum(['f64', 'f32']).default('f64'),
      'Precision',
      'Arithmetic of the whole experiment: 64 or 32 bits.',
    ),
    data: describe(namedSchema(datasets, dataExtra).prefault('xor'), 'Data', 'What the network is to learn.'),
    loss: describe(names(losses).default(losses[0]!.name), 'Loss', 'What training makes small.'),
    initialisation: describe(initialisation.prefault({}), 'Initialisation', 'Where training starts.'),
    training: describe(training.prefault({}), 'Training', 'How the parameters change.'),
    landscape: describe(landscape.prefault({}), 'Landscape', 'The picture that is drawn around a point.'),
    predictions: describe(
      z.record(
        z.string().regex(/^[A-Za-z0-9]{1,20}$/, { error: 'the id of a claim, such as A1a' }),
        prediction,
      ),
      'Predictions',
      'What was said about claims before they were decided, by their ids, and the verdicts; nothing that is computed depends on it.',
    ).optional(),
    sweep: describe(
      sweepSchema,
      'Sweep',
      'Which settings a sweep varies; the run of the experiment itself does not depend on it.',
    ).optional(),
  })
  .meta({
    title: 'Saddlescope experiment',
    description:
      'One experiment: a network, its data, where it starts and how it is trained. Everything may be left out.',
  });

/** A document that has the right keys and types, with single values not yet written out per layer. */
export type WrittenDocument = z.output<typeof documentSchema>;

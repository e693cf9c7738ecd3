import { z } from 'zod';
import { wholeNumber } from '../field-schema';
import { axisScales, sweepLimits } from './spec';

const describe = <S extends z.ZodType>(schema: S, title: string, description: string) =>
  schema.meta({ title, description });

const value = z.union([
  z.number(),
  z.string().max(10_000),
  z.boolean(),
  z.null(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
]);

/** What fits no value at all: a key that must not be there. */
const absent = { not: {} };
const range = (scale: object, ends: object, required: readonly string[]) => ({
  required: ['from', 'to', ...required],
  properties: { values: absent, scale, from: ends, to: ends },
});
/** The kinds of axis that `complete.ts` tells apart, for the JSON Schema alone: an editor then knows what goes together. */
const axisKinds = [
  {
    required: ['values'],
    properties: { from: absent, to: absent, count: absent, scale: absent },
  },
  range({ const: 'linear' }, {}, ['count']),
  range({ const: 'log' }, { exclusiveMinimum: 0 }, ['scale', 'count']),
  range({ const: 'integer' }, { type: 'integer' }, ['scale']),
];

/** One shape for both kinds of axis, so that a key that is not known is refused by its own name; `complete.ts` tells them apart. */
const axis = z
  .strictObject({
    over: describe(
      z.string().max(200),
      'Over',
      'The place of a field of the experiment, e.g. training.rule.rate, initialisation.seed, network.width.',
    ),
    values: describe(
      z.array(value).min(1).max(sweepLimits.runs),
      'Values',
      'The values, written out.',
    ).optional(),
    from: describe(z.number(), 'From', 'The first number, in place of values.').optional(),
    to: describe(z.number(), 'To', 'The last number.').optional(),
    count: describe(
      wholeNumber().min(1).max(sweepLimits.runs),
      'Count',
      'How many numbers, both ends included; whole numbers need none.',
    ).optional(),
    scale: describe(
      z.enum(axisScales),
      'Scale',
      'Evenly spaced ("linear", the default), evenly in the logarithm ("log"), or whole numbers ("integer").',
    ).optional(),
  })
  .meta({ anyOf: axisKinds });
export type WrittenAxis = z.output<typeof axis>;

export const sweepSchema = z.strictObject({
  axes: describe(z.array(axis).min(1).max(sweepLimits.axes), 'Axes', 'The fields that are varied.'),
  combine: describe(
    z.enum(['grid', 'zip']).default('grid'),
    'Combine',
    '"grid": every value with every other, the last axis varying fastest; "zip": the first values together, then the second ones.',
  ),
  escapeShare: describe(
    z.number().gt(0).lt(1).default(0.1),
    'Escape share',
    'A run has escaped at the first step at which this share of its first loss is gone.',
  ),
  solvedBelow: describe(
    z.number().default(0.01),
    'Solved below',
    'A run is solved whose training loss at the end is at most this.',
  ),
  every: describe(
    wholeNumber().min(1).max(1_000_000).default(1),
    'Every',
    'Steps between two looks at the loss, for the best loss and the escape step.',
  ),
});
export type WrittenSweep = z.output<typeof sweepSchema>;

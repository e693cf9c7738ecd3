import { z } from 'zod';
import { crossChecks } from './checks';
import { complete } from './complete';
import { documentSchema } from './document-schema';
import { type Experiment, experimentVersion } from './experiment';
import { biasSchemes, weightSchemes } from './initialisation';
import { parseJson } from './json-text';
import { type Problem, problemsError, schemaProblems, shown } from './problems';
import { UserError } from './user-error';

/**
 * Reads what a person or a program wrote: refuses unknown keys, fills in the defaults, writes out the shorthands and checks across the
 * fields. What comes back can run, and parses to itself. No value is ever changed silently.
 * @throws UserError one sentence with the places, what was found there and what is possible (the first three problems and how many more)
 */
export function parseExperiment(document: unknown): Experiment {
  refuseOtherVersions(document);
  const read = documentSchema.safeParse(document);
  if (!read.success)
    throw problemsError(
      withBiasSentences(schemaProblems(read.error.issues, document, documentSchema), document),
    );
  const experiment = complete(read.data);
  const problems = crossChecks(experiment);
  if (problems.length) throw problemsError(problems);
  return experiment;
}

/**
 * Reads an experiment from JSON text; malformed JSON is refused with its line and column.
 * @param source what messages call the text, e.g. a file name
 */
export function parseExperimentText(text: string, source: string): Experiment {
  const document = parseJson(text, source);
  try {
    return parseExperiment(document);
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${source}: ${error.message}`, error.place);
    throw error;
  }
}

/** JSON Schema (draft 2020-12) of what a person may write, for editors and for `saddlescope schema`. */
export function experimentJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(documentSchema, { io: 'input' });
  return {
    $schema,
    $id: `urn:saddlescope:experiment:${experimentVersion}`,
    ...rest,
    examples: [
      {},
      {
        saddlescope: 1,
        data: 'xor',
        network: { sizes: [2, 2, 1], activations: 'tanh' },
        initialisation: { weights: 'zeros' },
      },
      {
        saddlescope: 1,
        name: 'Iris from Glorot',
        data: { name: 'iris', test: 0.2 },
        network: { sizes: [4, 8, 3] },
        loss: 'softmax-cross-entropy',
        initialisation: { seed: 7, weights: ['glorot', { name: 'normal', deviation: 0.01 }] },
        training: { rule: { name: 'adam', rate: 0.01 }, steps: 2000, batch: 30 },
      },
    ],
  };
}

function refuseOtherVersions(document: unknown): void {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new UserError(
      `the experiment is ${shown(document)} but must be an object such as {"data": "xor"}.`,
      'the experiment',
    );
  const version: unknown = 'saddlescope' in document ? document.saddlescope : undefined;
  if (typeof version === 'number' && Number.isInteger(version) && version > experimentVersion)
    throw new UserError(
      `saddlescope is ${version}: written by a newer Saddlescope (format ${version}); this one reads up to ${experimentVersion}.`,
      'saddlescope',
    );
}

/** A scheme that exists, but only for weight matrices, deserves a better sentence than "is not one of". */
function withBiasSentences(problems: readonly Problem[], document: unknown): Problem[] {
  const biases = (document as { initialisation?: { biases?: unknown } }).initialisation?.biases;
  const possible = biasSchemes.map((scheme) => scheme.name).join(', ');
  return problems.map((problem) => {
    const place = /^initialisation\.biases(?:\[(\d+)\])?(?:\.name)?$/.exec(problem.place);
    if (!place) return problem;
    const one: unknown = place[1] === undefined ? biases : (biases as unknown[])[Number(place[1])];
    const name: unknown = typeof one === 'object' && one !== null ? (one as { name?: unknown }).name : one;
    if (!weightSchemes.some((scheme) => scheme.name === name && !scheme.forBiases)) return problem;
    return {
      place: problem.place,
      text: `${problem.place} is "${String(name)}", a scheme for weight matrices that means nothing for a bias vector: use one of ${possible}`,
    };
  });
}

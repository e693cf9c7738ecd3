import { expect, test } from 'vitest';
import { answerCell, claims } from '../../src/claims';
import type { ClaimExperiment } from '../../src/claims/experiment';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { setPlace } from '../../src/model/set-place';
import { openCell } from '../../src/runs/claim-desk';

/** Oracle: nothing that a measurement says it ignores changes a bit of what it measures. */

const quiet = { progress: () => undefined, checkCancelled: () => undefined };
const experiments = [
  ...new Set(claims.flatMap(({ parts }) => parts.map(({ experiment }) => experiment))),
].filter(({ ignores = [] }) => ignores.length > 0);

/** Another value for each place that is ignored anywhere. */
const other: Readonly<Record<string, string>> = {
  'training.rule': '{"name":"adam","rate":0.3}',
  'training.steps': '37',
  'network.sizes': '[2,5,1]',
  'initialisation.seed': '12345',
};

const numbers = (experiment: ClaimExperiment, document: Parameters<typeof openCell>[1]) => {
  const [cell] = experiment.cells(core());
  return answerCell(experiment, cell!, openCell(core(), document, quiet)).measured.numbers;
};

test('some do', () => expect(experiments.length).toBeGreaterThan(5));

test.each(experiments.map((experiment) => [experiment.id, experiment] as const))('%s', (_, experiment) => {
  const { experiment: document } = experiment.cells(core())[0]!;
  const before = numbers(experiment, document);
  for (const place of experiment.ignores!) {
    const changed = parseExperiment(setPlace(document, `${place}=${other[place]}`));
    expect(changed).not.toEqual(document);
    expect(numbers(experiment, changed), place).toEqual(before);
  }
});

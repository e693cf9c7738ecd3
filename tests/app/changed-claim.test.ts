import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type ClaimResult } from '../../src/app';
import { setPlace } from '../../src/model/set-place';
import type { Experiment } from '../../src/model/experiment';

/** Oracle: a row changed into another row of the same table must give that row's numbers, bit for bit; otherwise what theory says of the changed experiment. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

const ids = ['A1d', 'A1i', 'A2a', 'A2f', 'A3c', 'A3e', 'A6c', 'A6e', 'A7a', 'E1', 'E2', 'Q2'];
let results: ReadonlyMap<string, ClaimResult>;
beforeAll(async () => {
  results = new Map((await app.decideClaims(ids)).map((result) => [result.id, result]));
}, 60_000);

/** The first row with these settings. */
function rowOf(id: string, settings: Readonly<Record<string, string>>): number {
  return results
    .get(id)!
    .rows.findIndex((one) => Object.entries(settings).every(([key, value]) => one.settings[key] === value));
}
const changed = (id: string, row: number, ...places: string[]) =>
  app.changeClaim(id, row, places.reduce(setPlace, results.get(id)!.rows[row]!.document) as Experiment);
const squared = { loss: 'Half mean squared error', output: 'linear', biases: 'all' };

describe('a row changed into another row', () => {
  test('shows what that row shows, and the table loses one that holds', async () => {
    const [tanh, sigmoid] = ['tanh', 'Sigmoid'].map((activation) =>
      rowOf('A3c', { ...squared, activation, data: 'AND ±1' }),
    ) as [number, number];
    const { rows, held, decided, verdict } = results.get('A3c')!;
    expect([rows[tanh]!.holds, rows[sigmoid]!.holds]).toEqual([true, false]);
    const answer = await changed('A3c', tanh, 'network.activations[0]=sigmoid');
    expect(answer.row).toEqual(rows[sigmoid]);
    expect(answer).toMatchObject({ verdict, held: held - 1, decided });
    // Weights that stayed 0 in the table move, and the picture says so.
    expect(answer.charts[0]!.series.map(({ name, y }) => [name, y.at(-1)! > 0])).toEqual([
      ['as in the table', false],
      ['changed', true],
    ]);
  });

  test('counts in every reading of its cell', async () => {
    const at = { activation: 'Sigmoid', data: 'AND 0/1' };
    const later = rowOf('A2a', { ...at, when: 'after training' });
    const { held } = results.get('A2a')!;
    expect(results.get('A2a')!.rows[later]!.holds).toBe(false);
    // Outputs that differ at the start already take away the reading “at the start”, too; the one after training fails as before.
    expect(await changed('A2a', later, 'initialisation.perturbation.size=0.5')).toMatchObject({
      row: { holds: false },
      held: held - 1,
    });
    // Training that does not happen leaves the outputs equal: one more reading holds.
    expect(await changed('A2a', later, 'training.steps=1')).toMatchObject({
      row: { holds: true },
      held: held + 1,
    });
  });
});

test('what decides the table after the change is said, also where it is the changed setting itself', async () => {
  const row = rowOf('A1d', { activation: 'ReLU' });
  const answer = await changed('A1d', row, 'initialisation.perturbation.size=0.1');
  expect(answer.row.holds).toBe(false);
  expect(answer.row.settings['start']).toMatch(/pushed by 0\.1$/);
  expect(answer.conditions.join(' ')).toMatch(/the push ε is 0\.1/);
});

test('a verdict can turn: one counterexample among the cells of a claim that was false', async () => {
  const answer = await changed(
    'Q2',
    rowOf('Q2', { rule: 'Multiplicative (a belief)' }),
    'training.rule=adam',
  );
  expect(results.get('Q2')!.verdict).toBe('true');
  expect(answer).toMatchObject({ row: { holds: false }, verdict: 'depends', held: 1, decided: 2 });
});

test('a larger push leaves sooner', async () => {
  const row = rowOf('A6e', { data: 'XOR ±1', rule: 'Gradient descent', 'push ε': '0.03' });
  const { rows, held, verdict } = results.get('A6e')!;
  expect(rows[row]!.holds).toBe(false);
  expect(await changed('A6e', row, 'initialisation.perturbation.size=0.3')).toMatchObject({
    row: { holds: true, settings: { 'push ε': '0.3' } },
    held: held + 1,
    verdict,
  });
});

describe('where nothing can be measured', () => {
  const sentence = (text: string) =>
    expect.stringMatching(new RegExp(`^what claim \\w+ measures is not defined .*${text}.*result stays\\.$`));

  test.each<[string, Readonly<Record<string, string>>, string[], string]>([
    [
      'A3c',
      { activation: 'tanh' },
      [
        'network={"sizes":[2,2,2,1]}',
        'initialisation.weights=zeros',
        'initialisation.biases=zeros',
        'training.dropout=0',
        'training.layerRates=1',
      ],
      'it names the layers of a network with 2 layers of weights, and this one has 3',
    ],
    [
      'A3e',
      { activation: 'tanh' },
      ['network.sizes[1]=1'],
      '“largest difference between units at the end” has no value there',
    ],
    [
      'A1i',
      { 'kind of inputs': 'different' },
      ['network.sizes[1]=1'],
      '“largest difference between units” has no value',
    ],
    [
      'A7a',
      { activation: 'Sigmoid' },
      ['network.activations[0]=tanh'],
      'none of those that the statement is about',
    ],
    ['E1', {}, ['network.activations[0]=tanh'], 'no ReLU units'],
  ])('%s: one sentence', async (id, settings, places, said) => {
    const before = structuredClone(results.get(id));
    const row = id === 'A1i' ? rowOf(id, { ...settings, reading: 'between units' }) : rowOf(id, settings);
    await expect(changed(id, row, ...places)).rejects.toMatchObject({
      name: 'UserError',
      message: sentence(said),
    });
    expect(results.get(id)).toEqual(before);
  });

  test('the units of one reading may be missing while another still says something', async () => {
    const within = rowOf('A1i', {
      'kind of inputs': 'different',
      reading: 'between the weights of one unit',
    });
    const { held, decided } = results.get('A1i')!;
    const answer = await changed('A1i', within, 'network.sizes[1]=1');
    expect(answer).toMatchObject({ row: { holds: true }, held, decided: decided - 1 });
  });

  test('equal units that would not be equal', async () => {
    await expect(changed('A2f', 0, 'initialisation.weights={"name":"normal","deviation":1}')).rejects.toThrow(
      /equal units need the same number/,
    );
  });

  test('a rate at which the run diverges', async () => {
    await expect(
      changed('A3c', rowOf('A3c', { activation: 'Softplus', data: 'AND ±1' }), 'training.rule.rate=1000'),
    ).rejects.toThrow(/stopped being finite after step \d+, so nothing can be measured: use a smaller rate/);
  });

  test('an experiment that cannot run says what to mend, at its place', async () => {
    await expect(changed('A3c', 0, 'training.rule.rate=-1')).rejects.toMatchObject({
      place: 'training.rule.rate',
      message: 'training.rule.rate is -1 but must be a number above 0.',
    });
  });

  test('a row that is not there', async () => {
    const { document } = results.get('Q2')!.rows[0]!;
    await expect(app.changeClaim('Q2', 3, document)).rejects.toThrow(
      'claim Q2 has 3 rows: choose one from 1 to 3.',
    );
    await expect(app.changeClaim('Q9', 0, document)).rejects.toThrow(
      /there is no claim "Q9": did you mean Q/,
    );
  });
});

test('a change that is cancelled says so', async () => {
  const { document } = results.get('E2')!.rows[0]!;
  await expect(app.changeClaim('E2', 0, document, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    place: 'cancelled',
  });
});

test.each([
  ['A6c', 2],
  ['A6e', 0],
  ['A6e', 20],
])(
  'unchanged, %s row %i is the table’s own to the last bit, and the progress is its own',
  async (id, row) => {
    const tasks = new Set<string>();
    const { rows, verdict, held, decided, conditions } = results.get(id)!;
    const answer = await app.changeClaim(id, row, rows[row]!.document, {
      onProgress: ({ task }) => tasks.add(task),
    });
    expect(answer).toMatchObject({ row: rows[row], verdict, held, decided, conditions });
    for (const task of tasks) expect(task).toBe(`claim ${id}, changed`);
  },
);

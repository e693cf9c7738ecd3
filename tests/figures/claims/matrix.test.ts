import { describe, expect, test } from 'vitest';
import { type Matrix, matricesOf, type MatrixRow } from '../../../src/figures/claims/matrix';

/** Oracle: small tables laid out by hand. */

const product = (fields: Readonly<Record<string, readonly string[]>>, part = 0): MatrixRow[] =>
  Object.entries(fields)
    .reduce<Record<string, string>[]>(
      (rows, [field, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [field]: value }))),
      [{}],
    )
    .map((settings) => ({ settings, part }));

/** A matrix as lines of text: headings of the columns, then each line's headings and cells. */
function drawn({ columns, lines }: Matrix): string[] {
  return [
    ...columns.map((level) => level.map(({ text, span }) => `${text}×${span}`).join(' ')),
    ...lines.map(({ headings, cells }) =>
      [
        headings.map((heading) => (heading === null ? '"' : `${heading.text}×${heading.span}`)).join(' '),
        ...cells.map((rows) => rows.join('+') || '.'),
      ].join(' | '),
    ),
  ];
}
const only = (matrices: readonly Matrix[]): Matrix => {
  expect(matrices).toHaveLength(1);
  return matrices[0]!;
};

test('two settings span a matrix, the longer names down', () => {
  const rows = product({
    activation: ['tanh', 'ReLU'],
    data: ['a long name of data', 'another long name', 'c'],
  });
  const matrix = only(matricesOf(rows, ['activation', 'data'], []));
  expect([matrix.down, matrix.across, matrix.title]).toEqual([['data'], ['activation'], '']);
  expect(drawn(matrix)).toEqual([
    'tanh×1 ReLU×1',
    'a long name of data×1 | 0 | 3',
    'another long name×1 | 1 | 4',
    'c×1 | 2 | 5',
  ]);
});

test('one setting goes across, as long as there is room', () => {
  expect(drawn(only(matricesOf(product({ rule: ['a', 'b', 'c'] }), ['rule'], [])))).toEqual([
    'a×1 b×1 c×1',
    ' | 0 | 1 | 2',
  ]);
  const many = product({ seed: Array.from({ length: 20 }, (_, i) => String(i)) });
  expect(only(matricesOf(many, ['seed'], [])).down).toEqual(['seed']);
});

test('settings that follow from others span nothing', () => {
  const rows = product({ activation: ['tanh', 'ReLU'], data: ['XOR', 'AND'] }).map(({ settings, part }) => ({
    settings: { ...settings, rate: settings['activation'] === 'ReLU' ? '0.1' : '0.2', table: 'T' },
    part,
  }));
  const { down, across } = only(matricesOf(rows, ['table', 'activation', 'data', 'rate'], []));
  expect([...down, ...across].sort()).toEqual(['activation', 'data']);
});

test('what decides groups the lines and the columns that it follows from, so that equal verdicts stand together', () => {
  const rows = product({
    activation: ['tanh', 'Sigmoid', 'ReLU'],
    data: ['XOR', 'AND', 'OR'],
  }).map(({ settings, part }) => ({
    settings: {
      ...settings,
      'φ(0)': settings['activation'] === 'Sigmoid' ? 'not 0' : '0',
      slope: settings['data'] === 'XOR' ? '0' : 'not 0',
    },
    part,
  }));
  const matrix = only(matricesOf(rows, ['activation', 'data'], ['φ(0)', 'slope']));
  expect([matrix.across, matrix.down]).toEqual([
    ['slope', 'data'],
    ['φ(0)', 'activation'],
  ]);
  expect(drawn(matrix)).toEqual([
    '0×1 not 0×2',
    'XOR×1 AND×1 OR×1',
    '0×2 tanh×1 | 0 | 1 | 2',
    '" ReLU×1 | 6 | 7 | 8',
    'not 0×1 Sigmoid×1 | 3 | 4 | 5',
  ]);
});

test('headings of several levels run on until something above them changes', () => {
  const rows = product({
    reading: ['one', 'two'],
    biases: ['all', 'none'],
    data: Array.from({ length: 7 }, (_, i) => `data set number ${i + 1}`),
  });
  const matrix = only(matricesOf(rows, ['reading', 'biases', 'data'], []));
  expect(matrix.columns).toEqual([
    [
      { text: 'one', span: 2 },
      { text: 'two', span: 2 },
    ],
    ['all', 'none', 'all', 'none'].map((text) => ({ text, span: 1 })),
  ]);
  expect(matrix.lines.map(({ cells }) => cells)).toEqual(
    Array.from({ length: 7 }, (_, i) => [[i], [7 + i], [14 + i], [21 + i]]),
  );
});

describe('readings of the statement', () => {
  const steps = product({ table: ['one step'], activation: ['tanh', 'ReLU'], data: ['XOR', 'AND'] });
  const rules = product({ table: ['rules'], rule: ['a', 'b', 'c'] }, 1);

  test('stand apart where together they would leave holes, each with what sets it apart', () => {
    const matrices = matricesOf([...steps, ...rules], ['table', 'rule', 'activation', 'data'], []);
    expect(matrices.map(({ title }) => title)).toEqual(['table: one step', 'table: rules']);
    expect(drawn(matrices[1]!)).toEqual(['a×1 b×1 c×1', ' | 4 | 5 | 6']);
  });

  test('stand together where they fill a matrix', () => {
    const read = (reading: string, part: number) =>
      product({ reading: [reading], activation: ['tanh', 'ReLU'] }, part);
    const matrix = only(matricesOf([...read('one', 0), ...read('two', 1)], ['reading', 'activation'], []));
    expect(matrix.lines.flatMap(({ cells }) => cells.flat()).sort()).toEqual([0, 1, 2, 3]);
  });
});

test('a table with holes becomes a list rather than a matrix of holes; every row stands exactly once', () => {
  const rows: MatrixRow[] = [
    ['tanh', 'all'],
    ['Sigmoid', 'all'],
    ['ReLU', 'all'],
    ['tanh', 'incoming'],
    ['tanh', 'outgoing'],
  ].map(([activation, equal]) => ({ settings: { activation: activation!, equal: equal! }, part: 0 }));
  const matrix = only(matricesOf(rows, ['equal', 'activation'], ['equal']));
  expect(drawn(matrix)).toEqual([
    'all×3 tanh×1 | 0',
    '" Sigmoid×1 | 1',
    '" ReLU×1 | 2',
    'incoming×1 tanh×1 | 3',
    'outgoing×1 tanh×1 | 4',
  ]);
});

test('experiments that no setting tells apart share a cell; a single one is a cell', () => {
  const same: MatrixRow = { settings: { data: 'XOR' }, part: 0 };
  expect(drawn(only(matricesOf([same, same], ['data'], [])))).toEqual([' | 0+1']);
  expect(drawn(only(matricesOf([same], [], [])))).toEqual([' | 0']);
});

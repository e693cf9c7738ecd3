import { expect, test } from 'vitest';
import { survival } from '../../../src/analysis/escape/survival';
import { quantileOf } from '../../../src/analysis/sweeps/quantiles';
import { summarise } from '../../../src/analysis/sweeps/summary';
import { core } from '../../../src/core';
import { column, runStatuses, scalarColumns } from '../../../src/model/sweep/row';

/** Oracle: the definitions, on lists of runs. */

const width = scalarColumns.length;
const runs = 240;
const stream = core().stream(5, 'summary');
const rows = new Float64Array(runs * width);
const known = new Uint8Array(runs);
const groupOf = new Uint32Array(runs);
for (let run = 0; run < runs; run++) {
  const row = rows.subarray(run * width, (run + 1) * width);
  groupOf[run] = stream.integer(2);
  known[run] = stream.integer(5) === 0 ? 0 : 1;
  row.forEach((_, k) => (row[k] = stream.normal()));
  row[column.status] = stream.integer(runStatuses.length);
  row[column.steps] = 1 + stream.integer(50);
  row[column.escape_step] = stream.integer(2) === 0 ? NaN : stream.integer(50);
  row[column.solved] = stream.integer(2);
  row[column.test_accuracy] = NaN;
}
const groups = [
  { values: [1], label: 'one' },
  { values: [2], label: 'two' },
];
const found = summarise({ places: ['x'], groups, groupOf }, { width, rows, known }, core().math);
const numberOf = (run: number, name: keyof typeof column) => rows[run * width + column[name]]!;
const membersOf = (group: number) =>
  Array.from({ length: runs }, (_, run) => run).filter((run) => groupOf[run] === group && known[run] === 1);

test.each([0, 1])('group %i is counted as its runs are', (group) => {
  const members = membersOf(group);
  const trained = members.filter((run) => runStatuses[numberOf(run, 'status')] !== 'failed');
  const one = found.groups[group]!;
  expect(one).toMatchObject({ ...groups[group], done: members.length });
  expect(one.runs).toBe(groupOf.filter((of) => of === group).length);
  runStatuses.forEach((status, code) =>
    expect(one.statuses[status]).toBe(members.filter((run) => numberOf(run, 'status') === code).length),
  );
  const solved = trained.filter((run) => numberOf(run, 'solved') === 1).length;
  expect([one.solved.count, one.solved.share]).toEqual([solved, solved / trained.length]);
  const escaped = trained.filter((run) => !Number.isNaN(numberOf(run, 'escape_step')));
  expect([one.escaped.count, one.escaped.share]).toEqual([escaped.length, escaped.length / trained.length]);
  const curve = survival({
    escaped: escaped.map((run) => numberOf(run, 'escape_step')),
    censored: trained.filter((run) => !escaped.includes(run)).map((run) => numberOf(run, 'steps')),
  });
  expect(one.survival.lengths).toEqual(curve.lengths);
  expect(one.survival.surviving).toEqual(curve.surviving);
  const medianOf = (numbers: number[]) =>
    quantileOf(
      numbers.filter((n) => !Number.isNaN(n)).toSorted((a, b) => a - b),
      0.5,
    );
  const losses = trained.map((run) =>
    runStatuses[numberOf(run, 'status')] === 'diverged' ? Infinity : numberOf(run, 'final_loss'),
  );
  expect(one.finalLoss.median).toBe(medianOf(losses));
  expect(one.bestLoss.median).toBe(medianOf(trained.map((run) => numberOf(run, 'best_loss'))));
  expect(one.gradientNorm.median).toBe(medianOf(trained.map((run) => numberOf(run, 'gradient_norm'))));
  expect(one.accuracy.median).toBe(medianOf(trained.map((run) => numberOf(run, 'accuracy'))));
  expect(one.testAccuracy.median).toBeNaN();
});

test('the whole is what its groups are together', () => {
  expect([found.runs, found.done]).toEqual([runs, known.filter((one) => one === 1).length]);
  const failed = [0, 1].flatMap(membersOf).filter((run) => runStatuses[numberOf(run, 'status')] === 'failed');
  expect(found.failed).toBe(failed.length);
});

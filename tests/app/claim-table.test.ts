import { expect, test } from 'vitest';
import { claimTable } from '../../src/app/claim-table';
import { claimNamed } from '../../src/claims';
import { core } from '../../src/core';
import { readCsvTable } from '../../src/model/datasets/csv-table';
import { decide } from '../claims/decide';

/** Oracle: what is read back is what was decided. */

const claims = ['A1a', 'A1i', 'A2c'].map((id) => decide(claimNamed(id), core()));

test.each(claims.map((claim) => [claim.id, claim] as const))('the table of %s as CSV', (_, claim) => {
  const { columns, rows } = readCsvTable(claimTable(claim), 'claim.csv', {
    delimiter: 'comma',
    decimal: 'point',
    header: 'yes',
  });
  const lines = rows.map(({ cells }) => cells);
  expect(columns).toEqual([
    'row',
    'experiment',
    'bears it out',
    ...claim.columns,
    ...claim.measures.map(({ label }) => label),
  ]);
  expect(lines).toHaveLength(claim.rows.length);
  expect(lines.filter(([, , holds]) => holds === 'yes')).toHaveLength(claim.held);
  claim.rows.forEach(({ numbers, document }, i) => {
    expect(lines[i]!.slice(0, 2)).toEqual([String(i + 1), document.name]);
    claim.measures.forEach(({ name }, k) => {
      const text = lines[i]![3 + claim.columns.length + k]!;
      if (numbers[name] === undefined) expect(text).toBe('');
      else expect(Number(text)).toBe(numbers[name]);
    });
  });
});

import { expect, test } from 'vitest';
import { claimFile } from '../../src/app/claim-file';
import { claimNamed } from '../../src/claims';
import { core } from '../../src/core';
import { escapeXml } from '../../src/figures/escape-xml';
import { readCsvTable } from '../../src/model/datasets/csv-table';
import { decide } from '../claims/decide';

/** Oracle: what is read back is what was decided; the rules of XML. */

const claims = ['A1a', 'A1i', 'A2c'].map((id) => decide(claimNamed(id), core()));

test.each(claims.map((claim) => [claim.id, claim] as const))('the table of %s as CSV', (_, claim) => {
  const { columns, rows } = readCsvTable(claimFile(claim, 'csv'), 'claim.csv', 'comma', 'yes');
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

test.each(claims.map((claim) => [claim.id, claim] as const))('the figure of %s as SVG', (_, claim) => {
  const svg = claimFile(claim, 'svg');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="\d+" /);
  expect(svg).not.toMatch(/var\(|NaN|undefined|href|<script/);
  const open: string[] = [];
  for (const [, end, tag, rest] of svg.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
    if (end) expect(open.pop()).toBe(tag);
    else if (!rest!.endsWith('/')) open.push(tag!);
  }
  expect(open).toEqual([]);
  const texts = [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text!);
  const { title, series } = claim.figure;
  expect(texts[0]).toBe(escapeXml(title));
  expect(texts.slice(-series.length)).toEqual(series.map(({ name }) => escapeXml(name)));
});

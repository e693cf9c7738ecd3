import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claims } from '../../src/claims';
import type { JudgedRow } from '../../src/claims/evidence';
import { conditionsOf, verdictOf } from '../../src/claims/verdict';
import { core } from '../../src/core';
import { claimsPage } from '../../src/claims/report/page';
import anotherClaim from './another-claim';
import { decide } from './decide';

/** Oracle: small tables written by hand. */

const row = (settings: Record<string, string>, holds: boolean | null): JudgedRow => ({
  experiment: 'by-hand',
  document: {} as JudgedRow['document'],
  settings,
  numbers: {},
  curves: [],
  holds,
});

describe('a verdict', () => {
  test('is true, false or depends by the rows that decide', () => {
    expect(verdictOf([row({}, true), row({}, true), row({}, null)])).toBe('true');
    expect(verdictOf([row({}, false), row({}, null)])).toBe('false');
    expect(verdictOf([row({}, false), row({}, true)])).toBe('depends');
    expect(() => verdictOf([row({}, null)])).toThrow('nothing decides');
  });

  const grid = (holds: (a: string, b: string, c: string) => boolean) =>
    ['1', '2', '3'].flatMap((a) =>
      ['x', 'y'].flatMap((b) => ['p', 'q'].map((c) => row({ a, b, c }, holds(a, b, c)))),
    );

  test('depends on the fewest settings that tell the rows apart', () => {
    expect(
      conditionsOf(
        grid((a) => a !== '2'),
        ['c', 'b', 'a'],
      ),
    ).toEqual({
      fields: ['a'],
      sentences: ['It holds where a is 1 or 3.', 'It fails where a is 2.'].map((text) =>
        text.replace(' a is', ' the a is'),
      ),
    });
    expect(
      conditionsOf(
        grid((a, b) => a === '1' && b === 'x'),
        ['c', 'b', 'a'],
      ).fields,
    ).toEqual(['b', 'a']);
    expect(
      conditionsOf(
        grid((a, b) => a === '1' && b === 'x'),
        ['c', 'b', 'a'],
      ).sentences[0],
    ).toBe('It holds where the b is x and the a is 1.');
    expect(
      conditionsOf(
        grid((a, b, c) => (a === '1') !== ((b === 'x') !== (c === 'p'))),
        ['a', 'b', 'c'],
      ).fields,
    ).toEqual(['a', 'b', 'c']);
  });

  test('says so where no settings tell', () => {
    const { fields, sentences } = conditionsOf([row({ a: '1' }, true), row({ a: '1' }, false)], ['a']);
    expect(fields).toBeNull();
    expect(sentences[0]).toMatch(/^It holds in 1 of 2 cells, and no/);
  });
});

test('every file of the list is a claim with an id and a place of its own', () => {
  const files = readdirSync(resolve(import.meta.dirname, '../../src/claims/list'));
  expect(claims).toHaveLength(files.length);
  const ids = claims.flatMap(({ id, also = [] }) => [id, ...also].map((one) => one.toLowerCase()));
  expect(new Set(ids).size).toBe(ids.length);
  const experiments = new Set(claims.flatMap(({ parts }) => parts.map(({ experiment }) => experiment)));
  expect(new Set([...experiments].map(({ id }) => id)).size).toBe(experiments.size);
});

test('a claim in one file is decided, and finds on what it depends', () => {
  const result = decide(anotherClaim, core());
  expect(result.verdict).toBe('depends');
  expect(result.decisive).toEqual(['mean loss slope at zero']);
  expect(result.explanation[0]).toContain('fell by 0 at every η');
  expect(claimsPage([result], { version: '0', build: '0' })).toContain('claim-e9');
});

test('the README shows that very file, as it would stand in the list', () => {
  const read = (path: string) => readFileSync(resolve(import.meta.dirname, path), 'utf8');
  const inList = read('another-claim.ts')
    .replaceAll("'../../src/claims/", "'../")
    .replace("'../../src/analysis/words'", "'../../analysis/words'");
  expect(read('../../README.md').replace(/\s+/g, ' ')).toContain(inList.replace(/\s+/g, ' ').trim());
});

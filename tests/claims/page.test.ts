import { expect, test } from 'vitest';
import { claimNamed } from '../../src/claims';
import { claimsPage } from '../../src/claims/report/page';
import { style } from '../../src/claims/report/style';
import { waysIn } from '../../src/claims/verdict';
import { core } from '../../src/core';
import { contrast, parseHex } from '../../src/figures/oklab';
import { decide } from './decide';

/** Oracle: rules of HTML and WCAG 2.2 that can be read off the text of the page. */

const results = ['A1a', 'A1i', 'A3c'].map((id) => decide(claimNamed(id), core()));
const hostile = { ...results[0]!, id: 'X9', statement: '<script>alert("1 & 2")</script>' };
const engine = { version: '1.0', build: 'abcdef0123456789' };
const page = claimsPage([...results, hostile], engine);

test('needs nothing but itself', () => {
  expect(page).not.toMatch(/\b(?:src|srcset)=|<script|@import|url\(|https?:\/\//);
  expect([...page.matchAll(/href="([^"]*)"/g)].every(([, to]) => to!.startsWith('#'))).toBe(true);
  expect(page).toContain("default-src 'none'");
});

test('text from a claim is text', () => {
  expect(page).toContain('&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;');
});

test('has a language, a title, one first heading and no level left out', () => {
  expect(page).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
  expect(page).toMatch(/<title>[^<]+<\/title>/);
  const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
});

test('pictures have text alternatives, tables captions and headers, and links and labels their targets', () => {
  const pictures = [...page.matchAll(/<svg[^>]*>/g)].map(([tag]) => tag);
  expect(pictures.length).toBeGreaterThan(4);
  for (const tag of pictures) expect(tag).toMatch(/aria-hidden="true"|role="img" aria-labelledby=/);
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  const referred = [...page.matchAll(/(?:aria-labelledby|href)="#?([^"]+)"/g)].flatMap(([, list]) =>
    list!.split(' '),
  );
  for (const id of referred) expect(ids).toContain(id);
  for (const [table] of page.matchAll(/<table.*?<\/table>/gs)) {
    expect(table).toMatch(/<caption>[^<]+<\/caption>/);
    expect(table).not.toMatch(/<th>/);
    const columns = table.match(/scope="col"/g)!.length;
    for (const [line] of table.split('</thead>')[1]!.matchAll(/<tr>.*?<\/tr>/gs))
      if (!line.includes(`scope="rowgroup" colspan="${columns}"`))
        expect(line.match(/<t[hd][ >]/g)).toHaveLength(columns);
  }
});

test('every element is closed in its order', () => {
  const open: string[] = [];
  for (const [tag, closing, name] of page.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(?<!\/)>/g)) {
    if (['meta', 'rect', 'line', 'path', 'circle'].includes(name!) || tag.startsWith('<!')) continue;
    if (closing) expect(open.pop()).toBe(name);
    else open.push(name!);
  }
  expect(open).toEqual([]);
});

test('the same claims give the same bytes, and none of them is a date', () => {
  const again = ['A1a', 'A1i', 'A3c'].map((id) => decide(claimNamed(id), core()));
  expect(claimsPage(again, engine)).toBe(claimsPage(results, engine));
  expect(page).not.toMatch(/\b20\d\d-\d\d|\b20\d\d\b.*GMT|\d\d:\d\d/);
});

test('says what computed it', () => {
  expect(page).toContain('Saddlescope 1.0, core abcdef012345.');
});

test('the contents link to every claim, with its verdict by mark and word', () => {
  const contents = page.match(/<nav.*?<\/nav>/s)![0];
  for (const { id, statement } of results)
    expect(contents).toContain(`<a href="#claim-${id.toLowerCase()}">${statement}</a>`);
  expect(contents.match(/✓<\/span> True/g)).toHaveLength(2);
  expect(contents.match(/◐<\/span> It depends/g)).toHaveLength(2);
  expect(contents).toContain('Of 4 claims 2 are true, 0 are false and 2 depend.');
  expect(contents).toContain('5 of 12 experiments');
});

test('a large table is folded away behind a small one that counts the same rows', () => {
  const { rows, held } = results[2]!;
  const article = page.match(/<article id="claim-a3c".*?<\/article>/s)![0];
  const [small, large] = article.split('<details>');
  expect(large!.match(/<tr>/g)).toHaveLength(rows.length + 1);
  const counts = (word: string) =>
    [...small!.matchAll(new RegExp(`(\\d+)<span class="spoken"> ${word}<`, 'g'))].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  expect([counts('yes'), counts('no') + counts('for comparison')]).toEqual([held, rows.length - held]);
});

test('conditions with several ways are a list, and say what the sentence says', () => {
  const sentence = results[2]!.conditions[0]!;
  const { start, ways } = waysIn(sentence);
  expect(ways.length).toBeGreaterThan(1);
  expect(`${start} ${ways.join('; or where ')}.`).toBe(sentence);
  for (const way of ways) expect(page).toContain(`<li>${way}</li>`);
  expect(waysIn('It holds in 3 of 7 cells, and no 5 settings of the table tell which.').ways).toEqual([]);
});

test.each(['light', 'dark'] as const)('text keeps a contrast of 4.5 : 1, lines of 3 : 1 (%s)', (name) => {
  const dark = style.indexOf('@media (prefers-color-scheme: dark)');
  const block = name === 'light' ? style.slice(0, dark) : style.slice(dark, style.indexOf('body {'));
  const colours = Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, property, colour]) => [property, colour!]),
  );
  const on = (property: string, ground: string) =>
    contrast(parseHex(colours[property]!), parseHex(colours[ground]!));
  for (const text of ['ink', 'soft', 'accent', 'false', 'depends'])
    expect([text, on(text, 'surface') >= 4.5]).toEqual([text, true]);
  expect(on('ink', 'panel')).toBeGreaterThanOrEqual(4.5);
  for (const text of ['chart-ink', 'chart-ink-soft'])
    expect([text, on(text, 'chart-surface') >= 4.5]).toEqual([text, true]);
  for (const tone of ['accent', 'above', 'below', 'witness', 'twins', 'quiet'])
    expect([tone, on(`chart-${tone}`, 'chart-surface') >= 3]).toEqual([tone, true]);
});

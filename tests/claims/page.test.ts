import { expect, test } from 'vitest';
import { claimNamed } from '../../src/claims';
import { claimsPage } from '../../src/claims/report/page';
import { core } from '../../src/core';
import { themes } from '../../src/figures/theme';
import { contrast, rgb } from '../contrast';
import { decide } from './decide';

/** Oracle: rules of HTML and WCAG 2.2 that can be read off the text of the page. */

const results = ['A1a', 'A1i', 'A3c'].map((id) => decide(claimNamed(id), core()));
const hostile = { ...results[0]!, id: 'X9', statement: '<script>alert("1 & 2")</script>' };
const page = claimsPage([...results, hostile], { version: '1.0', build: 'abcdef0123456789' });

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
  for (const [table] of page.matchAll(/<table>.*?<\/table>/gs)) {
    expect(table).toMatch(/<caption>[^<]+<\/caption>/);
    expect(table).not.toMatch(/<th>/);
    const columns = table.match(/scope="col"/g)!.length;
    for (const [line] of table.split('<tbody>')[1]!.matchAll(/<tr>.*?<\/tr>/gs))
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

test('text keeps a contrast of 4.5 : 1, lines of 3 : 1', () => {
  const { surface, panel } = themes.light;
  const style = page.match(/<style>(.*?)<\/style>/s)![1]!;
  const colours = new Set(
    [...style.matchAll(/(?<![-\w])color: (#[0-9a-f]{6})/g)].map(([, colour]) => colour!),
  );
  expect(colours.size).toBeGreaterThan(4);
  for (const colour of colours) expect(contrast(rgb(colour), rgb(surface))).toBeGreaterThanOrEqual(4.5);
  expect(contrast(rgb(themes.light.ink), rgb(panel))).toBeGreaterThanOrEqual(4.5);
  const lines = new Set(
    [...page.matchAll(/stroke="(#[0-9a-f]{6})" stroke-width="2"/g)].map(([, colour]) => colour!),
  );
  for (const colour of lines) expect(contrast(rgb(colour), rgb(surface))).toBeGreaterThanOrEqual(3);
});

/** The experiment inside an SVG: a `metadata` element of its own, which other programs carry along. */
import { UserError } from '../model/user-error';
import { recipeLimit } from './png-recipe';

const id = 'saddlescope-experiment';
const mark = `id="${id}"`;

interface Found {
  /** Of the whole element. */
  readonly start: number;
  readonly end: number;
  readonly content: string;
}

/** Between `<` and the mark, other programs put a few attributes at most. */
const longestTag = 1000;

/**
 * The first such element. It is looked for from its mark and never twice in the same place: a regular expression for the whole of it takes hours on a
 * text that was made to be slow.
 */
function findElement(svg: string): Found | null {
  let from = 0;
  for (;;) {
    const at = svg.indexOf(mark, from);
    if (at < 0) return null;
    from = at + mark.length;
    const before = svg.slice(Math.max(0, at - longestTag), at);
    const tag = before.lastIndexOf('<');
    if (tag < 0 || !/^<metadata\s(?:[^<>]*\s)?$/.test(before.slice(tag))) continue;
    const open = svg.indexOf('>', from);
    const close = open < 0 ? -1 : svg.indexOf('<', open);
    if (close < 0) return null;
    from = close;
    if (!svg.startsWith('</metadata>', close)) continue;
    const start = at - before.length + tag;
    return { start, end: close + '</metadata>'.length, content: svg.slice(open + 1, close) };
  }
}

/** @param recipe experiment JSON; one that was there is replaced. @throws UserError where it is longer than `recipeLimit`, or `svg` is no SVG */
export function writeSvgRecipe(svg: string, recipe: string, name = 'picture'): string {
  if (new TextEncoder().encode(recipe).length > recipeLimit)
    throw new UserError(
      `${name}: the experiment is too long for a picture (at most ${recipeLimit} bytes); save a .saddle file instead.`,
      name,
    );
  const start = /<svg\b/.exec(svg);
  const at = start === null ? 0 : svg.indexOf('>', start.index) + 1;
  if (at === 0) throw new UserError(`${name}: this is no SVG picture.`, name);
  const rest = svg.slice(at);
  const old = findElement(rest);
  const plain = old === null ? rest : rest.slice(0, old.start) + rest.slice(old.end).trimStart();
  return `${svg.slice(0, at)}\n<metadata id="${id}">${escaped(recipe)}</metadata>${plain.startsWith('\n') ? '' : '\n'}${plain}`;
}

/** @throws UserError where there is none */
export function readSvgRecipe(svg: string, name: string): string {
  const found = findElement(svg)?.content;
  if (found === undefined)
    throw new UserError(
      `${name}: this picture holds no experiment; only pictures exported by Saddlescope do.`,
      name,
    );
  if (found.length > 6 * recipeLimit)
    throw new UserError(
      `${name}: the experiment in this picture is too long (at most ${recipeLimit} bytes).`,
      name,
    );
  return unescaped(found);
}

const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const;

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => signs[sign as keyof typeof signs]);

/** The five names of XML, and characters by their number, as other programs may write them. */
function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex: string, decimal: string, name: string) => {
      if (name !== undefined)
        return Object.entries(signs).find(([, code]) => code === `&${name};`)?.[0] ?? whole;
      const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

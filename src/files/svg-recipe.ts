/** The experiment inside an SVG: a `metadata` element of its own, which other programs carry along. */
import { UserError } from '../model/user-error';
import { recipeLimit } from './png-recipe';

const id = 'saddlescope-experiment';
const element = new RegExp(`<metadata[^>]*\\bid="${id}"[^>]*>([^<]*)</metadata>\\s*`);

/** @param recipe experiment JSON; one that was there is replaced. @throws UserError where it is longer than `recipeLimit`, or `svg` is no SVG */
export function writeSvgRecipe(svg: string, recipe: string, name = 'picture'): string {
  if (new TextEncoder().encode(recipe).length > recipeLimit)
    throw new UserError(
      `${name}: the experiment is too long for a picture (at most ${recipeLimit} bytes); save a .saddle file instead.`,
      name,
    );
  const start = /<svg\b[^>]*>/.exec(svg);
  if (!start) throw new UserError(`${name}: this is no SVG picture.`, name);
  const at = start.index + start[0].length;
  const plain = svg.slice(at).replace(element, '');
  return `${svg.slice(0, at)}\n<metadata id="${id}">${escaped(recipe)}</metadata>${plain.startsWith('\n') ? '' : '\n'}${plain}`;
}

/** @throws UserError where there is none */
export function readSvgRecipe(svg: string, name: string): string {
  const found = element.exec(svg)?.[1];
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

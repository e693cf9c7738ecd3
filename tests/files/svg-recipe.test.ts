import { describe, expect, test } from 'vitest';
import { fileKind } from '../../src/files/kind';
import { readSvgRecipe, writeSvgRecipe } from '../../src/files/svg-recipe';

/** Oracle: what was put in, and what other programs make of XML. */

const svg =
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="1">\n<title>x</title>\n</svg>\n';
const recipe = '{"name": "a < b & c > d \\"e\\" — ∇ 𝛼", "notes": "</metadata><script>"}';

test('comes back as it went in, and can be replaced', () => {
  const stamped = writeSvgRecipe(svg, recipe);
  expect(readSvgRecipe(stamped, 'x.svg')).toBe(recipe);
  expect(stamped).not.toContain('<script>');
  const again = writeSvgRecipe(stamped, '{}');
  expect(readSvgRecipe(again, 'x.svg')).toBe('{}');
  expect(again.match(/<metadata/g)).toHaveLength(1);
  expect(writeSvgRecipe(again, recipe)).toBe(stamped);
});

test('as another program may have written it', () => {
  const other =
    '<svg><g/><metadata\n  id="saddlescope-experiment" >&#123;&quot;a&quot;: &#x31;, &amp;lt; &apos;&unknown;}</metadata></svg>';
  expect(readSvgRecipe(other, 'x.svg')).toBe('{"a": 1, &lt; \'&unknown;}');
});

describe('refused in one sentence', () => {
  test.each([
    ['no SVG', () => writeSvgRecipe('<html></html>', '{}', 'x'), 'x: this is no SVG picture.'],
    [
      'no recipe',
      () => readSvgRecipe(svg, 'x.svg'),
      'x.svg: this picture holds no experiment; only pictures exported by Saddlescope do.',
    ],
    [
      'too long',
      () => writeSvgRecipe(svg, 'x'.repeat(9 * 2 ** 20), 'x'),
      'x: the experiment is too long for a picture',
    ],
  ])('%s', (_, work, message) => expect(work).toThrow(message));
});

test('known by its beginning, whatever its name', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(fileKind(bytes(svg), 'x.txt')).toBe('svg');
  expect(fileKind(bytes('<!-- made by hand --><svg/>'), 'x')).toBe('svg');
  expect(fileKind(bytes('<!-- made by hand --><svg >'), 'x')).toBe('svg');
  expect(fileKind(bytes('<html>'), 'x.html')).toBe('unknown');
});

import { describe, expect, test } from 'vitest';
import type { DrawingContext } from '../../src/figures/context';
import { renderSvg, SvgContext, type SvgHelp } from '../../src/figures/svg-context';

/** Oracle: the SVG that one would write by hand. */

/** Letters of half their size, ascents that depend on the line they are counted from. */
const ruler = {
  font: '',
  textBaseline: 'alphabetic',
  measureText(text: string) {
    const size = Number(/([\d.]+)px/.exec(this.font)![1]);
    return {
      width: (text.length * size) / 2,
      actualBoundingBoxAscent: this.textBaseline === 'middle' ? size / 4 : (3 * size) / 4,
    };
  },
};
const help: SvgHelp = {
  ruler: ruler as unknown as DrawingContext,
  encode: ({ width, height }) => `data:${width}x${height}`,
};

function drawn(draw: (ctx: SvgContext) => void): string {
  const ctx = new SvgContext(help);
  draw(ctx);
  return ctx.body;
}

describe('shapes', () => {
  test('points, widths and dashes are those of the transform at that time', () => {
    const body = drawn((ctx) => {
      ctx.setTransform(2, 0, 0, 2, 10, 20);
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.lineTo(5, 5);
      ctx.setLineDash([3, 1]);
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = '#123456';
      ctx.stroke();
    });
    expect(body).toBe(
      '<path d="M10 20L20 30" fill="none" stroke="#123456" stroke-width="3" stroke-linecap="butt" stroke-linejoin="miter" stroke-dasharray="6 2"/>',
    );
  });

  test('turned and moved', () => {
    const body = drawn((ctx) => {
      ctx.translate(100, 50);
      ctx.rotate(Math.PI / 2);
      ctx.fillRect(0, 0, 10, 4);
    });
    expect(body).toBe('<path d="M100 50L100 60L96 60L96 50Z" fill="#000000"/>');
  });

  test('a circle is two halves, an arc goes on from where the path is', () => {
    const circle = drawn((ctx) => {
      ctx.beginPath();
      ctx.arc(10, 10, 5, 0, 2 * Math.PI);
      ctx.fill();
    });
    expect(circle).toContain('d="M15 10A5 5 0 0 1 5 10A5 5 0 0 1 15 10"');
    const arc = drawn((ctx) => {
      ctx.beginPath();
      ctx.moveTo(0, 0);
      ctx.arc(10, 10, 5, 0, Math.PI / 2);
      ctx.fill();
    });
    expect(arc).toContain('M0 0L15 10A5 5 0 0 1 13.54 13.54A5 5 0 0 1 10 15');
  });

  test('what was saved comes back: colours, clips, transforms', () => {
    const body = drawn((ctx) => {
      ctx.save();
      ctx.fillStyle = '#ff0000';
      ctx.globalAlpha = 0.5;
      ctx.beginPath();
      ctx.rect(0, 0, 5, 5);
      ctx.clip();
      ctx.fillRect(0, 0, 9, 9);
      ctx.restore();
      ctx.fillRect(1, 1, 1, 1);
    });
    expect(body.split('\n')).toEqual([
      '<defs><clipPath id="clip1"><path d="M0 0L5 0L5 5L0 5Z"/></clipPath></defs>',
      '<g clip-path="url(#clip1)"><path d="M0 0L9 0L9 9L0 9Z" fill="#ff0000" fill-opacity="0.5"/></g>',
      '<path d="M1 1L2 1L2 2L1 2Z" fill="#000000"/>',
    ]);
  });
});

describe('texts', () => {
  test('stand on the letters’ own line, with their length, and are escaped', () => {
    const body = drawn((ctx) => {
      ctx.font = '600 12px Inter, sans-serif';
      ctx.textAlign = 'right';
      ctx.textBaseline = 'middle';
      ctx.fillText('a<b', 30, 40);
    });
    expect(body).toBe(
      '<text transform="matrix(1 0 0 1 30 46)" font-family="Inter, sans-serif" font-size="12" font-weight="600" text-anchor="end" textLength="18" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#000000">a&lt;b</text>',
    );
  });

  test('an empty one is left out', () => expect(drawn((ctx) => ctx.fillText('', 1, 1))).toBe(''));
});

test('a picture stands where it is put, in device pixels', () => {
  const body = drawn((ctx) => {
    ctx.setTransform(3, 0, 0, 3, 0, 0);
    ctx.putImageData(ctx.createImageData(7, 5), 11, 13);
  });
  expect(body).toBe('<image x="11" y="13" width="7" height="5" preserveAspectRatio="none" href="data:7x5"/>');
});

test('the document says what it shows', () => {
  const svg = renderSvg(
    (ctx, width, height) => ctx.fillRect(0, 0, width, height),
    { width: 30, height: 20, title: 'A & B', description: 'It "falls".' },
    help,
  );
  expect(svg).toContain(
    'width="30" height="20" viewBox="0 0 60 40" role="img" aria-labelledby="title description"',
  );
  expect(svg).toContain('<title id="title">A &amp; B</title>');
  expect(svg).toContain('<desc id="description">It &quot;falls&quot;.</desc>');
  expect(svg).toContain('d="M0 0L60 0L60 40L0 40Z"');
});

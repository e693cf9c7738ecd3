/**
 * Text on a canvas. Inter's bundled subsets lack a few signs that mathematics needs (∇ ∂ ‖ ≥ ≤ ≠ ≈ ∝ ∞ → √ subscripts and
 * superscripts), and a bare machine has no other font to borrow them from: these are put together here from glyphs that
 * are there and from strokes, so that a figure reads the same on every machine.
 */
import type { DrawingContext } from './context';
import { fontStack } from './theme';

export interface TextStyle {
  /** CSS pixels. */
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** `middle` centres the capitals on y. Default `alphabetic`. */
  readonly baseline?: 'alphabetic' | 'middle' | 'top';
  /** Drawn behind the text. */
  readonly halo?: string;
}

type Part =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'shifted'; readonly text: string; readonly rise: number }
  | { readonly kind: 'sign'; readonly sign: keyof typeof signs };

/** Share of the size. */
const small = 0.68;
const capHeight = 0.727;

const shifted: Readonly<Record<string, readonly [text: string, rise: number]>> = Object.fromEntries([
  ...[...'₀₁₂₃₄₅₆₇₈₉₊₋'].map((sign, i) => [sign, ['0123456789+\u2212'[i], -0.16]] as const),
  ...[...'ᵢⱼₖₒ'].map((sign, i) => [sign, ['ijko'[i], -0.16]] as const),
  ...[...'ᵏᴸᵀ'].map((sign, i) => [sign, ['kLT'[i], 0.34]] as const),
  ...[...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'].map((sign, i) => [sign, ['0123456789+\u2212'[i], 0.34]] as const),
]) as Record<string, [string, number]>;

type Strokes = readonly (readonly [number, number])[];
interface Sign {
  readonly width: number;
  /** Polylines in shares of the size, x to the right, y up from the baseline. */
  readonly lines: readonly Strokes[];
  readonly closed?: boolean;
}

const infinity: Strokes = Array.from({ length: 41 }, (_, i) => {
  const angle = (i / 40) * 2 * Math.PI;
  const scale = 1 / (1 + Math.sin(angle) ** 2);
  return [
    0.46 + 0.36 * Math.cos(angle) * scale,
    0.33 + 0.62 * Math.sin(angle) * Math.cos(angle) * scale,
  ] as const;
});

const wave = (height: number): Strokes =>
  Array.from(
    { length: 21 },
    (_, i) => [0.08 + (0.5 * i) / 20, height + 0.075 * Math.sin((i / 10) * Math.PI)] as const,
  );

const circle = (x: number, y: number, across: number, up: number): Strokes =>
  Array.from(
    { length: 25 },
    (_, i) => [x + across * Math.cos((i / 12) * Math.PI), y + up * Math.sin((i / 12) * Math.PI)] as const,
  );

const signs = {
  '∇': { width: 0.78, closed: true, lines: [[[0.07, 0.69], [0.71, 0.69], [0.39, 0.04]]] }, // prettier-ignore
  '‖': { width: 0.46, lines: [[[0.14, 0.8], [0.14, -0.16]], [[0.32, 0.8], [0.32, -0.16]]] }, // prettier-ignore
  '≥': { width: 0.66, lines: [[[0.1, 0.62], [0.54, 0.41], [0.1, 0.2]], [[0.1, 0.03], [0.54, 0.03]]] }, // prettier-ignore
  '≤': { width: 0.66, lines: [[[0.54, 0.62], [0.1, 0.41], [0.54, 0.2]], [[0.1, 0.03], [0.54, 0.03]]] }, // prettier-ignore
  '→': { width: 0.94, lines: [[[0.1, 0.34], [0.82, 0.34]], [[0.57, 0.57], [0.82, 0.34], [0.57, 0.11]]] }, // prettier-ignore
  '≈': { width: 0.66, lines: [wave(0.46), wave(0.22)] },
  '∞': { width: 0.92, lines: [infinity] },
  '←': { width: 0.94, lines: [[[0.82, 0.34], [0.1, 0.34]], [[0.35, 0.57], [0.1, 0.34], [0.35, 0.11]]] }, // prettier-ignore
  '≠': { width: 0.66, lines: [[[0.1, 0.46], [0.56, 0.46]], [[0.1, 0.22], [0.56, 0.22]], [[0.2, 0.03], [0.46, 0.65]]] }, // prettier-ignore
  '√': { width: 0.64, lines: [[[0.03, 0.33], [0.13, 0.39], [0.27, 0.02], [0.45, 0.76], [0.63, 0.76]]] }, // prettier-ignore
  '∝': { width: 0.84, lines: [[[0.76, 0.5], [0.64, 0.48], [0.54, 0.41], [0.44, 0.29], [0.34, 0.19], [0.24, 0.16], [0.14, 0.21], [0.09, 0.33], [0.14, 0.45], [0.24, 0.5], [0.34, 0.47], [0.44, 0.37], [0.54, 0.25], [0.64, 0.18], [0.76, 0.16]]] }, // prettier-ignore
  '∘': { width: 0.42, lines: [circle(0.21, 0.33, 0.13, 0.13)] },
  '∂': { width: 0.58, lines: [circle(0.28, 0.24, 0.2, 0.23), [[0.13, 0.63], [0.2, 0.71], [0.3, 0.74], [0.4, 0.69], [0.46, 0.57], [0.49, 0.41], [0.48, 0.24]]] }, // prettier-ignore
  'ℓ': { width: 0.44, lines: [[[0.05, 0.17], [0.19, 0.29], [0.31, 0.5], [0.34, 0.68], [0.27, 0.75], [0.2, 0.66], [0.17, 0.4], [0.17, 0.14], [0.23, 0.01], [0.32, 0.02], [0.39, 0.12]]] }, // prettier-ignore
  '′': {
    width: 0.24,
    lines: [
      [
        [0.15, 0.77],
        [0.09, 0.52],
      ],
    ],
  },
  '″': { width: 0.38, lines: [[[0.15, 0.77], [0.09, 0.52]], [[0.29, 0.77], [0.23, 0.52]]] }, // prettier-ignore
} satisfies Record<string, Sign>;

/** Width in CSS pixels. */
export function textWidth(ctx: DrawingContext, text: string, style: TextStyle): number {
  return partsOf(text).reduce((sum, part) => sum + partWidth(ctx, part, style), 0);
}

/** Draws one line of text. */
export function drawText(ctx: DrawingContext, text: string, x: number, y: number, style: TextStyle): void {
  const parts = partsOf(text);
  const width = parts.reduce((sum, part) => sum + partWidth(ctx, part, style), 0);
  const left = style.align === 'center' ? x - width / 2 : style.align === 'right' ? x - width : x;
  const rise = style.baseline === 'middle' ? capHeight / 2 : style.baseline === 'top' ? 0.97 : 0;
  const base = y + rise * style.size;
  ctx.save();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  if (style.halo !== undefined) {
    // A ring of copies instead of strokeText: the same on every canvas, and no spikes at sharp corners.
    const reach = Math.max(1.5, 0.14 * style.size);
    for (let i = 0; i < 12; i++) {
      const angle = (i / 12) * 2 * Math.PI;
      drawParts(
        ctx,
        parts,
        left + reach * Math.cos(angle),
        base + reach * Math.sin(angle),
        style,
        style.halo,
      );
    }
  }
  drawParts(ctx, parts, left, base, style, style.colour ?? '#000000');
  ctx.restore();
}

/** Breaks a text into lines of at most `width`; a word that is longer by itself, or a script without spaces, breaks anywhere. */
export function wrapText(ctx: DrawingContext, text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/(?<= )/)) {
      if (textWidth(ctx, (line + word).trimEnd(), style) <= width) {
        line += word;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = word;
      while (textWidth(ctx, line.trimEnd(), style) > width && [...line].length > 1) {
        const letters = [...line];
        let fits = letters.length - 1;
        while (fits > 1 && textWidth(ctx, letters.slice(0, fits).join(''), style) > width) fits--;
        lines.push(letters.slice(0, fits).join(''));
        line = letters.slice(fits).join('');
      }
    }
    if (line.trim() !== '' || paragraph === '') lines.push(line.trimEnd());
  }
  return lines;
}

/** The text, cut with … where it is wider than `width`. */
export function fitText(ctx: DrawingContext, text: string, width: number, style: TextStyle): string {
  if (textWidth(ctx, text, style) <= width) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(ctx, `${letters.join('').trimEnd()}…`, style) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const letter of text.replaceAll('⅓', '¹/₃')) {
    const last = parts.at(-1);
    const shift = shifted[letter];
    if (shift) {
      if (last?.kind === 'shifted' && last.rise === shift[1])
        parts[parts.length - 1] = { ...last, text: last.text + shift[0] };
      else parts.push({ kind: 'shifted', text: shift[0], rise: shift[1] });
    } else if (Object.hasOwn(signs, letter)) parts.push({ kind: 'sign', sign: letter as keyof typeof signs });
    else if (last?.kind === 'plain') parts[parts.length - 1] = { kind: 'plain', text: last.text + letter };
    else parts.push({ kind: 'plain', text: letter });
  }
  return parts;
}

function partWidth(ctx: DrawingContext, part: Part, style: TextStyle): number {
  if (part.kind === 'sign') return signs[part.sign].width * style.size;
  ctx.font = fontOf(style, part.kind === 'shifted' ? small : 1);
  return ctx.measureText(part.text).width;
}

function drawParts(
  ctx: DrawingContext,
  parts: readonly Part[],
  x: number,
  y: number,
  style: TextStyle,
  colour: string,
): void {
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  ctx.lineWidth = style.size * (style.weight === 600 ? 0.12 : 0.085);
  ctx.lineCap = 'butt';
  ctx.lineJoin = 'miter';
  let at = x;
  for (const part of parts) {
    if (part.kind === 'sign') {
      const sign: Sign = signs[part.sign];
      ctx.beginPath();
      for (const line of sign.lines) {
        line.forEach(([px, py], i) => {
          if (i === 0) ctx.moveTo(at + px * style.size, y - py * style.size);
          else ctx.lineTo(at + px * style.size, y - py * style.size);
        });
        if (sign.closed) ctx.closePath();
      }
      ctx.stroke();
    } else {
      const rise = part.kind === 'shifted' ? part.rise * style.size : 0;
      ctx.font = fontOf(style, part.kind === 'shifted' ? small : 1);
      ctx.fillText(part.text, at, y - rise);
    }
    at += partWidth(ctx, part, style);
  }
}

function fontOf(style: TextStyle, factor: number): string {
  return `${style.weight ?? 400} ${style.size * factor}px ${fontStack}`;
}

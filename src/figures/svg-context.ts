/**
 * The part of Canvas 2D that the figures use, writing SVG: so every figure is also a vector graphic, drawn by the very code that draws the PNG. Points are
 * transformed when they are added to a path, as the canvas does it. The coloured ground of a landscape stays a picture in it; lines and text can be edited.
 */
import type { DrawingContext } from './context';
import { escapeXml } from './escape-xml';

/** What an SVG cannot do without somebody's help. */
export interface SvgHelp {
  /** A context of a real canvas, asked for the widths of texts. */
  readonly ruler: DrawingContext;
  /** A picture as a `data:` address. */
  encode(image: {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8ClampedArray;
  }): string;
}

type Matrix = readonly [number, number, number, number, number, number];

/** What the figures set from outside. */
type Style = Pick<
  DrawingContext,
  'lineWidth' | 'lineCap' | 'lineJoin' | 'globalAlpha' | 'font' | 'textAlign' | 'textBaseline'
> & { fillStyle: string; strokeStyle: string };

/** Hundredths of a pixel. */
const short = (value: number): string => String(Math.round(value * 100) / 100);

export class SvgContext implements Style {
  fillStyle = '#000000';
  strokeStyle = '#000000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  #matrix: Matrix = [1, 0, 0, 1, 0, 0];
  #dash: readonly number[] = [];
  /** Id of the clip path; empty outside of any. */
  #clip = '';
  readonly #saved: (() => void)[] = [];
  #path: string[] = [];
  readonly #clips: string[] = [];
  readonly #elements: string[] = [];

  constructor(private readonly help: SvgHelp) {}

  /** What was drawn: definitions, then elements. */
  get body(): string {
    const definitions = this.#clips.length > 0 ? `<defs>${this.#clips.join('')}</defs>\n` : '';
    return definitions + this.#elements.join('\n');
  }

  save(): void {
    // Own fields are what is set from outside, and what is given once and stays.
    const style = { ...this };
    const [matrix, dash, clip] = [this.#matrix, this.#dash, this.#clip] as const;
    this.#saved.push(() => {
      Object.assign(this, style);
      [this.#matrix, this.#dash, this.#clip] = [matrix, dash, clip];
    });
  }
  restore(): void {
    this.#saved.pop()?.();
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#matrix = [a, b, c, d, e, f];
  }
  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    this.#matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }
  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    // Only pictures depend on these two, never a result.
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.#matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  beginPath(): void {
    this.#path = [];
  }
  closePath(): void {
    this.#path.push('Z');
  }
  moveTo(x: number, y: number): void {
    this.#path.push(`M${this.#at(x, y)}`);
  }
  lineTo(x: number, y: number): void {
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${this.#at(x, y)}`);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(this.#box(x, y, width, height));
  }
  /** Clockwise, as the figures draw it. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const point = (angle: number) => this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const r = short(radius * this.#scale);
    const turn = Math.min(to - from, 2 * Math.PI);
    const middle = from + turn / 2;
    const start = `${this.#path.length === 0 || turn === 2 * Math.PI ? 'M' : 'L'}${point(from)}`;
    // Two halves: a whole turn has no single arc.
    const half = (angle: number) => `A${r} ${r} 0 0 1 ${point(angle)}`;
    this.#path.push(start, half(middle), half(from + turn));
  }

  clip(): void {
    const id = `clip${this.#clips.length + 1}`;
    this.#clips.push(`<clipPath id="${id}"${this.#clipped}><path d="${this.#path.join('')}"/></clipPath>`);
    this.#clip = id;
  }
  fill(): void {
    this.#filled(this.#path.join(''));
  }
  stroke(): void {
    this.#stroked(this.#path.join(''));
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#filled(this.#box(x, y, width, height));
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#stroked(this.#box(x, y, width, height));
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  measureText(text: string): TextMetrics {
    const { ruler } = this.help;
    ruler.font = this.font;
    ruler.textBaseline = this.textBaseline;
    return ruler.measureText(text);
  }
  fillText(text: string, x: number, y: number): void {
    if (text === '') return;
    const [, weight = '400', size = '10', family = 'sans-serif'] =
      /^(?:(\w+) )?([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const [a, b, c, d] = this.#matrix;
    const [px, py] = this.#point(x, y + this.#shift(text));
    // A reader without Inter takes another font: the text keeps its length, and what stands beside it its place.
    const length = short(this.measureText(text).width);
    const anchor = { center: 'middle', right: 'end', end: 'end' }[this.textAlign as string] ?? 'start';
    this.#add(
      `<text transform="matrix(${[a, b, c, d, px, py].map(short).join(' ')})" font-family="${escapeXml(family)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"${this.#fillOf()}>${escapeXml(text)}</text>`,
    );
  }

  createImageData(width: number, height: number): ImageData {
    const data = new Uint8ClampedArray(4 * width * height);
    return { width, height, data, colorSpace: 'srgb' } as ImageData;
  }
  /** In device pixels, whatever the transform, as on a canvas. */
  putImageData(image: ImageData, x: number, y: number): void {
    this.#elements.push(
      `<image x="${x}" y="${y}" width="${image.width}" height="${image.height}" preserveAspectRatio="none" href="${this.help.encode(image)}"/>`,
    );
  }

  /** From the line that `textBaseline` names down to the letters' own, in which SVG counts everywhere the same. */
  #shift(text: string): number {
    if (this.textBaseline === 'alphabetic') return 0;
    const there = this.measureText(text).actualBoundingBoxAscent;
    const { ruler } = this.help;
    ruler.textBaseline = 'alphabetic';
    return ruler.measureText(text).actualBoundingBoxAscent - there;
  }

  get #scale(): number {
    const [a, b, c, d] = this.#matrix;
    return Math.sqrt(Math.abs(a * d - b * c));
  }
  #point(x: number, y: number): readonly [number, number] {
    const [a, b, c, d, e, f] = this.#matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }
  #at(x: number, y: number): string {
    return this.#point(x, y).map(short).join(' ');
  }
  #box(x: number, y: number, width: number, height: number): string {
    const [right, bottom] = [x + width, y + height];
    return `M${this.#at(x, y)}L${this.#at(right, y)}L${this.#at(right, bottom)}L${this.#at(x, bottom)}Z`;
  }
  get #clipped(): string {
    return this.#clip === '' ? '' : ` clip-path="url(#${this.#clip})"`;
  }
  #opacity(part: 'fill' | 'stroke'): string {
    return this.globalAlpha < 1 ? ` ${part}-opacity="${short(this.globalAlpha)}"` : '';
  }
  #fillOf(): string {
    return ` fill="${escapeXml(this.fillStyle)}"${this.#opacity('fill')}`;
  }
  #filled(path: string): void {
    if (path !== '') this.#add(`<path d="${path}"${this.#fillOf()}/>`);
  }
  #stroked(path: string): void {
    if (path === '') return;
    const { lineCap, lineJoin } = this;
    const dash = this.#dash;
    const scale = this.#scale;
    const dashes =
      dash.length > 0 ? ` stroke-dasharray="${dash.map((length) => short(length * scale)).join(' ')}"` : '';
    this.#add(
      `<path d="${path}" fill="none" stroke="${escapeXml(this.strokeStyle)}" stroke-width="${short(this.lineWidth * scale)}" stroke-linecap="${lineCap}" stroke-linejoin="${lineJoin}"${dashes}${this.#opacity('stroke')}/>`,
    );
  }
  #add(element: string): void {
    const clipped = this.#clipped;
    this.#elements.push(clipped === '' ? element : `<g${clipped}>${element}</g>`);
  }
}

/** Pixels of the coloured ground per unit of the figure. */
const groundScale = 2;

/**
 * A figure as an SVG document.
 * @param draw draws the figure as on a canvas of the size that it is given
 * @param description the text alternative
 */
export function renderSvg(
  draw: (ctx: DrawingContext, width: number, height: number) => unknown,
  {
    width,
    height,
    title,
    description,
  }: {
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly description: string;
  },
  help: SvgHelp,
): string {
  const ctx = new SvgContext(help);
  const [across, down] = [width * groundScale, height * groundScale];
  draw(ctx as unknown as DrawingContext, across, down);
  const box = `0 0 ${across} ${down}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}" role="img" aria-labelledby="title description">
<title id="title">${escapeXml(title)}</title>
<desc id="description">${escapeXml(description)}</desc>
${ctx.body}
</svg>
`;
}

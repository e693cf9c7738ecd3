/** The picture that is exported: its size, its name and its bytes. */
import type { About, ClaimResult, Comparison, Landscape, RunView, StudyName } from '../../src/app/contract';
import { claimPageSize, drawClaimPage } from '../../src/figures/claims/claim-page';
import type { DrawingContext } from '../../src/figures/context';
import { describeLandscape } from '../../src/figures/describe';
import { comparisonPageSize, drawComparisonPage } from '../../src/figures/comparison/comparison-page';
import type { CurveSettings } from '../../src/figures/comparison/curves';
import { drawFigure, figureScale } from '../../src/figures/figure-page';
import { drawLandscapeMap } from '../../src/figures/landscape-map';
import type { Orbit } from '../../src/figures/orbit';
import type { StudyView } from '../../src/figures/studies';
import { drawStudyPage, studyPageSize } from '../../src/figures/studies/study-page';
import { renderSvg } from '../../src/figures/svg-context';
import { surfaceFrame } from '../../src/figures/surface-frame';
import { surfaceModel, type SurfaceSettings } from '../../src/figures/surface-model';
import { surfacePath } from '../../src/figures/surface-path';
import type { ThemeName } from '../../src/figures/theme';
import { sceneModule } from './surface-module';
import { svgHelp } from './svg-help';

export interface PictureSettings {
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  readonly content: 'figure' | 'map' | 'surface';
  readonly format: 'png' | 'svg';
  /** Without a ground of its own. */
  readonly transparent: boolean;
  /** Prints which experiment it is. */
  readonly hash: boolean;
}

export interface PictureContent {
  readonly view: RunView;
  readonly landscape: Landscape;
  readonly engine: About;
  /** The step that is marked. */
  readonly step: number;
  /** SHA-256 of the experiment; empty while it is not known. */
  readonly experimentHash: string;
  /** How the surface is looked at. */
  readonly look: { readonly surface: SurfaceSettings; readonly orbit: Orbit | null };
}

/** Pixel sizes that people ask for; the last two are A4 and a square at 300 dots per inch. */
export const pictureSizes: readonly {
  readonly width: number;
  readonly height: number;
  readonly label: string;
}[] = [
  { width: 1200, height: 900, label: 'Document' },
  { width: 1920, height: 1080, label: 'Slide' },
  { width: 3840, height: 2160, label: 'Slide, 4K' },
  { width: 3000, height: 2250, label: 'Print' },
  { width: 2480, height: 3508, label: 'A4, 300 dpi' },
  { width: 2400, height: 2400, label: 'Square' },
];

export const smallestSide = 200;
export const largestSide = 10_000;
/** Pixels of the whole picture: four bytes each while it is drawn. */
export const mostPixels = 64_000_000;

/** Why a size cannot be drawn, as one sentence; empty when it can. */
export function sizeProblem(width: number, height: number): string {
  for (const [name, side] of [
    ['Width', width],
    ['Height', height],
  ] as const) {
    if (!Number.isInteger(side) || side < smallestSide || side > largestSide)
      return `${name} is ${side}: choose a whole number from ${smallestSide} to ${largestSide.toLocaleString('en-GB')} pixels.`;
  }
  if (width * height > mostPixels)
    return `${width} × ${height} is ${Math.round((width * height) / 1e6)} million pixels: stay at or below ${mostPixels / 1e6} million.`;
  return '';
}

/** A file name from the experiment's name: letters of any script and digits stay. */
export function pictureName(
  experiment: string,
  content: PictureSettings['content'] | StudyName,
  format: PictureSettings['format'] = 'png',
): string {
  const plain = experiment
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain || 'saddlescope'}${content === 'map' ? '-landscape' : content === 'figure' ? '' : `-${content}`}.${format}`;
}

/** Draws the picture at its full size. */
export async function drawPicture(
  settings: PictureSettings,
  content: PictureContent,
): Promise<OffscreenCanvas> {
  const { width, height } = settings;
  if (settings.content === 'surface') return drawSurfacePicture(settings, content);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error(`A picture of ${width} × ${height} pixels cannot be drawn here: choose a smaller one.`);
  // The figures use the part of the context that both kinds of canvas share.
  drawInto(context as unknown as DrawingContext, width, height, settings, content);
  return canvas;
}

/** The same as an SVG document. */
export function vectorPicture(settings: PictureSettings, content: PictureContent): string {
  const { width, height } = settings;
  const { view, landscape } = content;
  return renderSvg(
    (ctx, across, down) => drawInto(ctx, across, down, settings, content),
    { width, height, title: view.experiment.name, description: describeLandscape(landscape) },
    svgHelp(),
  );
}

function drawInto(
  ctx: DrawingContext,
  width: number,
  height: number,
  { theme, content: what, transparent, hash }: PictureSettings,
  { view, landscape, engine, step, experimentHash }: PictureContent,
): void {
  const told = hash && experimentHash !== '' ? experimentHash : undefined;
  if (what === 'figure') {
    const named = told === undefined ? {} : { experimentHash: told };
    drawFigure(ctx, { width, height, theme, view, landscape, engine, step, transparent, ...named });
    return;
  }
  const scale = figureScale(width * 1.6, height * 1.35);
  const { description } = landscape.plane;
  drawLandscapeMap(ctx, {
    landscape,
    width: width / scale,
    height: height / scale,
    scale,
    theme,
    transparent,
    title: view.experiment.name,
    caption: told === undefined ? description : `${description} Experiment ${told.slice(0, 12)}.`,
    step,
  });
}

/** The surface as it is turned in the window. */
async function drawSurfacePicture(
  { width, height, theme, hash }: PictureSettings,
  { view, landscape, step, look, experimentHash }: PictureContent,
): Promise<OffscreenCanvas> {
  const { surfaceOnCanvas } = await sceneModule();
  const model = surfaceModel(landscape, look.surface);
  const orbit = look.orbit ?? model.firstView;
  const ratio = figureScale(width * 1.6, height * 1.35);
  const told = hash && experimentHash !== '' ? `Experiment ${experimentHash.slice(0, 12)}.` : '';
  return surfaceOnCanvas({
    model,
    path: surfacePath(model.drawn, model.mesh, model.space, model.heights, step),
    frame: surfaceFrame(landscape, model.space, model.heights, orbit),
    orbit,
    theme,
    width: width / ratio,
    height: height / ratio,
    ratio,
    step,
    title: view.experiment.name,
    caption: [landscape.plane.description, model.notes, told].filter(Boolean).join(' '),
  });
}

/** Pixels of the picture per pixel of a study's page. */
const pageScale = 2;

/** A page at the size at which it is read well, in so many pixels for paper. */
export function pageOnPaper(
  size: { readonly width: number; readonly height: number },
  draw: (
    context: CanvasRenderingContext2D,
    page: { readonly width: number; readonly height: number; readonly theme: ThemeName },
  ) => void,
): OffscreenCanvas {
  const [width, height] = [size.width * pageScale, size.height * pageScale];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error(`A picture of ${width} × ${height} pixels cannot be drawn here.`);
  draw(context as unknown as CanvasRenderingContext2D, { width, height, theme: 'light' });
  return canvas;
}

/** A page as an SVG document. */
export function pageSvg(
  size: { readonly width: number; readonly height: number },
  words: { readonly title: string; readonly description: string },
  draw: (
    context: DrawingContext,
    page: { readonly width: number; readonly height: number; readonly theme: ThemeName },
  ) => void,
): string {
  return renderSvg(
    (context, width, height) => draw(context, { width, height, theme: 'light' }),
    { ...size, ...words },
    svgHelp(),
  );
}

/** The page of a study's answer. */
export function drawStudyPicture(
  study: string,
  answer: StudyView,
  { view, engine }: Pick<PictureContent, 'view' | 'engine'>,
): OffscreenCanvas {
  return pageOnPaper(studyPageSize(answer), (context, page) =>
    drawStudyPage(context, { ...page, study, view: answer, run: view, engine }),
  );
}

/** The page of a comparison. */
export function drawComparisonPicture(
  comparison: Comparison,
  curves: Pick<CurveSettings, 'quantity' | 'scale'>,
  engine: About,
): OffscreenCanvas {
  return pageOnPaper(comparisonPageSize(comparison), (context, page) =>
    drawComparisonPage(context, { ...page, comparison, curves, engine }),
  );
}

/** The same as an SVG document. */
export function comparisonSvg(
  comparison: Comparison,
  curves: Pick<CurveSettings, 'quantity' | 'scale'>,
  engine: About,
): string {
  return pageSvg(
    comparisonPageSize(comparison),
    {
      title: `Comparison of ${comparison.runs.length} runs`,
      description: comparison.sentences.join(' '),
    },
    (context, page) => drawComparisonPage(context, { ...page, comparison, curves, engine }),
  );
}

/** The page of a claim, for paper. */
export function drawClaimPicture(claim: ClaimResult, engine: About): OffscreenCanvas {
  return pageOnPaper(claimPageSize, (context, page) => drawClaimPage(context, { ...page, claim, engine }));
}

/** The same as an SVG document. */
export function claimSvg(claim: ClaimResult, engine: About): string {
  return pageSvg(
    claimPageSize,
    { title: claim.statement, description: claim.figure.description },
    (context, page) => drawClaimPage(context, { ...page, claim, engine }),
  );
}

export async function pngBytes(canvas: OffscreenCanvas): Promise<Uint8Array> {
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

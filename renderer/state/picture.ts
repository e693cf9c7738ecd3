/** The picture that is exported: its size, its name and its bytes. */
import type { About, ClaimResult, Landscape, RunView, StudyName } from '../../src/app/contract';
import { claimPageSize, drawClaimPage } from '../../src/figures/claims/claim-page';
import { drawFigure, figureScale } from '../../src/figures/figure-page';
import { drawLandscapeMap } from '../../src/figures/landscape-map';
import type { StudyView } from '../../src/figures/studies';
import { drawStudyPage, studyPageSize } from '../../src/figures/studies/study-page';
import type { ThemeName } from '../../src/figures/theme';

export interface PictureSettings {
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  readonly content: 'figure' | 'map';
}

export interface PictureContent {
  readonly view: RunView;
  readonly landscape: Landscape;
  readonly engine: About;
  /** The step that is marked. */
  readonly step: number;
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
export function pictureName(experiment: string, content: PictureSettings['content'] | StudyName): string {
  const plain = experiment
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain || 'saddlescope'}${content === 'map' ? '-landscape' : content === 'figure' ? '' : `-${content}`}.png`;
}

/** Draws the picture at its full size. */
export function drawPicture(settings: PictureSettings, content: PictureContent): OffscreenCanvas {
  const { width, height, theme } = settings;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error(`A picture of ${width} × ${height} pixels cannot be drawn here: choose a smaller one.`);
  // The figures use the part of the context that both kinds of canvas share.
  const target = context as unknown as CanvasRenderingContext2D;
  const { view, landscape, engine, step } = content;
  if (settings.content === 'figure') {
    drawFigure(target, { width, height, theme, view, landscape, engine, step });
  } else {
    const scale = figureScale(width * 1.6, height * 1.35);
    drawLandscapeMap(target, {
      landscape,
      width: width / scale,
      height: height / scale,
      scale,
      theme,
      title: view.experiment.name,
      caption: landscape.plane.description,
      step,
    });
  }
  return canvas;
}

/** Pixels of the picture per pixel of a study's page. */
const pageScale = 2;

/** The page of a study's answer, for paper. */
export function drawStudyPicture(
  study: string,
  answer: StudyView,
  { view, engine }: Pick<PictureContent, 'view' | 'engine'>,
): OffscreenCanvas {
  return drawPage(studyPageSize(answer), (context, size) =>
    drawStudyPage(context, { ...size, theme: 'light', study, view: answer, run: view, engine }),
  );
}

/** The page of a claim, for paper. */
export function drawClaimPicture(claim: ClaimResult, engine: About): OffscreenCanvas {
  return drawPage(claimPageSize, (context, size) =>
    drawClaimPage(context, { ...size, theme: 'light', claim, engine }),
  );
}

interface PageSize {
  readonly width: number;
  readonly height: number;
}

function drawPage(
  page: PageSize,
  draw: (context: CanvasRenderingContext2D, size: PageSize) => void,
): OffscreenCanvas {
  const size = { width: page.width * pageScale, height: page.height * pageScale };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error(`A picture of ${size.width} × ${size.height} pixels cannot be drawn here.`);
  draw(context as unknown as CanvasRenderingContext2D, size);
  return canvas;
}

export async function pngBytes(canvas: OffscreenCanvas): Promise<Uint8Array> {
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

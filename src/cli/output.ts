import { extname } from 'node:path';
import type { ClaimResult, Landscape, RunView, Saddlescope, SweepResult } from '../app';
import { claimPageSize, drawClaimPage } from '../figures/claims/claim-page';
import type { DrawingContext } from '../figures/context';
import { drawFigure } from '../figures/figure-page';
import { describeLandscape } from '../figures/describe';
import { renderPng, renderSvgText } from '../figures/headless';
import type { StudyView } from '../figures/studies';
import { drawStudyPage, studyPageSize } from '../figures/studies/study-page';
import { describeSweep, drawSweepPage, sweepPageSize } from '../figures/sweeps/sweep-page';
import type { PictureFlags } from './options';
import type { Experiment, PointName } from '../model/experiment';
import { UserError } from '../model/user-error';
import type { OfRun } from './export-format';
import { save } from './save';

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

/** The picture that is asked for, 1200 × 900 where no size is. */
export function pictureOptions({ size, theme }: PictureFlags): PictureOptions {
  return { width: 1200, height: 900, ...size, theme };
}

/** How a page is drawn at a size, and what it is called in words. */
interface Page extends Pick<PictureOptions, 'width' | 'height'> {
  readonly title: string;
  readonly description: string;
  draw(ctx: DrawingContext, width: number, height: number): unknown;
}

/** A page as bytes, with what the stamps put inside. */
export async function drawn(
  { width, height, title, description, draw }: Page,
  format: 'png' | 'svg',
  stamps: {
    png(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
    svg(text: string): string | Promise<string>;
  },
): Promise<Uint8Array> {
  if (format === 'png') return stamps.png(await renderPng((ctx) => draw(ctx, width, height), width, height));
  const svg = await renderSvgText(draw, { width, height, title, description });
  return new TextEncoder().encode(await stamps.svg(svg));
}

/** The recipe of a run, or of an experiment. */
const recipe = (app: Saddlescope, of: string | Experiment): Parameters<typeof drawn>[2] => ({
  png: (bytes) => app.stampPng(of, bytes),
  svg: (text) => app.stampSvg(of, text),
});

/** A run's figure with its recipe inside, as PNG or SVG bytes. */
export async function picture(
  app: Saddlescope,
  view: RunView,
  landscape: Landscape,
  { theme, ...size }: PictureOptions,
  format: 'png' | 'svg' = 'png',
): Promise<Uint8Array> {
  const about = { theme, view, landscape, engine: app.about() };
  const experimentHash = await app.experimentHash(view.run);
  const page: Page = {
    ...size,
    title: view.experiment.name,
    description: describeLandscape(landscape),
    draw: (ctx, width, height) => drawFigure(ctx, { width, height, ...about, experimentHash }),
  };
  return drawn(page, format, recipe(app, view.run));
}

/** The page of a study's answer, with the recipe of its run inside, as PNG or SVG bytes. */
export async function studyPicture(
  app: Saddlescope,
  run: RunView,
  study: string,
  view: StudyView,
  { size, theme }: PictureFlags,
  format: 'png' | 'svg' = 'png',
): Promise<Uint8Array> {
  const about = { theme, study, view, run, engine: app.about() };
  const page: Page = {
    ...studyPageSize(view),
    ...size,
    title: `${study}: ${run.experiment.name}`,
    description: view.findings.map(({ headline }) => headline).join(' '),
    draw: (ctx, width, height) => drawStudyPage(ctx, { width, height, ...about }),
  };
  return drawn(page, format, recipe(app, run.run));
}

/** The page of a decided claim, with the experiment of the first row that decides inside, as PNG or SVG bytes. */
export async function claimPicture(
  app: Saddlescope,
  claim: ClaimResult,
  { size, theme }: PictureFlags,
  format: 'png' | 'svg',
): Promise<Uint8Array> {
  const about = { theme, claim, engine: app.about() };
  const page: Page = {
    ...claimPageSize,
    ...size,
    title: claim.statement,
    description: claim.figure.description,
    draw: (ctx, width, height) => drawClaimPage(ctx, { width, height, ...about }),
  };
  const { document } = claim.rows.find(({ holds }) => holds !== null)!;
  return drawn(page, format, recipe(app, document));
}

/** The page of a sweep, with its experiment inside, as PNG or SVG bytes. */
export async function sweepPicture(
  app: Saddlescope,
  { experiment, summary, tables, sentences }: SweepResult,
  { size, theme }: PictureFlags,
  format: 'png' | 'svg',
): Promise<Uint8Array> {
  const about = { theme, experiment, summary, tables, sentences, engine: app.about() };
  const page: Page = {
    ...sweepPageSize,
    ...size,
    title: `Sweep: ${experiment.name}`,
    description: describeSweep(about),
    draw: (ctx, width, height) => drawSweepPage(ctx, { width, height, ...about }),
  };
  return drawn(page, format, recipe(app, experiment));
}

/** Refuses a name whose ending says something else than what will be in the file, before any time is spent. */
export function requireEnding(path: string | undefined, ending: `.${string}`): void {
  if (path === undefined || extname(path).toLowerCase() === ending) return;
  throw new UserError(
    `${path}: this option writes a ${ending} file: end the name in ${ending} (saddlescope export writes other formats).`,
    path,
  );
}

/** Writes a run to a file in a format; a picture or a landscape is computed when there is none yet. */
export async function writeOutput(
  app: Saddlescope,
  view: RunView,
  landscape: () => Promise<Landscape>,
  path: string,
  format: OfRun,
  look: PictureFlags,
  at: PointName = 'final',
): Promise<void> {
  if (format === 'png' || format === 'svg') {
    await save(path, await picture(app, view, await landscape(), pictureOptions(look), format));
  } else {
    if (format === 'landscape-csv' || format === 'landscape-npy') await landscape();
    await save(path, await app.encode(view.run, format, { at }));
  }
}

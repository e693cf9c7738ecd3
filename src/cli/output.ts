import { access, constants, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { ClaimResult, ExportFormat, Landscape, RunView, Saddlescope } from '../app';
import { claimPageSize, drawClaimPage } from '../figures/claims/claim-page';
import type { DrawingContext } from '../figures/context';
import { drawFigure } from '../figures/figure-page';
import { describeLandscape } from '../figures/describe';
import { renderPng, renderSvgText } from '../figures/headless';
import type { StudyView } from '../figures/studies';
import { drawStudyPage, studyPageSize } from '../figures/studies/study-page';
import { writeFileAtomically } from '../files/atomic-write';
import type { PictureFlags } from './options';
import { UserError } from '../model/user-error';

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

/** The picture that is asked for, 1200 × 900 where no size is. */
export function pictureOptions({ size, theme }: PictureFlags): PictureOptions {
  return { width: 1200, height: 900, ...size, theme };
}

/** A run's figure with its recipe inside, as PNG bytes. */
export async function picture(
  app: Saddlescope,
  view: RunView,
  landscape: Landscape,
  { width, height, theme }: PictureOptions,
): Promise<Uint8Array> {
  const about = {
    theme,
    view,
    landscape,
    engine: app.about(),
    experimentHash: await app.experimentHash(view.run),
  };
  const png = await renderPng((ctx) => drawFigure(ctx, { width, height, ...about }), width, height);
  return app.stampPng(view.run, png);
}

/** The same figure as an SVG document. */
export async function vectorPicture(
  app: Saddlescope,
  view: RunView,
  landscape: Landscape,
  { width, height, theme }: PictureOptions,
): Promise<Uint8Array> {
  const about = {
    theme,
    view,
    landscape,
    engine: app.about(),
    experimentHash: await app.experimentHash(view.run),
  };
  const svg = await renderSvgText(
    (ctx, across, down) => drawFigure(ctx, { width: across, height: down, ...about }),
    {
      width,
      height,
      title: view.experiment.name,
      description: describeLandscape(landscape),
    },
  );
  return new TextEncoder().encode(await app.stampSvg(view.run, svg));
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
  const { width, height } = { ...studyPageSize(view), ...size };
  const engine = app.about();
  if (format === 'svg') {
    const svg = await renderSvgText(
      (ctx, across, down) =>
        drawStudyPage(ctx, { width: across, height: down, theme, study, view, run, engine }),
      {
        width,
        height,
        title: `${study}: ${run.experiment.name}`,
        description: view.findings.map(({ headline }) => headline).join(' '),
      },
    );
    return new TextEncoder().encode(await app.stampSvg(run.run, svg));
  }
  const png = await renderPng(
    (ctx) => drawStudyPage(ctx, { width, height, theme, study, view, run, engine }),
    width,
    height,
  );
  return app.stampPng(run.run, png);
}

/** The page of a decided claim, with the experiment of the first row that decides inside, as PNG or SVG bytes. */
export async function claimPicture(
  app: Saddlescope,
  claim: ClaimResult,
  { size, theme }: PictureFlags,
  format: 'png' | 'svg',
): Promise<Uint8Array> {
  const { width, height } = { ...claimPageSize, ...size };
  const engine = app.about();
  const { document } = claim.rows.find(({ holds }) => holds !== null)!;
  const draw = (ctx: DrawingContext, across: number, down: number) =>
    drawClaimPage(ctx, { width: across, height: down, theme, claim, engine });
  if (format === 'png')
    return app.stampPng(document, await renderPng((ctx) => draw(ctx, width, height), width, height));
  const about = { width, height, title: claim.statement, description: claim.figure.description };
  return new TextEncoder().encode(await app.stampSvg(document, await renderSvgText(draw, about)));
}

export type Written = ExportFormat | 'png' | 'svg';

/** What a file name asks for. `subject` decides where an ending has several meanings. */
export function formatOf(path: string, subject: 'history' | 'landscape' | 'theta'): Written {
  switch (extname(path).toLowerCase()) {
    case '.saddle':
      return 'saddle';
    case '.png':
      return 'png';
    case '.svg':
      return 'svg';
    case '.json':
      return 'json';
    case '.csv':
      return subject === 'landscape' ? 'landscape-csv' : 'history-csv';
    case '.npy':
      return subject === 'landscape' ? 'landscape-npy' : 'theta-npy';
    default:
      throw new UserError(
        `${path}: the file's ending must say what to write: .saddle, .png, .svg, .csv, .npy or .json.`,
        path,
      );
  }
}

/** Refuses a place that cannot be written to, before any time is spent on what would go there. */
export async function requirePlace(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const folder = dirname(path);
  const target = await stat(path).catch(() => null);
  if (target?.isDirectory()) throw new UserError(`${path}: this is a folder; name a file.`, path);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new UserError(`${path}: the folder ${folder} does not exist; make it or name another.`, path);
  await access(folder, constants.W_OK).catch(() => {
    throw new UserError(`${path}: the folder ${folder} may not be written to; name another.`, path);
  });
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
  format: Written,
  look: PictureFlags,
): Promise<void> {
  if (format === 'png' || format === 'svg') {
    const draw = format === 'png' ? picture : vectorPicture;
    await writeFileAtomically(path, await draw(app, view, await landscape(), pictureOptions(look)));
  } else {
    if (format === 'landscape-csv' || format === 'landscape-npy') await landscape();
    await writeFileAtomically(path, await app.encode(view.run, format));
  }
  process.stderr.write(`wrote ${path}\n`);
}

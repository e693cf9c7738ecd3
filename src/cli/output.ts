import { access, constants, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { ClaimResult, ExportFormat, Landscape, RunView, Saddlescope } from '../app';
import { claimPageSize, drawClaimPage } from '../figures/claims/claim-page';
import { drawFigure } from '../figures/figure-page';
import { renderPng } from '../figures/headless';
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
  const engine = app.about();
  const png = await renderPng(
    (ctx) => drawFigure(ctx, { width, height, theme, view, landscape, engine }),
    width,
    height,
  );
  return app.stampPng(view.run, png);
}

/** The page of a study's answer, with the recipe of its run inside, as PNG bytes. */
export async function studyPicture(
  app: Saddlescope,
  run: RunView,
  study: string,
  view: StudyView,
  { size, theme }: PictureFlags,
): Promise<Uint8Array> {
  const { width, height } = { ...studyPageSize(view), ...size };
  const engine = app.about();
  const png = await renderPng(
    (ctx) => drawStudyPage(ctx, { width, height, theme, study, view, run, engine }),
    width,
    height,
  );
  return app.stampPng(run.run, png);
}

/** The page of a decided claim, with the experiment of the first row that decides inside, as PNG bytes. */
export async function claimPicture(
  app: Saddlescope,
  claim: ClaimResult,
  { size, theme }: PictureFlags,
): Promise<Uint8Array> {
  const { width, height } = { ...claimPageSize, ...size };
  const engine = app.about();
  const png = await renderPng(
    (ctx) => drawClaimPage(ctx, { width, height, theme, claim, engine }),
    width,
    height,
  );
  return app.stampPng(claim.rows.find(({ holds }) => holds !== null)!.document, png);
}

export type Written = ExportFormat | 'png';

/** What a file name asks for. `subject` decides where an ending has several meanings. */
export function formatOf(path: string, subject: 'history' | 'landscape' | 'theta'): Written {
  switch (extname(path).toLowerCase()) {
    case '.saddle':
      return 'saddle';
    case '.png':
      return 'png';
    case '.json':
      return 'json';
    case '.csv':
      return subject === 'landscape' ? 'landscape-csv' : 'history-csv';
    case '.npy':
      return subject === 'landscape' ? 'landscape-npy' : 'theta-npy';
    default:
      throw new UserError(
        `${path}: the file's ending must say what to write: .saddle, .png, .csv, .npy or .json.`,
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
  if (format === 'png') {
    await writeFileAtomically(path, await picture(app, view, await landscape(), pictureOptions(look)));
  } else {
    if (format === 'landscape-csv' || format === 'landscape-npy') await landscape();
    await writeFileAtomically(path, await app.encode(view.run, format));
  }
  process.stderr.write(`wrote ${path}\n`);
}

import type { About, SweepAggregate } from '../../src/app/contract';
import { drawSweepPage, sweepPageSize } from '../../src/figures/sweeps/sweep-page';
import { pageOnPaper, pageSvg } from './picture';

export interface SweepPicture {
  readonly name: string;
  readonly aggregate: SweepAggregate;
  /** The table that is drawn; null = the survival curves. */
  readonly table: number | null;
  readonly engine: About;
}

/** The page of a sweep, for paper. */
export function drawSweep({ aggregate, ...rest }: SweepPicture): OffscreenCanvas {
  return pageOnPaper(sweepPageSize, (context, page) =>
    drawSweepPage(context, { ...page, ...rest, ...aggregate }),
  );
}

/** The same as an SVG document. */
export function sweepSvg({ aggregate, ...rest }: SweepPicture): string {
  return pageSvg(
    sweepPageSize,
    { title: `${rest.name}: a sweep`, description: aggregate.sentences.join(' ') },
    (context, page) => drawSweepPage(context, { ...page, ...rest, ...aggregate }),
  );
}

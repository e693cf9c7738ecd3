import type { About, SweepAggregate } from '../../src/app/contract';
import { describeSweep, drawSweepPage, sweepPageSize } from '../../src/figures/sweeps/sweep-page';
import type { Experiment } from '../../src/model/experiment';
import { pageOnPaper, pageSvg } from './picture';

export interface SweepPicture {
  readonly experiment: Experiment;
  readonly aggregate: SweepAggregate;
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
    { title: `${rest.experiment.name}: a sweep`, description: describeSweep(aggregate) },
    (context, page) => drawSweepPage(context, { ...page, ...rest, ...aggregate }),
  );
}

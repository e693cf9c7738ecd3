/** A slice of a landscape: the loss along one direction of its plane, through the centre. The question is asked of the study of lines. */
import type { Landscape } from '../../analysis/landscape';
import type { PlaneView } from '../../analysis/planes';
import type { StudyResult, StudySettings } from '../../analysis/studies';
import { axisRange } from '../plane-geometry';
import { cosSin, directionInPlane } from '../plane-point';
import { formatNumber } from '../ticks';
import { findingOf } from './finding-of';
import { lineView } from './line';
import type { StudyView } from './study-view';

/** Points along a slice; odd, so that the centre is one of them. */
const points = 301;

/** @param degrees from α towards β, in units of the plane */
export function sliceQuestion(landscape: Landscape, degrees: number): StudySettings<'line'> {
  const { plane, alphas, betas } = landscape;
  return {
    ...pointOf(plane),
    direction: 'given',
    values: Array.from(directionInPlane(plane, degrees)),
    extent: sliceExtent(alphas, betas, degrees),
    count: points,
    curvature: landscape.quantity === 'curvature',
  };
}

/** A name where it cannot mean another point by now, else the numbers. */
function pointOf({ centre, centreTheta }: PlaneView): Pick<StudySettings<'line'>, 'at' | 'theta'> {
  return centre === 'final' || centre === 'best' ? { theta: Array.from(centreTheta) } : { at: centre };
}

/** How far the slice goes: to the edge of the map that is nearer. */
export function sliceExtent(alphas: Float64Array, betas: Float64Array, degrees: number): number {
  const [cos, sin] = cosSin(degrees).map(Math.abs) as [number, number];
  const [[a0, a1], [b0, b1]] = [axisRange(alphas), axisRange(betas)];
  const reach = (low: number, high: number, share: number) =>
    share > 0 ? Math.min(Math.abs(low), Math.abs(high)) / share : Infinity;
  return Math.min(reach(a0, a1, cos), reach(b0, b1, sin));
}

/** The direction in words: `α`, `β`, or a mix of the two. */
export function sliceName(degrees: number): string {
  const [cos, sin] = cosSin(degrees);
  if (sin === 0) return cos > 0 ? 'α' : '−α';
  if (cos === 0) return sin > 0 ? 'β' : '−β';
  return `${formatNumber(cos, 3)}·α ${sin < 0 ? '−' : '+'} ${formatNumber(Math.abs(sin), 3)}·β`;
}

/** The answer, told as a slice. */
export function sliceView(report: StudyResult<'line'>, { plane }: Landscape, degrees: number): StudyView {
  const view = lineView(report);
  const [cos, sin] = cosSin(degrees);
  const along =
    sin === 0
      ? plane.firstLabel
      : cos === 0
        ? plane.secondLabel
        : `t: α = ${formatNumber(cos, 3)}·t, β = ${formatNumber(sin, 3)}·t`;
  const first = `The slice through ${plane.centre} along ${sliceName(degrees)}; one unit of t is ${formatNumber(report.directionNorm)} in parameter space.`;
  const sentences = [first, ...report.sentences.slice(1)];
  return {
    ...view,
    findings: sentences.map(findingOf),
    charts: view.charts.map((chart) => ({
      ...chart,
      title: chart.title.replace('the line', 'the slice'),
      x: { ...chart.x, label: along },
      description: `${first} ${chart.description.replace(report.sentences[0]!, '').trim()}`,
    })),
    lookAlong: [],
  };
}

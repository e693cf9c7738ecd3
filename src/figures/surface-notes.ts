/** What a reader must know before believing a surface. */
import type { Landscape } from '../analysis/landscape';
import { mapNotes } from './map-notes';
import type { HeightScale } from './surface-heights';
import { formatNumber, groupThousands } from './ticks';
import type { ValueScale } from './value-scale';

/** @param drawn the landscape that the triangles are made of, thinned or not */
export function surfaceNotes(
  landscape: Landscape,
  drawn: Pick<Landscape, 'alphas' | 'betas'>,
  heights: HeightScale,
  values: ValueScale,
  wanted: HeightScale['mode'],
): string {
  const notes: string[] = [];
  const points = ({ alphas, betas }: Pick<Landscape, 'alphas' | 'betas'>): string =>
    `${groupThousands(alphas.length)} × ${groupThousands(betas.length)}`;
  if (drawn.alphas.length < landscape.alphas.length || drawn.betas.length < landscape.betas.length)
    notes.push(`Drawn with ${points(drawn)} of ${points(landscape)} points.`);
  if (heights.mode !== wanted) notes.push('No value is above 0, so the height is not logarithmic.');
  else if (heights.mode === 'logarithmic') notes.push('The height is logarithmic.');
  else if (heights.mode === 'about-centre')
    notes.push(
      `The height is the logarithm of the difference from ${landscape.quantity === 'curvature' ? '0' : 'the centre'}, up and down alike.`,
    );
  const cut = (count: number, end: number, where: string): void => {
    if (count > 0)
      notes.push(
        `${groupThousands(count)} ${count === 1 ? 'point' : 'points'} ${where} ${formatNumber(end, 3)} ${count === 1 ? 'stands' : 'stand'} at that height.`,
      );
  };
  cut(heights.above, heights.high, 'above');
  cut(heights.below, heights.low, 'below');
  return [...notes, mapNotes(landscape, values, 'Holes')].join(' ').trim();
}

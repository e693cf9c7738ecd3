import type { Theme } from '../theme';
import { rankStyle } from '../ranks';
import type { ChartSeries, Tone } from './study-view';

/** The colour of a meaning, the same in every figure. */
export function toneColour(theme: Theme, tone: Tone): string {
  switch (tone) {
    case 'accent':
      return theme.accent;
    case 'above':
      return theme.above;
    case 'below':
      return theme.below;
    case 'quiet':
      return theme.inkSoft;
    case 'witness':
      return theme.trajectory;
    case 'twins':
      return theme.twins;
  }
}

/** Colour of a series, and the dashes of its line. @param dashed the pattern of a line that is drawn dashed for its meaning */
export function seriesStyle(
  { draw, tone, rank }: ChartSeries,
  theme: Theme,
  dashed: readonly number[],
): { readonly colour: string; readonly dash: readonly number[] } {
  if (rank !== undefined) return rankStyle(rank, theme.name);
  return { colour: toneColour(theme, tone), dash: draw === 'dashed' ? dashed : [] };
}

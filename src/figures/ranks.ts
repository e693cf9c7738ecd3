/**
 * How many curves of equal standing are told apart: each has a number, and with it a colour and a pattern of dashes. The colours stay apart for people who lack one
 * kind of cone, and stand out by 3 : 1 from the paper; as eight colours and six patterns go round at different pace, two dozen curves are all drawn differently.
 */
import type { ThemeName } from './theme';

export const rankColours: Readonly<Record<ThemeName, readonly string[]>> = {
  light: ['#0b6a77', '#d76428', '#8205cd', '#67142c', '#129a95', '#1b2a81', '#a967fc', '#a03814'],
  dark: ['#5cc4d3', '#c35154', '#def408', '#3979fb', '#e9ba77', '#8b6ca8', '#53f9e3', '#bb9712'],
};

/** Lengths of strokes and gaps in CSS pixels; none is a line without gaps. */
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2]];

export interface RankStyle {
  readonly colour: string;
  readonly dash: readonly number[];
}

export function rankStyle(rank: number, theme: ThemeName): RankStyle {
  const colours = rankColours[theme];
  return { colour: colours[rank % colours.length]!, dash: dashes[rank % dashes.length]! };
}

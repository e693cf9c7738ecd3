/**
 * Colour maps as tables of sRGB. Diverging: straight lines in OKLab from the theme's surface to teal (below) and to
 * brown-orange (above), the two arms equally far from the surface in lightness: even steps, told apart by every common
 * form of colour blindness (blue against orange) and by lightness alone within an arm. Sequential: cividis (Nuñez,
 * Anderton, Renslow 2018) and viridis (Smith, van der Walt 2015), interpolated in OKLab from matplotlib's tables.
 */
import { fromLch, labToRgb, mixLab, parseHex, rgbToLab, type Lab, type Rgb } from './oklab';
import { themes, type ThemeName } from './theme';

/** A table of sRGB triples; entry 0 is position 0 (or −1 in a diverging map), the last one position 1. */
export interface ColourMap {
  readonly kind: 'diverging' | 'sequential';
  readonly table: Uint8Array;
  readonly entries: number;
}

/** Odd, so that the middle entry is exactly neutral. */
const entries = 1023;

const arms: Readonly<Record<ThemeName, { readonly below: Lab; readonly above: Lab }>> = {
  light: { below: fromLch(0.42, 0.085, 215), above: fromLch(0.42, 0.105, 50) },
  dark: { below: fromLch(0.84, 0.095, 205), above: fromLch(0.84, 0.12, 66) },
};

export const divergingMaps: Readonly<Record<ThemeName, ColourMap>> = {
  light: diverging('light'),
  dark: diverging('dark'),
};

// Every sixteenth entry of matplotlib's tables.
export const viridis = sequential(
  '440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725',
);
export const cividis = sequential(
  '00224e 002d6c 16396d 2f476b 434e6c 52596d 61646f 707070 7d7c78 8e8978 9e9677 aea371 beb069 cfbf5c e0cd4e f3dc37 fee838',
);

/** The colour at a position: −1 … 1 in a diverging map, 0 … 1 in a sequential one; beyond the ends, the end. */
export function colourAt(map: ColourMap, position: number): Rgb {
  const at = 3 * tableIndex(map, position);
  return [map.table[at]!, map.table[at + 1]!, map.table[at + 2]!];
}

export function tableIndex(map: ColourMap, position: number): number {
  const t = map.kind === 'diverging' ? (position + 1) / 2 : position;
  return Math.round(Math.min(1, Math.max(0, t)) * (map.entries - 1));
}

function diverging(name: ThemeName): ColourMap {
  const neutral = rgbToLab(parseHex(themes[name].surface));
  const middle = (entries - 1) / 2;
  return build('diverging', (i) => {
    const t = (i - middle) / middle;
    return mixLab(neutral, t < 0 ? arms[name].below : arms[name].above, Math.abs(t));
  });
}

function sequential(anchors: string): ColourMap {
  const labs = anchors.split(' ').map((hex) => rgbToLab(parseHex(`#${hex}`)));
  return build('sequential', (i) => {
    const position = (i / (entries - 1)) * (labs.length - 1);
    const from = Math.min(labs.length - 2, Math.floor(position));
    return mixLab(labs[from]!, labs[from + 1]!, position - from);
  });
}

function build(kind: ColourMap['kind'], lab: (entry: number) => Lab): ColourMap {
  const table = new Uint8Array(3 * entries);
  for (let i = 0; i < entries; i++) table.set(labToRgb(lab(i)), 3 * i);
  return { kind, table, entries };
}

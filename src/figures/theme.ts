/**
 * Colours, sizes and typefaces of everything that is drawn. The window takes its CSS variables from here (`cssVariables`),
 * so that a figure in the window and one on paper agree. Text colours keep WCAG AA (4.5 : 1) on both surfaces.
 */

export type ThemeName = 'light' | 'dark';

export interface Theme {
  readonly name: ThemeName;
  /** Behind everything; also the neutral end of the diverging map, so that "no difference" looks like empty paper. */
  readonly surface: string;
  /** Raised or sunk areas. */
  readonly panel: string;
  readonly ink: string;
  /** Captions, tick labels. */
  readonly inkSoft: string;
  /** Frames and ticks. */
  readonly rule: string;
  /** Grid lines inside a chart. */
  readonly grid: string;
  readonly accent: string;
  /** Where a quantity is below its value at the centre … */
  readonly below: string;
  /** … and above it. Text-strength versions of the ends of the diverging map. */
  readonly above: string;
  /** The path of a run, nowhere else used. */
  readonly trajectory: string;
  /** Units that are equal, nowhere else used. */
  readonly twins: string;
  /** Outline that keeps lines and labels legible on any colour of the map. */
  readonly halo: string;
  readonly isoline: string;
  readonly nonFinite: string;
  readonly nonFiniteHatch: string;
  readonly error: string;
  /** A claim that holds in some settings and not in others. */
  readonly depends: string;
}

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    name: 'light',
    surface: '#fbfbfa',
    panel: '#f1f2f2',
    ink: '#1b1f23',
    inkSoft: '#565d64',
    rule: '#9aa1a8',
    grid: '#e3e5e7',
    accent: '#0b6a77',
    below: '#0b6a77',
    above: '#97470f',
    trajectory: '#b3125f',
    twins: '#7a3f96',
    halo: '#ffffff',
    isoline: '#2b3036',
    nonFinite: '#d9dadd',
    nonFiniteHatch: '#8b9096',
    error: '#b3261e',
    depends: '#6a4b00',
  },
  dark: {
    name: 'dark',
    surface: '#17191c',
    panel: '#202327',
    ink: '#eceef0',
    inkSoft: '#a6adb5',
    rule: '#626971',
    grid: '#2c3035',
    accent: '#5cc4d3',
    below: '#5cc4d3',
    above: '#eda263',
    trajectory: '#ff7ab8',
    twins: '#c99be6',
    halo: '#0d0e10',
    isoline: '#dfe3e6',
    nonFinite: '#3a3d42',
    nonFiniteHatch: '#7b8188',
    error: '#f2938c',
    depends: '#e3bd5c',
  },
};

/** `Inter Greek` and `Inter Latin Ext` are the names of Inter's other subsets where they are registered apart (headless). */
export const fontStack = '"Inter", "Inter Greek", "Inter Latin Ext", sans-serif';

/** CSS pixels. */
export const sizes = { title: 17, label: 13, tick: 11.5, caption: 12, line: 1.4 } as const;

/** Custom properties for the window's style sheet, e.g. `--surface: #fbfbfa`. */
export function cssVariables(name: ThemeName): Readonly<Record<string, string>> {
  const { name: _, ...colours } = themes[name];
  const entries = Object.entries(colours).map(([key, value]) => [
    `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);
  return { ...(Object.fromEntries(entries) as Record<string, string>), '--font': fontStack };
}

/** Oracles: OKLab's published reference values, WCAG's contrast formula, published colour-map ends, and the definition of evenness. */
import { describe, expect, it } from 'vitest';
import { cividis, colourAt, divergingMaps, viridis } from '../../src/figures/colour-maps';
import { contrast, labToRgb, parseHex, rgbToLab, toHex } from '../../src/figures/oklab';
import { cssVariables, themes } from '../../src/figures/theme';

const names = ['light', 'dark'] as const;

describe('OKLab', () => {
  it('has the published coordinates of pure colours, and comes back', () => {
    const red = rgbToLab([255, 0, 0]);
    expect(red[0]).toBeCloseTo(0.62796, 4);
    expect(red[1]).toBeCloseTo(0.22486, 4);
    expect(red[2]).toBeCloseTo(0.12585, 4);
    for (const hex of ['#000000', '#ffffff', '#123456', '#fedcba'])
      expect(toHex(labToRgb(rgbToLab(parseHex(hex))))).toBe(hex);
  });

  it('contrast of black on white is 21, of #777 on white 4.48', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
    expect(contrast([0x77, 0x77, 0x77], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });
});

describe.each(names)('diverging map, %s', (name) => {
  const map = divergingMaps[name];
  const neutral = parseHex(themes[name].surface);
  const lab = (position: number) => rgbToLab(colourAt(map, position));

  it('is the surface at the centre and one hue on each side', () => {
    expect(colourAt(map, 0)).toEqual(neutral);
    const [, , blueness] = lab(-1);
    const [, redness, yellowness] = lab(1);
    expect(blueness).toBeLessThan(-0.03);
    expect(redness).toBeGreaterThan(0.03);
    expect(yellowness).toBeGreaterThan(0.05);
  });

  it('moves evenly and monotonously in lightness, the two arms alike', () => {
    const away = name === 'light' ? -1 : 1;
    for (let k = 1; k <= 20; k++) {
      for (const side of [-1, 1]) {
        const step = away * (lab((side * k) / 20)[0] - lab((side * (k - 1)) / 20)[0]);
        const mean = Math.abs(lab(side)[0] - lab(0)[0]) / 20;
        expect(step).toBeGreaterThan(0.7 * mean);
        expect(step).toBeLessThan(1.3 * mean);
      }
      expect(Math.abs(lab(k / 20)[0] - lab(-k / 20)[0])).toBeLessThan(0.012);
    }
  });

  it('keeps its two sides apart without red–green vision (blue–yellow axis alone)', () => {
    for (const t of [0.25, 0.5, 1]) expect(lab(t)[2] - lab(-t)[2]).toBeGreaterThan(0.08 * t);
  });

  it('stops at its ends', () => {
    expect(colourAt(map, 7)).toEqual(colourAt(map, 1));
    expect(colourAt(map, -7)).toEqual(colourAt(map, -1));
  });
});

describe.each([
  ['viridis', viridis, '#440154', '#fde725'],
  ['cividis', cividis, '#00224e', '#fee838'],
] as const)('%s', (_, map, low, high) => {
  it('has the published ends and rising lightness', () => {
    expect(toHex(colourAt(map, 0))).toBe(low);
    expect(toHex(colourAt(map, 1))).toBe(high);
    for (let k = 1; k <= 32; k++) {
      expect(rgbToLab(colourAt(map, k / 32))[0]).toBeGreaterThan(rgbToLab(colourAt(map, (k - 1) / 32))[0]);
    }
  });
});

describe.each(names)('theme %s', (name) => {
  const theme = themes[name];
  it.each(['ink', 'inkSoft', 'accent', 'below', 'above', 'trajectory', 'error'] as const)(
    '%s keeps AA on both surfaces',
    (key) => {
      for (const ground of [theme.surface, theme.panel]) {
        expect(contrast(parseHex(theme[key]), parseHex(ground))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('gives the window the same colours', () => {
    expect(cssVariables(name)).toMatchObject({ '--surface': theme.surface, '--ink-soft': theme.inkSoft });
  });
});

import { describe, expect, test } from 'vitest';
import { mostKept } from '../../../src/app/limits';
import { contrast, parseHex, type Rgb, rgbToLab } from '../../../src/figures/oklab';
import { rankColours, rankStyle } from '../../../src/figures/ranks';
import { themes } from '../../../src/figures/theme';

/**
 * Oracles: WCAG 2.2, 1.4.11 (3 : 1 for what must be seen), and what people see who lack one kind of cone, by the matrices of Machado, Oliveira and
 * Fernandes (2009), severity 1, which work on linear RGB.
 */

const sights = {
  'all cones': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
} as const; // prettier-ignore

const linear = (value: number) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
const encoded = (value: number) =>
  255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);

function seen(hex: string, matrix: readonly (readonly number[])[]): Rgb {
  const rgb = parseHex(hex).map(linear);
  return matrix.map((row) =>
    encoded(
      Math.min(
        1,
        Math.max(
          0,
          row.reduce((sum, share, k) => sum + share * rgb[k]!, 0),
        ),
      ),
    ),
  ) as unknown as Rgb;
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(Object.entries(sights))('%s: any two colours are far apart', (_, matrix) => {
    const colours = rankColours[theme].map((hex) => rgbToLab(seen(hex, matrix)));
    const distances = colours.flatMap((a, i) =>
      colours.slice(0, i).map((b) => Math.hypot(...a.map((value, k) => value - b[k]!))),
    );
    // Just noticeable is about 0.02.
    expect(Math.min(...distances)).toBeGreaterThan(0.12);
  });

  test('each stands out from the paper', () => {
    const surface = parseHex(themes[theme].surface);
    for (const colour of rankColours[theme]) expect(contrast(parseHex(colour), surface)).toBeGreaterThan(3);
  });

  test('as many runs as can be kept are all drawn differently', () => {
    const styles = Array.from({ length: mostKept }, (_, rank) => JSON.stringify(rankStyle(rank, theme)));
    expect(new Set(styles).size).toBe(mostKept);
  });
});

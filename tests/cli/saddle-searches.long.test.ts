import { describe, expect, test } from 'vitest';
import { launch } from './launch';

/** The built command line as a person runs it: searches for critical points, and the saddles that a run passes. */

const saddlescope = (...args: string[]) => launch(args);

describe('critical-points', () => {
  test('prints families, points with order and orbit, and what happened to the starts', async () => {
    const { code, out, err } = await saddlescope('critical-points', 'and-from-zero', '--starts', '12');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/Families of equal outputs and equal inertia\n +loss +negative +zero +positive/);
    expect(out).toMatch(/0\.375 +2 +4 +3 .*strict saddle \(order 2\)/);
    expect(out).toMatch(/• Of \d+ starts, \d+ ended at a critical point \(gradient norm at most 1e−12\)/);
  });

  test('gives programs the same points', async () => {
    const { code, out } = await saddlescope('critical-points', 'and-from-zero', '--starts', '2', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out) as { points: { theta: number[]; order: number }[]; randomStarts: number };
    expect(report.randomStarts).toBe(2);
    expect(report.points.every(({ theta }) => theta.length === 9)).toBe(true);
  });

  test('says what to mend', async () => {
    const { code, err } = await saddlescope('critical-points', 'xor-from-zero', '--scale', '0');
    expect(code).toBe(2);
    expect(err).toMatch(/critical-points\.scale/);
  });
});

describe('saddle-to-saddle', () => {
  test('prints the plateaus with their saddles, and the modes beside their curves', async () => {
    const { code, out, err } = await saddlescope('saddle-to-saddle', 'linear-mode-by-mode');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/strengths of the modes +3, 1\n/);
    expect(out).toMatch(/Plateaus and the saddle beside each\n +steps +loss +learned modes/);
    expect(out).toMatch(
      /• Plateau 2, .* at loss 0\.5: mode 1 learned\. Beside it, .* a strict saddle with 3 negative/,
    );
  });
});

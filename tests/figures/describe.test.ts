/** Oracle: landscapes and histories whose finding is known. */
import { describe, expect, it } from 'vitest';
import { describeHistory, describeLandscape } from '../../src/figures/describe';
import { history, shape } from './landscapes';

describe('landscape', () => {
  it('states centre, extremes with their places, and both kinds of direction', () => {
    const text = describeLandscape(shape((a, b) => 0.5 + 0.2 * a * a - 0.4 * b * b, { columns: 21, rows: 11, path: [[0, 0], [0, 0.5, 0.1]] })); // prettier-ignore
    expect(text).toContain('21 × 11 points');
    expect(text).toContain('The value at the centre is 0.5.');
    expect(text).toContain('The lowest value is 0.1 at α = 0, β = −1; the highest is 0.7 at α = −1, β = 0.');
    expect(text).toMatch(
      /falls along \+β \(by 0\.4\), −β \(by 0\.4\), .* and rises along \+α \(by 0\.2\), −α \(by 0\.2\)\./,
    );
    expect(text).toContain(
      'In 100 steps the run goes from α = 0, β = 0 to α = 0, β = 0.5 and is up to 0.1 off the plane',
    );
    expect(text).toContain('its loss goes from 0.5 to 0.4.');
  });

  it('a bowl, a plateau, nothing finite, some not finite, a run that stays', () => {
    expect(describeLandscape(shape((a, b) => a * a + b * b))).toContain('falls along none of the directions');
    expect(
      describeLandscape(
        shape(() => 0.5, {
          path: [
            [0, 0],
            [0, 0],
          ],
        }),
      ),
    ).toMatch(/constant to the last bit: 0\.5\. In 100 steps the run does not move at all\.$/);
    expect(describeLandscape(shape(() => NaN))).toContain('No value is finite.');
    expect(describeLandscape(shape((a, b) => (a > 0.99 ? Infinity : b)))).toContain(
      '51 of 2,601 points are not finite.',
    );
  });
});

describe('history', () => {
  it('a run that stays at the saddle says so to the bit', () => {
    const text = describeHistory(history(11, () => 0.5, () => 0)); // prettier-ignore
    expect(text).toBe(
      'From step 0 to 100 the loss stays at 0.5 to the last bit. The gradient norm is exactly 0 at every recorded step.',
    );
  });

  it('a falling, a broken, an empty and a new run', () => {
    expect(describeHistory(history(11, (i) => 1 / (i + 1), (i) => i))).toContain('its lowest value is 0.09091 at step 100. The gradient norm goes from 0 to 10 and is exactly 0 at 1 of 11'); // prettier-ignore
    expect(describeHistory(history(5, (i) => (i > 2 ? NaN : 1), () => 1))).toContain('no longer finite at step 30'); // prettier-ignore
    expect(describeHistory(history(0, () => 1, () => 1))).toBe('Nothing has been recorded yet.'); // prettier-ignore
    expect(describeHistory(history(1, () => 0.5, () => 0))).toBe('At step 0 the loss is 0.5 and the gradient norm 0.'); // prettier-ignore
  });
});

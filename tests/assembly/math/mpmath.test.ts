import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromBits, NAMES, ordinal, scalar, type FunctionName } from './functions';

/**
 * Oracle: mpmath at 1,400 bits (references/README.md). The error is measured against the exact value, in units of the last place of
 * the correctly rounded result; 0.5 is what correct rounding costs. The bounds are those of assembly/math/README.md.
 */
const BOUNDS: Record<FunctionName, number> = {
  exp: 0.75,
  expm1: 0.51,
  log: 0.51,
  log1p: 0.51,
  tanh: 0.52,
  sigmoid: 0.7,
  softplus: 0.75,
  erf: 0.75,
  sin: 0.8,
  cos: 0.8,
};

type Point = readonly [x: string, rounded: string, remainder: number];

function largestError(name: FunctionName): { error: number; at: number } {
  const file = new URL(`./references/${name}.json`, import.meta.url);
  const points = JSON.parse(readFileSync(file, 'utf8')) as Point[];
  expect(points.length).toBe(500);
  let worst = { error: 0, at: NaN };
  for (const [bits, rounded, remainder] of points) {
    const x = fromBits(bits);
    const result = scalar[name](x);
    const units = Number(ordinal(result) - ordinal(fromBits(rounded)));
    const error = Number.isFinite(result) ? Math.abs(units - remainder) : Infinity;
    if (error > worst.error) worst = { error, at: x };
  }
  return worst;
}

test.each(NAMES)('%s is as near to the exact value as documented', (name) => {
  const { error, at } = largestError(name);
  console.log(`${name}: at most ${error.toFixed(3)} ulp, at ${at}`);
  expect(error).toBeLessThanOrEqual(BOUNDS[name]);
  // No rounding to a double is better than this over hundreds of points: a smaller figure would mean that nothing was measured.
  expect(error).toBeGreaterThan(0.45);
});

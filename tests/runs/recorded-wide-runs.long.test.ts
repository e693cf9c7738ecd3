import { describe } from 'vitest';
import { recordsAsPlainRun, type RecordedCase } from './recorded-case';

/** Oracle: as in recorded-runs.test.ts, with so many parameters that few checkpoints are kept. */

const wide = { data: 'xor', network: { sizes: [2, 300, 300, 1], activations: ['tanh', 'tanh', 'linear'] } };
const slow = { name: 'gradient-descent', rate: 0.1 };

const CASES: readonly RecordedCase[] = [
  { name: 'few checkpoints', base: wide, steps: 110, training: { rule: slow } },
  // Checkpoints are every second step there, and the newest recorded step is one of them in the first run (116), but not in the second (117).
  ...[2100, 2050].map((l2) => ({
    name: `few checkpoints, then divergence by a penalty of ${l2}`,
    base: wide,
    steps: 140,
    training: { rule: { name: 'gradient-descent', rate: 0.01 }, l2 },
  })),
];

describe.each(CASES)('$name', recordsAsPlainRun);

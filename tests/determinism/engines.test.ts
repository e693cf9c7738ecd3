import { beforeAll, describe, expect, test } from 'vitest';
import { bundleFingerprints, fingerprintsIn, NEWER_NODE, newerNode } from './engines';
import { fingerprints } from './fingerprints';

/**
 * Oracle: the same computation in another engine. V8 compiles WebAssembly twice, at once and then for speed; other versions compile it differently
 * again; the bits must be the same everywhere. A newer Node is fetched from the registry where SADDLESCOPE_LONG=1 asks for it.
 */

const LIFTOFF = {
  'only the baseline compiler': ['--liftoff-only'],
  'only the optimising compiler': ['--no-liftoff'],
};

let bundle = '';
let expected: Record<string, string> = {};

beforeAll(async () => {
  bundle = await bundleFingerprints();
  expected = fingerprints();
});

test('the computations are many, and differ from each other', () => {
  // Golden problems that start from zero stay there, all alike.
  const hashes = Object.entries(expected).flatMap(([name, hash]) =>
    name.startsWith('golden') ? [] : [hash],
  );
  expect(hashes.length).toBeGreaterThan(40);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(Object.keys(expected).filter((name) => name.startsWith('golden'))).toHaveLength(26);
});

describe('this Node', () => {
  test.each(Object.entries(LIFTOFF))('%s', (_, flags) => {
    expect(fingerprintsIn(process.execPath, flags, bundle)).toEqual(expected);
  });
});

describe.runIf(process.env['SADDLESCOPE_LONG'] === '1')(`Node ${NEWER_NODE}`, () => {
  test.for(Object.entries({ 'as it is': [], ...LIFTOFF }))('%s', ([, flags], { skip }) => {
    const node = newerNode();
    if ('absent' in node) return skip(node.absent);
    expect(fingerprintsIn(node.path, flags, bundle)).toEqual(expected);
  });
});

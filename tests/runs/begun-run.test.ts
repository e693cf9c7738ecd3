import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { core } from '../../src/core';
import { templateExperiment } from '../../src/model/templates';
import { packBegun, unpackBegun } from '../../src/runs/begun-run';
import { LiveRun } from '../../src/runs/live-run';
import { setUp } from '../../src/runs/setup';

/** Oracle: the run that goes on without having been packed. */

const setup = () => setUp({ ...templateExperiment('xor-pushed') }, core());
const begun = () => {
  const run = new LiveRun(core(), setup(), undefined, null);
  run.advance(2501);
  return { run, packed: packBegun(run.save()!) };
};

test('unpacked, it goes on to the same bits', () => {
  const { run, packed } = begun();
  const { record, trainer } = unpackBegun(packed)!;
  const other = new LiveRun(core(), setup(), record, trainer);
  for (const one of [run, other]) one.advance(1234);
  expect(other.step).toBe(3735);
  expect(other.record()).toEqual(run.record());
});

test('numbers keep every bit', () => {
  const theta = Float64Array.of(-0, NaN, -Infinity, 5e-324);
  const { run } = begun();
  const record = { ...run.record(), checkpoints: [theta], checkpointSteps: Float64Array.of(3) };
  const unpacked = unpackBegun(packBegun({ record, trainer: Uint8Array.of(1, 2) }))!;
  expect(unpacked).toEqual({ record, trainer: Uint8Array.of(1, 2) });
  expect(Object.is(unpacked.record.checkpoints[0]![0], -0)).toBe(true);
});

test('what is none, or is not whole, is none', () => {
  const { packed } = begun();
  expect(unpackBegun(packed.subarray(0, packed.length >> 1))).toBeNull();
  for (const bytes of [
    new Uint8Array(),
    Uint8Array.of(1, 2, 3),
    serialize({}),
    serialize({ record: {} }),
    serialize(null),
    serialize(7),
  ])
    expect(unpackBegun(bytes)).toBeNull();
});

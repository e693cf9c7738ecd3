import { expect, test } from 'vitest';
import { epsilonAt, epsilonPosition, epsilonPositions } from '../../renderer/state/epsilon';
import { defaultSpeedIndex, describeSpeed, speeds } from '../../renderer/state/speed';

test('every position of the ε slider comes back from its size', () => {
  for (let position = 0; position <= epsilonPositions; position++)
    expect(epsilonPosition(epsilonAt(position))).toBe(position);
});

test('the ε slider runs from exactly 0 over 1e-6 to 3, strictly upwards, in three digits', () => {
  expect(epsilonAt(0)).toBe(0);
  expect(epsilonAt(1)).toBe(1e-6);
  expect(epsilonAt(epsilonPositions)).toBe(3);
  for (let position = 1; position <= epsilonPositions; position++) {
    const size = epsilonAt(position);
    expect(size).toBeGreaterThan(epsilonAt(position - 1));
    expect(Number(size.toPrecision(3))).toBe(size);
  }
});

test('sizes between and beyond the positions stand at the nearest', () => {
  expect(epsilonPosition(1e-9)).toBe(1);
  expect(epsilonPosition(100)).toBe(epsilonPositions);
  expect(epsilonPosition(-1)).toBe(0);
  expect(epsilonPosition(NaN)).toBe(0);
  const size = 0.0123456;
  const near = epsilonPosition(size);
  for (const other of [near - 1, near + 1])
    expect(Math.abs(Math.log(epsilonAt(near) / size))).toBeLessThanOrEqual(
      Math.abs(Math.log(epsilonAt(other) / size)),
    );
});

test('speeds ascend and end with no limit', () => {
  const limited = speeds.slice(0, -1) as number[];
  expect(speeds.at(-1)).toBe(null);
  expect(limited).toEqual([...limited].sort((a, b) => a - b));
  expect(limited).not.toContain(null);
  expect(speeds[defaultSpeedIndex]).toBe(500);
  expect(describeSpeed(1)).toBe('1 step/s');
  expect(describeSpeed(10000)).toBe('10,000 steps/s');
  expect(describeSpeed(null)).toBe('as fast as possible');
});

import { expect, test } from 'vitest';
import { mostPixels, pictureName, pictureSizes, sizeProblem } from '../../renderer/state/picture';

test('every offered size can be drawn', () => {
  for (const { width, height } of pictureSizes) expect(sizeProblem(width, height)).toBe('');
});

test.each([
  [199, 900, 'Width is 199'],
  [1200, 10_001, 'Height is 10001'],
  [1200.5, 900, 'Width is 1200.5'],
  [NaN, 900, 'Width is NaN'],
  [10_000, 10_000, '100 million pixels'],
])('%d × %d is refused with the reason', (width, height, text) =>
  expect(sizeProblem(width, height)).toContain(text),
);

test('the limit itself is allowed', () => {
  expect(sizeProblem(8000, mostPixels / 8000)).toBe('');
});

test('file names come from the experiment in any script and never hold a path', () => {
  expect(pictureName('XOR, pushed off the saddle', 'figure')).toBe('xor-pushed-off-the-saddle.png');
  expect(pictureName('XOR', 'map', 'svg')).toBe('xor-landscape.svg');
  expect(pictureName('../../etc/passwd', 'map')).toBe('etc-passwd-landscape.png');
  expect(pictureName('Σφάλμα 3', 'figure')).toBe('σφάλμα-3.png');
  expect(pictureName('…', 'figure')).toBe('saddlescope.png');
});

import { defineConfig } from 'vitest/config';
import { leftOut } from './which-tests.mjs';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/bench/**', '**/node_modules/**', ...leftOut],
    testTimeout: 60_000,
    // Every core: the default leaves one free, which of two is half.
    maxWorkers: '100%',
  },
});

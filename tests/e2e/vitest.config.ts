import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { leftOut } from '../which-tests.mjs';

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['tests/e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...leftOut],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A machine that others use too may need its time for what is there at once elsewhere.
    // Once more where a crowded machine was late; the report says of every test that needed it.
    retry: 1,
    expect: { poll: { timeout: 15_000 } },
    // Each file starts a browser; two cores are shared by all of it.
    fileParallelism: false,
  },
});

import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { apart, leftOut } from './which-tests.mjs';

const notHere = ['tests/e2e/**', 'tests/bench/**', '**/node_modules/**', ...leftOut];

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    testTimeout: 60_000,
    // Every core: the default leaves one free, which of two is half.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: [...notHere, ...apart],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart, exclude: notHere } },
    ],
  },
});

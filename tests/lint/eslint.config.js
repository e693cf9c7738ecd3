import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'assembly/**', 'tests/bench/peers/**'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      // A name that begins with _ is there to be left out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    // The rooms of the house: an arrow points from who uses to who is used, and none runs back up.
    files: ['src/**/*.ts', 'renderer/**/*.ts', 'renderer/**/*.svelte'],
    rules: {
      'no-restricted-globals': ['error', 'eval'],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: 'error',
    },
  },
  // Results must have the same bits everywhere, so nothing in their way may use the host's transcendental functions or its dice.
  {
    files: [
      'src/model/**/*.ts',
      'src/analysis/**/*.ts',
      'src/core/**/*.ts',
      'src/runs/**/*.ts',
      'src/app/**/*.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          'random',
          'exp',
          'expm1',
          'log',
          'log1p',
          'log2',
          'log10',
          'sin',
          'cos',
          'tan',
          'tanh',
          'sinh',
          'cosh',
          'atan',
          'atan2',
          'asin',
          'acos',
          'pow',
          'cbrt',
          'hypot',
        ].map((property) => ({
          object: 'Math',
          property,
          message: 'Its bits differ between machines: use the core’s arithmetic.',
        })),
      ],
    },
  },
);

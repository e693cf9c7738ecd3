/**
 * `npm test`: installs and builds what is missing, then checks types and style, runs the unit tests, and walks the built app through its
 * story in a real browser engine. `npm test -- WORDS` runs only the unit tests whose file names contain the words.
 * Files named `*.long.test.ts` are left out unless SADDLESCOPE_LONG is set or they are named.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runHere, runKept } from './command.mjs';
import { prepare, projectRoot } from './prepare.mjs';
import { say } from './say.mjs';

const bin = (/** @type {string} */ path) => join(projectRoot, 'node_modules', path);
const results = join(projectRoot, 'out', 'test');

/** @typedef {{ name: string, args: string[], report?: string }} Stage */

/** @type {Stage[]} */
const checks = [
  {
    // Of plain TypeScript and JavaScript as well.
    name: 'types',
    args: [
      bin('svelte-check/bin/svelte-check'),
      '--tsconfig',
      'tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ],
  },
  {
    name: 'lint',
    args: [bin('eslint/bin/eslint.js'), '-c', 'tests/lint/eslint.config.js', '--max-warnings', '0', '.'],
  },
  {
    name: 'formatting',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '--cache', '--log-level', 'warn', '.'],
  },
];

/** @param {string} name @param {string} config @param {string[]} words @returns {Stage} */
function vitest(name, config, words) {
  const report = join(results, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
      ...words,
    ],
    report,
  };
}

/** @param {number} code @param {number} started milliseconds since 1970 */
const tellOutcome = (code, started) =>
  say(`  ${code === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);

const words = process.argv.slice(2);
const unit = vitest('unit tests', 'tests/vitest.config.ts', words);
const stages = words.length > 0 ? [unit] : [unit, vitest('end to end', 'tests/e2e/vitest.config.ts', [])];

await prepare({ need: ['app'] });
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
// Each takes half a minute of one core.
const waiting = words.length > 0 ? [] : [...checks];
await Promise.all(
  [1, 2].map(async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = Date.now();
      const { code, output } = await runKept(process.execPath, check.args, { cwd: projectRoot });
      say(`\n— ${check.name} —\n${output.trimEnd()}`.trimEnd());
      tellOutcome(code, started);
      if (code === 0) passed += 1;
      else failed += 1;
    }
  }),
);
for (const stage of stages) {
  say(`\n— ${stage.name} —`);
  const started = Date.now();
  const code = await runHere(process.execPath, stage.args, { cwd: projectRoot });
  tellOutcome(code, started);
  if (stage.report !== undefined && existsSync(stage.report)) {
    const report = JSON.parse(readFileSync(stage.report, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    if (code !== 0 && report.numFailedTests === 0) failed += 1;
  } else if (code === 0) passed += 1;
  else failed += 1;
}
if (words.length === 0 && process.env['SADDLESCOPE_LONG'] === undefined)
  say('\nThe long tests were left out: SADDLESCOPE_LONG=1 npm test runs them as well, as CI does.');
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

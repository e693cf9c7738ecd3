import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';
import { dropFile, launchApp, type Launched, projectRoot } from './harness';

/** Oracle: the page itself. Nothing of a stranger's file becomes an element of it, runs in it, moves it elsewhere or stops it. */

let launched: Launched;
const page = () => launched.page;
beforeAll(async () => {
  launched = await launchApp();
  await page().locator('[data-test="loss"]').waitFor();
});
afterAll(() => launched?.close());

const markup = [
  `<img id="pwned" src="x" onerror="window.pwned = 1">`,
  `<script>window.pwned = 1</script>`,
  `"><svg id="pwned" onload="window.pwned = 1">`,
  `javascript:window.pwned=1`,
  '{@html "<b id=pwned>"}',
].join(' ');
const text = (content: string) => new TextEncoder().encode(content);

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());
const pushed = app.template('xor-pushed');
const { run } = await app.createRun(pushed);
await app.train(run, { steps: 20 });
const saved = await app.encode(run, 'saddle');
const named = app.checkExperiment({
  ...pushed,
  name: markup.slice(0, 200),
  notes: `${markup}\n[a link](javascript:window.pwned=1) https://example.org/`,
});
const written = decodeSaddle(saved, 'x').document as SaddleDocument;

/** Name of the file, its bytes, and whether it can be opened. */
const attacks: readonly (readonly [what: string, name: string, bytes: Uint8Array])[] = [
  ['markup for a name and for notes', 'x.json', text(JSON.stringify(named))],
  ['the same in a file with a run', 'x.saddle', encodeSaddle({ ...written, experiment: named })],
  ['a file whose own name is markup', `${markup.replaceAll('/', ' ').slice(0, 200)}.saddle`, saved],
  ['a file whose name is a path', '../../../etc/passwd.saddle', saved],
  [
    'columns whose names are markup',
    'x.csv',
    text(`"${markup.replaceAll('"', '""')}",b,t\n1,2,3\n4,5,6\n7,8,9\n`),
  ],
  ['cells that a spreadsheet would run', 'y.csv', text('=cmd|"/C calc"!A0,b,t\n=1+1,2,3\n4,5,6\n')],
  [
    'an SVG with a script',
    'x.svg',
    text(`<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned=1</script></svg>`),
  ],
  [
    'a PNG of which only the beginning is there',
    'x.png',
    readFileSync(join(projectRoot, 'tests/files/corpus/picture.png')).subarray(0, 300),
  ],
  ['a document with an unknown key of markup', 'z.json', text(JSON.stringify({ ...pushed, [markup]: 1 }))],
  [
    'a name that turns the line around',
    'r.json',
    text(JSON.stringify({ ...pushed, name: 'safe\u202egnp.exe' })),
  ],
  ['nested without end', 'n.json', text('['.repeat(100_000))],
  ['nothing', 'empty.saddle', new Uint8Array(0)],
];

const corpus = readdirSync(join(projectRoot, 'tests', 'files', 'corpus')).map(
  (name) => [`${name}, its end cut off and one byte turned over`, name, damaged(name)] as const,
);

function damaged(name: string): Uint8Array {
  const bytes = Uint8Array.from(readFileSync(join(projectRoot, 'tests', 'files', 'corpus', name)));
  bytes[bytes.length >> 1]! ^= 0xff;
  return bytes.subarray(0, Math.ceil(0.9 * bytes.length));
}

const button = (name: string) => page().getByRole('button', { name, exact: true });

/** What has come of a file: the document is another, or something is said of it; a question on the way there is answered. */
async function answered(nameBefore: string): Promise<boolean> {
  if ((await button('Go on without saving').count()) > 0) {
    await button('Go on without saving').click();
    return false;
  }
  return page().evaluate(
    (before) =>
      document.querySelector<HTMLInputElement>('.top input.name')?.value !== before ||
      document.querySelector('.message:not(.question), [role="dialog"]') !== null,
    nameBefore,
  );
}

let count = 0;
let nameBefore = '';
beforeEach(async () => {
  // Whatever came before: no panel, no question, and a name by which the document is known.
  for (const label of ['Go on without saving', 'Dismiss', 'Close']) {
    while ((await button(label).count()) > 0) await button(label).first().click();
  }
  nameBefore = `Before the file ${(count += 1)}`;
  const name = page().getByLabel('Name of the experiment');
  await name.fill(nameBefore);
  await name.press('Enter');
  await expect
    .poll(() => page().locator('[data-test="file-state"]').innerText())
    .toMatch(/changed$|^not saved/);
});

test.each([...attacks, ...corpus])('%s', async (_, name, bytes) => {
  const before = page().url();
  await dropFile(page(), name, bytes);
  await expect.poll(() => answered(nameBefore), { timeout: 15_000 }).toBe(true);
  await page().waitForTimeout(200);
  const found = await page().evaluate(() => ({
    ran: 'pwned' in window,
    elements: document.querySelectorAll(
      '#pwned, [onerror], [onload], iframe, object, embed, a[href^="javascript"]',
    ).length,
    shown: document.body.innerText,
  }));
  expect(found.ran).toBe(false);
  expect(found.elements).toBe(0);
  expect(found.shown).not.toMatch(/undefined|\[object| {4}at \w/);
  expect(page().url()).toBe(before);
  expect(await launched.app.windows()).toHaveLength(1);
  // It still answers.
  await page().getByRole('button', { name: 'Step', exact: true }).click({ timeout: 10_000 });
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});

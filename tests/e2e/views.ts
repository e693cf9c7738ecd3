/**
 * Every view of the window, as a person gets there. Whatever must hold in all of them (accessibility, visible focus, stillness) is tested over this table: a new
 * view is one entry here. They are shown in this order by one program, so that a view may build on what those before it have computed.
 */
import { dropFile, type Launched } from './harness';
import type { Page } from 'playwright-core';

export interface View {
  readonly name: string;
  readonly show: (launched: Launched) => Promise<unknown>;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first();

/** Nothing lies over the place, and nothing is asked. */
async function place(page: Page, key: 1 | 2 | 3 | 4 | 5): Promise<void> {
  await page.keyboard.press(`Control+${key}`);
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' });
  if ((await close.count()) > 0) await close.click();
  for (const name of ['Stay here', 'Dismiss'])
    while ((await page.getByRole('button', { name, exact: true }).count()) > 0)
      await button(page, name).click();
}

const says = (page: Page, selector: string, text: string) =>
  page.locator(selector, { hasText: text }).waitFor();

async function template(page: Page, name: string): Promise<void> {
  await place(page, 1);
  await button(page, /^New…?$/).click();
  await page.locator(`[data-template="${name}"]`).click();
  await withoutSaving(page);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Answers the question about unsaved changes, where it comes. */
async function withoutSaving(page: Page): Promise<void> {
  const go = button(page, 'Go on without saving');
  const asked = await go.waitFor({ timeout: 500 }).then(
    () => true,
    () => false,
  );
  if (asked) await go.click();
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name, exact: true }).first();
  await field.fill(value);
  await field.press('Enter');
}

const study = (label: string, settings: Readonly<Record<string, string>> = {}): View => ({
  name: `laboratory: ${label} answered`,
  show: async ({ page }) => {
    await place(page, 2);
    await page
      .getByRole('navigation', { name: 'Studies' })
      .getByRole('button', { name: label })
      .first()
      .click();
    if (Object.keys(settings).length > 0 && (await page.locator('.study details:not([open])').count()) > 0)
      await page.getByText('More settings').click();
    for (const [name, value] of Object.entries(settings)) await fill(page, name, value);
    await page.getByRole('button', { name: /^Ask( again)?$/ }).click();
    await button(page, 'Stop').waitFor({ state: 'detached', timeout: 60_000 });
    await page.locator('[data-test="study-answer"]').waitFor();
  },
});

const menu = (name: string): View => ({
  name: `menu: ${name}`,
  show: async ({ page }) => {
    await place(page, 1);
    await page.getByRole('menuitem', { name, exact: true }).click();
    await page.getByRole('menu', { name }).waitFor();
  },
});

const panel = (title: string, open: (page: Page) => Promise<unknown>): View => ({
  name: `panel: ${title}`,
  show: async ({ page }) => {
    await place(page, 1);
    await open(page);
    await page.getByRole('dialog', { name: title }).waitFor();
  },
});

export const views: readonly View[] = [
  {
    name: 'landscape: first start, with the offer of the tour',
    show: async ({ page }) => {
      await page.locator('[data-test="tour-offer"]').waitFor();
      await page.locator('[data-test="map"]').waitFor();
      await says(page, '[data-test="verdict-order"]', 'order 4');
    },
  },
  {
    name: 'landscape: trained without moving',
    show: async ({ page }) => {
      await button(page, 'Not now').click();
      await button(page, 'To end').click();
      await says(page, '[data-test="status"]', '5,000 steps');
    },
  },
  {
    name: 'landscape: pushed off and trained',
    show: async ({ page }) => {
      await fill(page, 'Size of the push ε', '0.3');
      await button(page, 'To end').click();
      await says(page, '[data-test="status"]', 'the loss went from');
    },
  },
  {
    name: 'landscape: everything folded out, layers trained apart, logarithmic',
    show: async ({ page }) => {
      await page.getByText('About this experiment').click();
      await page.getByRole('checkbox', { name: 'dropout and learning rates per layer' }).check();
      await page.getByRole('checkbox', { name: 'logarithmic' }).check();
    },
  },
  {
    name: 'landscape: read by keyboard',
    show: async ({ page }) => {
      await place(page, 1);
      await page.locator('[data-test="map"]').focus();
      await page.keyboard.press('ArrowRight');
      await says(page, '[data-test="readout"]', 'α');
    },
  },
  {
    name: 'landscape: what can be done at a point of the path',
    show: async ({ page }) => {
      await place(page, 1);
      await page.locator('[data-test="map"]').focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-test="path-readout"]').waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('menu', { name: /^At α/ }).waitFor();
    },
  },
  {
    name: 'landscape: as a surface',
    show: async ({ page }) => {
      await page.keyboard.press('Escape');
      await place(page, 1);
      await button(page, 'Surface').click();
      await page.locator('[data-test="surface"]').waitFor();
      await page.getByText('The surface is being made…').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'landscape: as a slice',
    show: async ({ page }) => {
      await place(page, 1);
      await button(page, 'Slice').click();
      await page.getByRole('img', { name: /^The slice through origin/ }).waitFor();
    },
  },
  {
    name: 'landscape: a point of the plane in the right column',
    show: async ({ page }) => {
      await place(page, 1);
      await button(page, 'Map').click();
      await page.locator('[data-test="map"]').focus();
      for (const key of ['ArrowRight', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
      await page.getByRole('menuitem', { name: 'Say what is true' }).click();
      await page.getByText('of the plane', { exact: false }).first().waitFor();
    },
  },
  menu('File'),
  menu('View'),
  panel('Start from', (page) => button(page, /^New…?$/).click()),
  panel('Export picture', (page) => button(page, /^Export picture/).click()),
  {
    name: 'panel: Export picture with a mistake',
    show: ({ page }) => fill(page, 'Width in pixels', '3'),
  },
  panel('Verify bit for bit', async (page) => {
    await page.getByRole('menuitem', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Verify bit for bit…' }).click();
  }),
  panel('Keys', (page) => page.keyboard.press('?')),
  panel('About Saddlescope', async (page) => {
    await page.getByRole('menuitem', { name: 'Help' }).click();
    await page.getByRole('menuitem', { name: 'About Saddlescope' }).click();
  }),
  {
    name: 'message bar: a question',
    show: async ({ page }) => {
      await place(page, 1);
      await dropFile(page, 'and.json', new TextEncoder().encode('{"name": "AND", "data": "and"}'));
      await button(page, 'Go on without saving').waitFor();
    },
  },
  {
    name: 'message bar: a file that is refused',
    show: async ({ page }) => {
      await dropFile(page, 'gap.json', new TextEncoder().encode('{"data": "nor"}'));
      await withoutSaving(page);
      await page.getByRole('alert').filter({ hasText: 'gap.json' }).waitFor();
    },
  },
  {
    name: 'panel: a table before it is taken, with what is wrong in it',
    show: async ({ page }) => {
      await place(page, 1);
      await dropFile(page, 'gap.csv', new TextEncoder().encode('name,a,b,kind\nx,1,2,red\ny,,4,blue\n'));
      await page.getByRole('dialog', { name: 'Look at gap.csv' }).waitFor();
    },
  },
  {
    name: 'panel: a table of a hundred columns',
    show: async ({ page }) => {
      await button(page, 'Cancel').click();
      const line = (of: (column: number) => string | number) =>
        Array.from({ length: 100 }, (_, i) => of(i)).join(',');
      const table = [line((i) => `sensor ${i}`), line((i) => i), line((i) => i * i)].join('\n');
      await dropFile(page, 'wide.csv', new TextEncoder().encode(table));
      await page.getByRole('dialog', { name: 'Look at wide.csv' }).waitFor();
      await button(page, 'Next columns').click();
    },
  },
  {
    name: 'landscape: mistakes at their fields',
    show: async ({ page }) => {
      await place(page, 1);
      await fill(page, 'Steps', '0');
      await fill(page, 'Units of hidden layer 1', '0');
      await fill(page, 'Points', '1');
      await button(page, 'Step').click();
      await page.locator('[aria-invalid="true"]').nth(1).waitFor();
    },
  },
  {
    name: 'landscape: samples in three classes, held out',
    show: async ({ page }) => {
      await template(page, 'iris-random');
      await page.getByRole('img', { name: /^Samples: / }).waitFor();
      await button(page, 'To end').click();
      await says(page, '[data-test="status"]', 'the loss went from');
    },
  },
  {
    name: 'landscape: diverged',
    show: async ({ page }) => {
      const wild = {
        name: 'Wild',
        data: 'and',
        training: { rule: { name: 'gradient-descent', rate: 1000 } },
      };
      await dropFile(page, 'wild.json', new TextEncoder().encode(JSON.stringify(wild)));
      await withoutSaving(page);
      await page.waitForFunction((name) => document.title.includes(name), 'Wild');
      await button(page, 'To end').click();
      await says(page, '[data-test="status"]', 'diverged');
    },
  },
  {
    name: 'landscape: a table of one’s own',
    show: async ({ page }) => {
      const table = 'width,height,kind\n1,2,red\n2,1.5,blue\n3,1,blue\n1.5,4,red\n2.5,2,blue\n1,3,red\n';
      await dropFile(page, 'flowers.csv', new TextEncoder().encode(table));
      await button(page, 'Use this table').click();
      await withoutSaving(page);
      await page.waitForFunction((name) => document.title.includes(name), 'flowers');
    },
  },
  {
    name: 'landscape: a file dragged over the window',
    show: ({ page }) =>
      page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['{}'], 'one.json'));
        document.body.dispatchEvent(
          new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
        );
      }),
  },
  {
    name: 'laboratory: nothing asked yet',
    show: async ({ page }) => {
      await page.evaluate(() => document.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
      await template(page, 'xor-from-zero');
      await place(page, 2);
      await page.getByRole('region', { name: 'Laboratory' }).waitFor();
    },
  },
  {
    name: 'laboratory: a setting that is refused',
    show: async ({ page }) => {
      await place(page, 2);
      await page.getByRole('navigation', { name: 'Studies' }).getByRole('button', { name: 'Escape' }).click();
      await page.getByText('More settings').click();
      await fill(page, 'Members', '-3');
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
      await page.locator('[data-place="escape.members"] [role="alert"]').waitFor();
    },
  },
  study('Spectrum'),
  study('Saddle order'),
  study('Symmetry'),
  study('Line'),
  study('Escape', { Members: '3', 'Step budget': '2000' }),
  study('Round-off', {}),
  study('Critical points', {}),
  study('Saddle to saddle'),
  {
    name: 'claims: the welcome',
    show: async ({ page }) => {
      await place(page, 3);
      await page.getByRole('region', { name: 'Claims' }).waitFor();
    },
  },
  {
    name: 'claims: a claim before it is decided, with what is expected',
    show: async ({ page }) => {
      await page.locator('button[data-claim="A1i"]').click();
      await button(page, 'False').click();
    },
  },
  {
    name: 'claims: decided',
    show: async ({ page }) => {
      await button(page, 'Let the experiments decide').click();
      await page.locator('[data-test="claim-verdict"]').waitFor({ timeout: 30_000 });
    },
  },
  {
    name: 'claims: a cell and all numbers',
    show: async ({ page }) => {
      await page.getByRole('button', { name: /^Row 1: / }).click();
      await page.locator('[data-test="claim-row"]').waitFor();
      await page.getByText('All numbers as a table').click();
    },
  },
  {
    name: 'claims: a cell changed',
    show: async ({ page }) => {
      await page.getByRole('combobox', { name: 'Activation' }).selectOption('relu');
      await page.locator('[data-test="changed-verdict"]').waitFor({ timeout: 30_000 });
    },
  },
  {
    name: 'claims: a change of which nothing can be measured',
    show: async ({ page }) => {
      await fill(page, 'Learning rate η', '-1');
      await page.getByRole('alert').filter({ hasText: 'must be' }).waitFor({ timeout: 30_000 });
    },
  },
  {
    name: 'compare: nothing kept yet',
    show: async ({ page }) => {
      await place(page, 4);
      await page.getByRole('region', { name: 'Compare' }).waitFor();
    },
  },
  {
    name: 'compare: three runs, sorted, one in front, a label refused',
    show: async ({ page }) => {
      await template(page, 'xor-from-zero');
      for (const epsilon of ['0', '0.5', '0.3']) {
        await fill(page, 'Size of the push ε', epsilon);
        await page.locator('[data-test="step"]', { hasText: /step\s+0\s+of/ }).waitFor();
        await button(page, 'To end').click();
        await says(page, '[data-test="status"]', '5,000 steps');
        await button(page, 'Keep').click();
      }
      await says(page, '[data-test="kept"]', '3 kept');
      // Kept is kept: the document may go. The tour, which comes next, then has nothing to ask about.
      await template(page, 'xor-from-zero');
      await place(page, 4);
      await page.getByRole('columnheader', { name: 'escape step' }).getByRole('button').click();
      await page.getByRole('list', { name: 'Runs' }).getByRole('button').nth(1).click();
      const label = page.getByRole('textbox', { name: /^Label of / });
      await label.first().fill(await label.last().inputValue());
      await label.first().press('Enter');
      await page.getByRole('alert').filter({ hasText: 'Another run is called' }).waitFor();
    },
  },
  ...[1, 2, 3, 4, 5, 6, 7].map((step): View => ({
    name: `tour: step ${step}`,
    show: async ({ page }) => {
      await place(page, 1);
      if (step === 1) await page.keyboard.press('F1');
      else await page.keyboard.press('Alt+ArrowRight');
      await withoutSaving(page);
      await page.locator(`[data-test="tour"][data-step="${step}"]`).waitFor();
    },
  })),
  {
    name: 'tour: of another experiment',
    show: async ({ page }) => {
      await fill(page, 'Size of the push ε', '0.5');
      await button(page, 'Set it up').waitFor();
    },
  },
  {
    name: 'a small window',
    show: async ({ page }) => {
      await page
        .locator('[data-test="tour"]')
        .getByRole('button', { name: 'Leave' })
        .or(page.getByRole('button', { name: 'Done' }))
        .first()
        .click();
      await page.setViewportSize({ width: 1024, height: 768 });
      await place(page, 1);
    },
  },
  {
    name: 'a small window: surface',
    show: async ({ page }) => {
      await button(page, 'Surface').click();
      await page.locator('[data-test="surface"]').waitFor();
    },
  },
  {
    name: 'a small window: slice',
    show: async ({ page }) => {
      await button(page, 'Slice').click();
      // Of the tour's last experiment, whose landscape is about the start.
      await page.getByRole('img', { name: /^The slice through init/ }).waitFor();
    },
  },
  {
    name: 'a small window: laboratory',
    show: async ({ page }) => {
      await place(page, 2);
    },
  },
  {
    name: 'a small window: claims',
    show: async ({ page }) => {
      await place(page, 3);
    },
  },
  {
    name: 'a small window: compare',
    show: async ({ page }) => {
      await place(page, 4);
    },
  },
  {
    name: 'sweep: proposed',
    show: async ({ page }) => {
      await place(page, 5);
      await page.locator('[data-test="sweep-size"]').waitFor();
    },
  },
  {
    name: 'sweep: a mistake',
    show: async ({ page }) => {
      await fill(page, 'Values of Size of the push ε', '0..1:3:log');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'sweep: computed, with the runs of a group',
    show: async ({ page }) => {
      await fill(page, 'Values of Size of the push ε', '0.3, 1');
      await fill(page, 'Values of Seed of the start', '1..10');
      await button(page, 'Vary one more').click();
      await says(page, '[data-test="sweep-size"]', ' in 6 groups');
      await button(page, 'Run the sweep').click();
      await page.locator('[data-test="sweep-groups"]').waitFor();
      await button(page, 'Run the sweep').waitFor({ timeout: 60_000 });
      await page.getByRole('combobox', { name: 'What the picture shows' }).selectOption({ index: 1 });
      await button(page, /^Runs of/).click();
      await page.locator('[data-test="sweep-runs"]').waitFor();
    },
  },
];

/** Automated accessibility checks, made in the very page that a person sees. Each answers with what is wrong, one entry per element; none is good. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { contrast } from '../../src/figures/oklab';
import { painted } from './painted';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.0, 2.1 and 2.2, levels A and AA, and what axe recommends beyond them. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const everything: RunOptions = {
  runOnly: { type: 'tag', values: standards },
  // Off by default in axe, because WCAG 2.2 is young.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
};

/** The rules that another theme can break: the page is the same but for its colours. */
const colours: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations', 'incomplete'],
};

/**
 * What axe has against the page: the rule, the element and the remedy. The check is evaluated through DevTools, which the page's own policy does not bind: the
 * page is not loosened for it.
 */
export async function violations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  await changed(page);
  const { violations: found, incomplete } = await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules === 'all' ? everything : colours,
  );
  const undecided = incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes);
  return [
    ...found.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, html, failureSummary = '' }) =>
          `${id} (${help})\n  at ${target.join(' ')}\n  ${shortened(html)}\n  ${failureSummary.replace(/\s*\n\s*/g, '\n    ')}`,
      ),
    ),
    ...(await tooFaint(
      page,
      undecided.map(({ target }) => ({ selector: target.join(' ') })),
    )),
  ];
}

/** Text that axe leaves undecided, because it is scrolled out of sight, covered, a symbol or part of a drawing. */
async function tooFaint(page: Page, elements: readonly { readonly selector: string }[]): Promise<string[]> {
  return (await painted(page, elements)).flatMap(({ selector, text, inside, large }) => {
    const found = contrast(text, inside);
    const needed = large ? 3 : 4.5;
    return found >= needed
      ? []
      : [`contrast of text\n  at ${selector}\n  ${found.toFixed(2)} : 1, needed ${needed} : 1`];
  });
}

const shortened = (html: string) => (html.length > 300 ? `${html.slice(0, 300)}…` : html);

/** Half-way through a change of colour the contrast is that of neither end. */
async function changed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const under = () =>
      document
        .getAnimations()
        .some(
          ({ playState, effect }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
        );
    while (under()) await new Promise((done) => setTimeout(done, 20));
  });
}

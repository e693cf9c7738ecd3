import { escapeXml } from '../../figures/escape-xml';
import type { ClaimResult } from '../judge';
import { claimArticle } from './article';
import { contents, contentsAnchor } from './contents';
import { style } from './style';

/** What computed the results. */
export interface ReportEngine {
  readonly version: string;
  readonly build: string;
}

const title = 'Starting from zero: the claims and what experiments say';

/**
 * Claims as one page to hand out: everything is in it, nothing is fetched, and no script runs. It bears no date, so that the same claims give the same bytes.
 */
export function claimsPage(results: readonly ClaimResult[], engine: ReportEngine): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="generator" content="Saddlescope ${escapeXml(engine.version)}">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#claims">Skip to the claims</a>',
    '<header>',
    `<h1>${title}</h1>`,
    ...introduction(results.length, engine),
    '</header>',
    `<nav aria-labelledby="${contentsAnchor}">`,
    contents(results),
    '</nav>',
    '<main id="claims">',
    ...results.map(claimArticle),
    '</main>',
    '<footer>',
    `<p>The same program gives the same numbers, and this very page, on every machine: <code>saddlescope claims --report FILE.html</code>. In its window each experiment opens, can be changed and be run again.</p>`,
    '</footer>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function introduction(count: number, { version, build }: ReportEngine): string[] {
  const stand =
    count === 1
      ? 'Here is one thing that people say about it,'
      : `Here are ${count} things that people say about it, each`;
  return [
    `<p>Why is it dangerous to start all weights of a neural network at zero? ${stand} made exact enough to be tested, and decided by experiments with small networks.</p>`,
    '<p>No verdict was written down by anyone; each was computed from the experiments of its table: <strong class="true">✓ True</strong> where all of them bear the statement out, <strong class="false">✕ False</strong> where none does, otherwise <strong class="depends">◐ It depends</strong>, and then the table tells on what.</p>',
    `<p class="soft">Computed in double precision by Saddlescope ${escapeXml(version)}, core ${escapeXml(build.slice(0, 12))}.</p>`,
  ];
}

import { list } from '../../analysis/words';
import { groups, verdictWords } from '../../figures/claims/words';
import { escapeXml } from '../../figures/escape-xml';
import type { ClaimResult } from '../judge';
import { anchorOf, idsOf, sharesOf, verdictOf } from './words';

export const contentsAnchor = 'contents';

/** What is on the page, with links, and every verdict at a glance. */
export function contents(results: readonly ClaimResult[]): string {
  const known = groups.map(({ letter, label }) => ({
    label,
    members: results.filter(({ id }) => id.startsWith(letter)),
  }));
  const letters = groups.map(({ letter }) => letter);
  const others = results.filter(({ id }) => !letters.some((letter) => id.startsWith(letter)));
  const shown = [...known, { label: 'Others', members: others }].filter(({ members }) => members.length > 0);
  return [
    `<h2 id="${contentsAnchor}">Contents</h2>`,
    results.length > 1 ? `<p>${summary(results)}</p>` : '',
    '<table class="contents">',
    '<caption>The claims and their verdicts</caption>',
    '<thead><tr><th scope="col">Claim</th><th scope="col">What is said</th><th scope="col">Verdict</th></tr></thead>',
    ...shown.map(
      ({ label, members }) =>
        `<tbody><tr><th scope="rowgroup" colspan="3" class="group">${label}</th></tr>\n${members.map(row).join('\n')}</tbody>`,
    ),
    '</table>',
  ]
    .filter(Boolean)
    .join('\n');
}

function row(result: ClaimResult): string {
  const { id, statement, saidBy } = result;
  return `<tr><th scope="row">${idsOf(result)}</th><td><a href="#${anchorOf(id)}">${escapeXml(statement)}</a> <span class="soft">${escapeXml(saidBy)}</span></td><td>${verdictOf(result)} <span class="soft">${sharesOf(result)}</span></td></tr>`;
}

/** `Of 52 claims 13 are true, 5 are false and 34 depend.` */
function summary(results: readonly ClaimResult[]): string {
  const counts = (['true', 'false', 'depends'] as const).map((verdict) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    const words = verdictWords[verdict]
      .toLowerCase()
      .replace('it depends', count === 1 ? 'depends' : 'depend');
    return verdict === 'depends' ? `${count} ${words}` : `${count} ${count === 1 ? 'is' : 'are'} ${words}`;
  });
  return `Of ${results.length} claims ${list(counts)}.`;
}

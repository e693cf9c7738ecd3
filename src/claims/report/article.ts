import { chartKey, chartSvg } from '../../figures/chart-svg';
import { escapeXml } from '../../figures/escape-xml';
import type { ClaimResult } from '../judge';
import { waysIn } from '../verdict';
import { contentsAnchor } from './contents';
import { experimentTables } from './tables';
import { anchorOf, idsOf, sharesOf, verdictOf } from './words';

/** One claim: what is said, the verdict with its conditions, why, the picture and the experiments. */
export function claimArticle(result: ClaimResult): string {
  const { id, statement, saidBy, precisely, threshold, explanation } = result;
  const name = anchorOf(id);
  return [
    `<article id="${name}" aria-labelledby="${name}-heading">`,
    `<h2 id="${name}-heading">${idsOf(result)}: ${escapeXml(statement)}</h2>`,
    `<p class="verdict">${verdictOf(result)}<span class="soft">: ${sharesOf(result)} ${result.decided === 1 && result.held === 1 ? 'bears' : 'bear'} it out.</span></p>`,
    ...result.conditions.map(condition),
    '<dl>',
    `<dt>Where it is said</dt><dd>${escapeXml(saidBy)}</dd>`,
    `<dt>What is tested</dt><dd>${escapeXml(precisely)}</dd>`,
    `<dt>An experiment bears it out when</dt><dd>${escapeXml(threshold)}</dd>`,
    '</dl>',
    '<h3>Why</h3>',
    ...explanation.map((sentence) => `<p>${escapeXml(sentence)}</p>`),
    '<h3>The picture</h3>',
    picture(result, name),
    '<h3>The experiments</h3>',
    experimentTables(result),
    `<p class="back"><a href="#${contentsAnchor}">Back to the contents</a></p>`,
    '</article>',
  ].join('\n');
}

/** Several ways are easier to read one below the other. */
function condition(sentence: string): string {
  const { start, ways } = waysIn(sentence);
  return ways.length < 2
    ? `<p>${escapeXml(sentence)}</p>`
    : `<p class="lead">${escapeXml(start)}</p><ul>${ways.map((way) => `<li>${escapeXml(way)}</li>`).join('')}</ul>`;
}

function picture({ figure }: ClaimResult, name: string): string {
  return `<figure>${chartSvg(figure, `${name}-figure`)}${chartKey(figure)}<figcaption>${escapeXml(`${figure.title}. ${figure.description}`)}</figcaption></figure>`;
}

import { verdictMarks, verdictWords } from '../../figures/claims/words';
import { escapeXml } from '../../figures/escape-xml';
import type { ClaimResult } from '../judge';

/** Where a claim stands on the page. */
export const anchorOf = (id: string) => `claim-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

/** All ids under which a claim is known. */
export const idsOf = ({ id, also }: ClaimResult) => escapeXml([id, ...also].join(' / '));

/** By mark, word and colour, so that nothing hangs on one of them. */
export const verdictOf = ({ verdict }: ClaimResult) =>
  `<strong class="${verdict}"><span aria-hidden="true">${verdictMarks[verdict]}</span> ${verdictWords[verdict]}</strong>`;

/** `7 of 13 experiments`. */
export const sharesOf = ({ held, decided }: ClaimResult) =>
  `${held} of ${decided} ${decided === 1 ? 'experiment' : 'experiments'}`;

export const capital = (text: string) =>
  /^[a-z]/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;

import { expect, test } from 'vitest';
import { claimNamed } from '../../../src/claims';
import { core } from '../../../src/core';
import { claimPageSize, claimView, drawClaimPage } from '../../../src/figures/claims/claim-page';
import type { DrawingContext } from '../../../src/figures/context';
import { decide } from '../../claims/decide';
import { createCanvas } from '../canvas';

/** Oracle: what a person must find on the page, as the texts that are put on it. */

const claim = decide(claimNamed('A1i'), core());

test('statement, verdict with its conditions, reasons, figure and what was tested are all there', () => {
  const texts: string[] = [];
  const ctx = createCanvas(1, 1).getContext('2d');
  const fill = ctx.fillText.bind(ctx);
  ctx.fillText = (text: string, x: number, y: number) => {
    texts.push(text);
    fill(text, x, y);
  };
  drawClaimPage(ctx as unknown as DrawingContext, {
    ...claimPageSize,
    theme: 'light',
    claim,
    engine: { version: '1.2.3', build: 'abcdef0123456789' },
  });
  const page = texts.join('').replaceAll(/\s/g, '');
  for (const text of [
    '“Different inputs break the symmetry.”',
    'Claim A1i, said in a comment on an answer',
    'It depends: 5 of 12 experiments bear it out.',
    'It holds where the reading is between the weights of one unit and the kind of inputs is different.',
    claim.figure.title,
    'within a unit',
    'The largest difference at the end is not 0',
    'Saddlescope 1.2.3 · core abcdef012345',
  ])
    expect(page).toContain(text.replaceAll(/\s/g, ''));
});

test('the same as the answer of a study', () => {
  const { findings, charts, evidence } = claimView(claim);
  expect(findings[0]).toEqual({
    headline: 'It depends: 5 of 12 experiments bear it out.',
    detail: claim.conditions.join(' '),
  });
  expect(charts).toEqual([claim.figure]);
  expect(evidence.map(({ value }) => value)).toEqual([claim.precisely, claim.threshold]);
});

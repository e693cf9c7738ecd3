/** A decided claim as one picture: the statement, the verdict, why, its figure, and under it what was tested. */
import type { VerdictName } from '../../model/predictions';
import type { DrawingContext } from '../context';
import { drawAnswerPage } from '../studies/study-page';
import type { StudyChart, StudyView } from '../studies/study-view';
import type { ThemeName } from '../theme';
import { verdictWords } from './words';

/** What the page says of a claim; a `ClaimResult` is one. */
export interface DecidedClaim {
  readonly id: string;
  readonly statement: string;
  readonly saidBy: string;
  readonly precisely: string;
  readonly threshold: string;
  readonly verdict: VerdictName;
  readonly conditions: readonly string[];
  readonly held: number;
  readonly decided: number;
  readonly explanation: readonly string[];
  readonly figure: StudyChart;
}

export interface ClaimPageOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  readonly claim: DecidedClaim;
  readonly engine: { readonly version: string; readonly build: string };
}

/** Pixels at which the page is read well. */
export const claimPageSize = { width: 1200, height: 900 } as const;

export function drawClaimPage(
  ctx: DrawingContext,
  { claim, engine, width, height, theme }: ClaimPageOptions,
): void {
  drawAnswerPage(ctx, {
    width,
    height,
    theme,
    title: `“${claim.statement}”`,
    subtitle: `Claim ${claim.id}, said in ${claim.saidBy}`,
    view: claimView(claim),
    engine,
  });
}

/** A claim's result as the pages of studies show answers. */
export function claimView(claim: DecidedClaim): StudyView {
  const { verdict, held, decided, conditions, explanation, figure, precisely, threshold } = claim;
  return {
    findings: [
      {
        headline: `${verdictWords[verdict]}: ${held} of ${decided} experiments bear it out.`,
        detail: conditions.join(' '),
      },
      { headline: 'Why', detail: explanation.join(' ') },
    ],
    charts: [figure],
    tables: [],
    evidence: [
      { label: 'What is tested', value: precisely },
      { label: 'An experiment bears it out when', value: threshold },
    ],
    lookAlong: [],
  };
}

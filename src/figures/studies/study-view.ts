import type { Named } from '../../model/fields';
import type { PointName } from '../../model/experiment';

/** What a person is shown of a study's answer; the window and exported pictures draw nothing else. */
export interface StudyView {
  /** Most important first. */
  readonly findings: readonly StudyFinding[];
  readonly charts: readonly StudyChart[];
  readonly tables: readonly StudyTable[];
  /** What decided the verdict: tolerances, residuals, budget, seed. */
  readonly evidence: readonly Fact[];
  /** Planes in which the landscape shows what was found. */
  readonly lookAlong: readonly LookAlong[];
}

export interface StudyFinding {
  readonly headline: string;
  /** May be empty. */
  readonly detail: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface LookAlong {
  /** What the button says, e.g. `Look along the witness`. */
  readonly label: string;
  readonly plane: Named;
  /** Null = the landscape's centre stays. */
  readonly centre: PointName | null;
}

/** Colours by what they mean, the same in every figure. */
export type Tone = 'accent' | 'above' | 'below' | 'quiet' | 'witness' | 'twins';

export interface ChartAxis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
}

export interface ChartSeries {
  readonly name: string;
  readonly x: Float64Array;
  /** As long as x; what is not finite is a gap. */
  readonly y: Float64Array;
  readonly draw: 'line' | 'dashed' | 'points' | 'stems' | 'steps';
  readonly tone: Tone;
  /** 0 … 1: tells members of one family apart, the foremost being 1. Default 1. */
  readonly strength?: number;
  /** The line is of many that mean the same: this number, in place of the tone, decides its colour and its dashes (see `ranks.ts`). */
  readonly rank?: number;
  /** Times as thick as others. Default 1. */
  readonly weight?: number;
}

export interface StudyChart {
  readonly title: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  /** The text alternative: what the chart shows, with its finding. */
  readonly description: string;
}

export interface StudyTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** One list of cells per row, as they are shown. */
  readonly rows: readonly (readonly string[])[];
}

export const emptyView: StudyView = { findings: [], charts: [], tables: [], evidence: [], lookAlong: [] };

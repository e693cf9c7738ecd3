import type { Experiment } from '../model/experiment';
import type { StudyChart } from '../figures/studies';
import type { Arithmetic } from '../core/contract';
import type { CellRun } from './cell-run';
import type { Claim, ClaimPart } from './claim';
import { Evidence, type JudgedRow } from './evidence';
import type { ClaimCell, ClaimExperiment, Curve, Measured } from './experiment';
import { fixedPlaces } from './fixed-places';
import { settingsOf } from './settings';
import { traits, traitsOf } from './traits';
import { conditionsOf, type Verdict, verdictOf } from './verdict';

/** A cell's answer, its traits with it. */
export interface CellAnswer {
  readonly traits: Readonly<Record<string, string>>;
  readonly measured: Measured;
}

/** Which cell: an experiment of claims and a place in its table. */
export interface CellPlace {
  readonly experiment: ClaimExperiment;
  readonly index: number;
  readonly cell: ClaimCell;
}

export interface ClaimRow {
  readonly settings: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** Null where the row is shown beside the others and decides nothing. */
  readonly holds: boolean | null;
  /** The cell as an experiment that opens in the window. */
  readonly document: Experiment;
  readonly curves: readonly Curve[];
  /** Which reading of the statement: a place among the claim's parts. */
  readonly part: number;
  /** Places of the document on which nothing that was measured depends. */
  readonly ignores: readonly string[];
  /** Places of the document that the statement fixes: a change there is refused, whatever it is. */
  readonly fixed: readonly string[];
}

/** A claim decided. Plain data that cross a structured clone. */
export interface ClaimResult {
  readonly id: string;
  readonly also: readonly string[];
  readonly statement: string;
  readonly saidBy: string;
  readonly precisely: string;
  readonly threshold: string;
  readonly verdict: Verdict;
  /** On what it depends, in sentences; empty unless the verdict is `depends`. */
  readonly conditions: readonly string[];
  /** The settings that decide; null where none of the table's do. */
  readonly decisive: readonly string[] | null;
  /** What sets the rows apart, as columns. */
  readonly columns: readonly string[];
  /** Those that were chosen, not measured, the claim's own first: what spans a matrix. */
  readonly keys: readonly string[];
  /** The numbers shown, with their meaning. */
  readonly measures: readonly { readonly name: string; readonly label: string }[];
  readonly rows: readonly ClaimRow[];
  readonly held: number;
  readonly decided: number;
  readonly explanation: readonly string[];
  readonly figure: StudyChart;
}

/** Measures one cell, on whatever thread. */
export function answerCell(experiment: ClaimExperiment, cell: ClaimCell, run: CellRun): CellAnswer {
  return { traits: traitsOf(run), measured: experiment.measure(run, cell.settings ?? {}) };
}

/** The cells that a claim reads, each once. A part's `select` is asked with the document's settings alone: traits are not known before the cell has run. */
export function cellsOf(claim: Claim, arithmetic: Arithmetic): CellPlace[] {
  const experiments = [...new Set(claim.parts.map(({ experiment }) => experiment))];
  return experiments.flatMap((experiment) => {
    const mine = claim.parts.filter((one) => one.experiment === experiment);
    return experiment
      .cells(arithmetic)
      .map((cell, index) => ({ experiment, index, cell }))
      .filter(({ cell }) => mine.some((one) => selects(one, { experiment, cell })));
  });
}

function cellSettings(cell: ClaimCell): Record<string, string> {
  return { ...settingsOf(cell.experiment), ...cell.settings };
}

/** Whether a part reads this cell. */
export function selects(part: ClaimPart, place: Pick<CellPlace, 'experiment' | 'cell'>): boolean {
  return place.experiment === part.experiment && (part.select?.(cellSettings(place.cell)) ?? true);
}

/** Where a row of the table comes from: a part of the claim and a place of `cellsOf`. In the table's order. */
export function rowPlacesOf(
  claim: Claim,
  places: readonly CellPlace[],
): { readonly part: ClaimPart; readonly place: number }[] {
  return claim.parts.flatMap((part) =>
    places.flatMap((place, index) => (selects(part, place) ? [{ part, place: index }] : [])),
  );
}

/** One row: what a cell showed, read by a part. @param document the cell's own experiment, or another in its place */
export function judgedRow(
  part: ClaimPart,
  { experiment, cell }: CellPlace,
  document: Experiment,
  { traits: found, measured }: CellAnswer,
): JudgedRow {
  const row = {
    experiment: experiment.id,
    document,
    settings: {
      ...cellSettings({ ...cell, experiment: document }),
      ...found,
      ...part.settings,
    },
    numbers: measured.numbers,
    curves: measured.curves ?? [],
  };
  return { ...row, holds: part.holds?.(row) ?? null };
}

/** Puts the cells' answers together. @param answers one per place of `cellsOf` */
export function judge(
  claim: Claim,
  places: readonly CellPlace[],
  answers: readonly CellAnswer[],
): ClaimResult {
  const from = rowPlacesOf(claim, places);
  const rows = from.map(({ part, place }) =>
    judgedRow(part, places[place]!, places[place]!.cell.experiment, answers[place]!),
  );
  const evidence = new Evidence(rows);
  const fields = [...new Set(rows.flatMap(({ settings }) => Object.keys(settings)))];
  const columns = fields.filter((field) => new Set(rows.map(({ settings }) => settings[field])).size > 1);
  const { fields: decisive, sentences } = conditionsOf(rows, claim.conditions ?? fieldOrder(fields));
  const shown = new Map<string, string>();
  for (const { shows, experiment } of claim.parts)
    for (const name of shows) shown.set(name, experiment.measures[name]!);
  const deciding = rows.filter(({ holds }) => holds !== null);
  return {
    id: claim.id,
    also: claim.also ?? [],
    statement: claim.statement,
    saidBy: claim.saidBy,
    precisely: claim.precisely,
    threshold: claim.threshold,
    verdict: verdictOf(rows),
    conditions: sentences,
    decisive,
    columns,
    keys: keyOrder(columns),
    measures: Array.from(shown, ([name, label]) => ({ name, label })),
    rows: rows.map((row, i) => plainRow(row, from[i]!.part, claim)),
    held: deciding.filter(({ holds }) => holds).length,
    decided: deciding.length,
    explanation: claim.explanation(evidence),
    figure: claim.figure(evidence),
  };
}

/** Traits say why, so they are tried before the names of things; what a claim's parts add comes first of all. */
export function fieldOrder(fields: readonly string[]): string[] {
  const known = [...Object.values<string>(traits), 'hidden layers', 'biases', 'activation', 'data', 'loss'];
  const own = fields.filter((field) => !known.includes(field) && !documentFields.has(field));
  return [...own, ...known, ...fields.filter((field) => documentFields.has(field) && !known.includes(field))];
}

const documentFields = new Set([
  'network',
  'output',
  'rule',
  'rate',
  'damping',
  'batch',
  'dropout',
  'weight decay',
  'push ε',
  'start',
]);

const chosenOrder = ['activation', 'biases', 'data', 'loss', 'output', 'network', 'hidden layers'];

/** What was chosen, the claim's own settings first: a trait follows from the others. */
function keyOrder(columns: readonly string[]): string[] {
  const measured = Object.values<string>(traits);
  const chosen = columns.filter((column) => !measured.includes(column));
  const own = chosen.filter((column) => !chosenOrder.includes(column) && !documentFields.has(column));
  const usual = chosenOrder.filter((column) => chosen.includes(column));
  return [...own, ...usual, ...chosen.filter((column) => !own.includes(column) && !usual.includes(column))];
}

/** What crosses to whoever asked. */
export function plainRow(
  { settings, numbers, holds, document, curves }: JudgedRow,
  part: ClaimPart,
  claim: Claim,
): ClaimRow {
  return {
    settings,
    numbers,
    holds,
    document,
    curves,
    part: claim.parts.indexOf(part),
    ignores: part.experiment.ignores ?? [],
    fixed: fixedPlaces(part, settings, document),
  };
}

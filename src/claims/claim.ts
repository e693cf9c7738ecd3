import type { StudyChart } from '../figures/studies';
import type { ClaimExperiment } from './experiment';
import type { Evidence, EvidenceRow } from './evidence';

/** One reading of the statement: which cells decide it, and when a cell bears it out. */
export interface ClaimPart {
  readonly experiment: ClaimExperiment;
  /** Which cells count; absent: all. Sees the settings of a cell, not its traits. */
  readonly select?: (settings: Readonly<Record<string, string>>) => boolean;
  /** Further settings of these rows, e.g. `{ reading: 'between units' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The numbers that the table shows. */
  readonly shows: readonly string[];
  /**
   * The measurement's threshold: whether the statement holds in a cell. Null: its premise is not given there. Absent or null: the
   * cell is shown beside the others and decides nothing. */
  readonly holds?: (row: EvidenceRow) => boolean | null;
}

/**
 * One statement about zero initialisation and what decides it. Its verdict is never written down: all cells hold = true, none = false, some = depends.
 * A new claim is one file in `list/` whose default export is a claim.
 */
export interface Claim {
  /** As it is cited, e.g. `A1a`; unique, letter case aside. */
  readonly id: string;
  /** Other ids under which the same statement is known. */
  readonly also?: readonly string[];
  /** In plain words, as people say it. */
  readonly statement: string;
  /** Who tends to say it: a label, never a name. */
  readonly saidBy: string;
  /** The statement that is tested. */
  readonly precisely: string;
  /** When a cell bears it out, in words. */
  readonly threshold: string;
  readonly parts: readonly ClaimPart[];
  /** Settings and traits that the conditions may name, the most telling first; absent: all that vary. */
  readonly conditions?: readonly string[];
  /** Short: why, with the formula and the numbers just measured. */
  explanation(evidence: Evidence): readonly string[];
  figure(evidence: Evidence): StudyChart;
}

/** Checks a claim's shape; see `Claim`. */
export function defineClaim(claim: Claim): Claim {
  return claim;
}

/** A part whose numbers are known by name: `holds` gets them typed. */
export function part<K extends string>(
  experiment: ClaimExperiment<K>,
  options: Omit<ClaimPart, 'experiment' | 'shows' | 'holds'> & {
    readonly shows: readonly NoInfer<K>[];
    readonly holds?: (numbers: Readonly<Record<NoInfer<K>, number>>, row: EvidenceRow) => boolean | null;
  },
): ClaimPart {
  const { holds, ...rest } = options;
  return {
    ...rest,
    experiment: experiment as unknown as ClaimExperiment,
    ...(holds === undefined
      ? {}
      : { holds: (row: EvidenceRow) => holds(row.numbers as Readonly<Record<K, number>>, row) }),
  };
}

import type { NetworkShape } from '../../core/contract';
import type { Inertia } from '../spectrum/inertia';
import { type Orbit, orbitOf } from '../symmetry/orbit';
import { canonicalForm } from './canonical';
import type { HigherOrder } from './higher-order';
import { type Found, type Kind, kindOf, kindWords, type LocalFacts } from './critical-point';

/** A critical point; all that rearranging hidden units makes of it count as one. */
export interface CriticalPoint {
  /** In its canonical arrangement. */
  readonly theta: Float64Array;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly distance: number;
  readonly inertia: Inertia;
  readonly eigenvalues: Float64Array;
  readonly outputs: Float64Array;
  readonly kind: Kind;
  /** The saddle order: 2 where an eigenvalue is negative; null where no descent is known. */
  readonly order: number | null;
  /** What the search for a higher order did; null where it was not asked. Its witness belongs to the point as it was found, not to the canonical arrangement. */
  readonly higher: Omit<HigherOrder, 'witness'> | null;
  /** How many points have this function because the units are rearranged. Units that agree to the tolerance count as equal. */
  readonly orbit: Orbit;
  /** How many random starts ended here. */
  readonly randomStarts: number;
  /** Steps of the training whose checkpoints led here. */
  readonly steps: readonly number[];
  readonly fromOrigin: boolean;
  /** The given parameters led here. */
  readonly fromGiven: boolean;
  /** Index of its family. */
  readonly family: number;
}

/** Critical points with the same outputs for every training input and the same inertia; mostly parts of one continuous set. */
export interface Family {
  readonly loss: number;
  readonly kind: Kind;
  /** The kind in words. */
  readonly verdict: string;
  readonly negative: number;
  readonly zero: number;
  readonly positive: number;
  readonly outputs: Float64Array;
  readonly randomStarts: number;
  /** Indices into the points, nearest to the all-zero point first. */
  readonly points: readonly number[];
}

/** @param tolerance points count as one where no parameter and no output differs by more */
export function mergePoints(
  network: NetworkShape,
  found: readonly Found[],
  tolerance: number,
): { points: CriticalPoint[]; families: Family[] } {
  interface Group {
    readonly form: Float64Array;
    readonly best: Found & { readonly local: LocalFacts };
    readonly all: Found[];
  }
  const groups: Group[] = [];
  for (const each of found) {
    const { local } = each;
    if (local === null) continue;
    const form = canonicalForm(network, each.theta, tolerance);
    const same = groups.find(
      (group) =>
        near(group.best.local.outputs, local.outputs, tolerance) && near(group.form, form, tolerance),
    );
    if (same) same.all.push(each);
    else groups.push({ form, best: { ...each, local }, all: [each] });
  }
  const kinds = groups.map(({ best }) =>
    kindOf(best.loss, best.local.inertia, best.theta.length, best.local.higher),
  );
  const families: { members: number[] }[] = [];
  groups.forEach(({ best }, index) => {
    const same = families.find(({ members }) => {
      const other = groups[members[0]!]!.best;
      return (
        kinds[members[0]!] === kinds[index] &&
        sameInertia(other.local.inertia, best.local.inertia) &&
        near(other.local.outputs, best.local.outputs, tolerance)
      );
    });
    if (same) same.members.push(index);
    else families.push({ members: [index] });
  });
  const lossOf = ({ members }: { members: number[] }) => groups[members[0]!]!.best.loss;
  families.sort((a, b) => lossOf(a) - lossOf(b) || a.members[0]! - b.members[0]!);
  const points: CriticalPoint[] = [];
  const listed = families.map(({ members }, family): Family => {
    members.sort((a, b) => groups[a]!.best.distance - groups[b]!.best.distance || a - b);
    const first = points.length;
    for (const member of members) {
      const { form, best, all } = groups[member]!;
      const kind = kinds[member]!;
      points.push({
        theta: form,
        loss: best.loss,
        gradientNorm: best.gradientNorm,
        distance: best.distance,
        ...best.local,
        kind,
        order: kind === 'strict-saddle' ? 2 : kind === 'saddle' ? best.local.higher!.order : null,
        higher: best.local.higher && withoutWitness(best.local.higher),
        orbit: orbitOf(network, onGrid(form, tolerance)),
        randomStarts: all.filter(({ start }) => start.from === 'random').length,
        steps: all.flatMap(({ start }) => (start.from === 'training' ? [start.step] : [])),
        fromGiven: all.some(({ start }) => start.from === 'given'),
        fromOrigin: all.some(({ start }) => start.from === 'origin'),
        family,
      });
    }
    const head = points[first]!;
    const { negative, zero, positive } = head.inertia;
    return {
      loss: head.loss,
      kind: head.kind,
      verdict: verdictOf(points.slice(first)),
      negative,
      zero,
      positive,
      outputs: head.outputs,
      randomStarts: points.slice(first).reduce((sum, { randomStarts }) => sum + randomStarts, 0),
      points: members.map((_, i) => first + i),
    };
  });
  return { points, families: listed };
}

function near(a: Float64Array, b: Float64Array, tolerance: number): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) <= tolerance);
}

/** The kind in words, with the order where all have the same. */
function verdictOf(points: readonly CriticalPoint[]): string {
  const { kind, order } = points[0]!;
  const same = points.every((point) => point.order === order);
  return kind === 'saddle' && same && order !== null ? `saddle of order ${order}` : kindWords[kind];
}

function withoutWitness({ witness: _, ...rest }: HigherOrder): Omit<HigherOrder, 'witness'> {
  return rest;
}

function sameInertia(a: Inertia, b: Inertia): boolean {
  return a.negative === b.negative && a.zero === b.zero && a.positive === b.positive;
}

/** Rounded to multiples of the tolerance, so that units which differ only by what the search left are equal. */
function onGrid(theta: Float64Array, tolerance: number): Float64Array {
  return theta.map((value) => Math.round(value / tolerance) * tolerance + 0);
}

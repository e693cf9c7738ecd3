import { number } from '../words';
import { twoParameters } from './checks';
import { definePlane, type Eigenpairs, unitLength } from './plane';

const choices = [
  { value: 'lowest', label: 'Most negative curvature' },
  { value: 'second-lowest', label: 'Second most negative' },
  { value: 'null', label: 'Flat (eigenvalue 0)' },
  { value: 'second-null', label: 'Second flat one' },
  { value: 'second-highest', label: 'Second most positive' },
  { value: 'highest', label: 'Most positive curvature' },
] as const;

type Choice = (typeof choices)[number]['value'];

const field = <const D extends Choice>(label: string, standard: D) =>
  ({
    kind: 'choice',
    label,
    help: 'Which eigenvector of the Hessian at the centre.',
    default: standard,
    choices,
  }) as const;

/** Two eigenvectors of the Hessian at the centre: its axes of curvature. */
export const eigenvectors = definePlane({
  name: 'eigenvectors',
  label: 'Curvature',
  summary:
    'Two eigenvectors of the Hessian at the centre: the most negative, the most positive, or flat ones.',
  fields: { first: field('First direction', 'lowest'), second: field('Second direction', 'highest') },
  build(options, context) {
    const pairs = context.eigenpairs();
    const caveats: string[] = [];
    const one = chosenIndex(options.first as Choice, pairs, null, caveats);
    const two = chosenIndex(options.second as Choice, pairs, one, caveats);
    for (const index of [one, two]) {
      const times = multiplicity(pairs, index);
      const remark = `The eigenvalue ${number(pairs.values[index]!)} occurs ${times} times: its direction is one of a whole eigenspace.`;
      if (times > 1 && !caveats.includes(remark)) caveats.push(remark);
    }
    return {
      first: pairs.vector(one),
      second: pairs.vector(two),
      firstLabel: `eigenvector, λ = ${number(pairs.values[one]!)}`,
      secondLabel: `eigenvector, λ = ${number(pairs.values[two]!)}`,
      description: `The plane of the Hessian's eigenvectors to λ = ${number(pairs.values[one]!)} and λ = ${number(pairs.values[two]!)}.`,
      rule: unitLength,
      caveats: [
        ...caveats,
        'The Hessian is that of the centre; its eigenvectors say nothing beyond second order, nor about other points.',
      ],
    };
  },
  check: (options, network) =>
    twoParameters(options, network) ??
    (options.first === options.second
      ? `names the same eigenvector "${options.first}" twice: a plane needs two different ones`
      : undefined),
});

/** The index of an eigenpair, or of the next best where there is none of that kind; `caveats` is told. */
function chosenIndex(choice: Choice, pairs: Eigenpairs, taken: number | null, caveats: string[]): number {
  const { values, tolerance } = pairs;
  const last = values.length - 1;
  const flat = Array.from(values.keys()).filter((k) => Math.abs(values[k]!) <= tolerance);
  const wanted = { lowest: 0, 'second-lowest': 1, 'second-highest': last - 1, highest: last };
  let index: number;
  if (choice === 'null' || choice === 'second-null') {
    const found = flat[choice === 'null' ? 0 : 1];
    index = found ?? nearestToZero(values, taken);
    if (found === undefined)
      caveats.push(
        `The Hessian has ${flat.length === 0 ? 'no eigenvalue 0' : 'only one eigenvalue 0'} here (tolerance ${number(tolerance)}); the one nearest to 0, ${number(values[index]!)}, stands in.`,
      );
  } else {
    index = Math.max(0, Math.min(last, wanted[choice]));
    const value = values[index]!;
    if (choice.endsWith('lowest') && value >= -tolerance) {
      const which = choice === 'lowest' ? 'no negative eigenvalue' : 'no second negative eigenvalue';
      caveats.push(
        `The Hessian has ${which} here; the lowest that is left is ${number(value)}: along it the loss is ${Math.abs(value) <= tolerance ? 'flat to second order, and higher orders decide' : 'curved upwards'}.`,
      );
    }
    if (choice.endsWith('highest') && value <= tolerance)
      caveats.push(
        `The Hessian has no such positive eigenvalue here; the highest that is left is ${number(value)}.`,
      );
  }
  if (index !== taken) return index;
  const free = index < last ? index + 1 : index - 1;
  caveats.push(
    `Both choices lead to the same eigenvector here; the one to λ = ${number(values[free]!)} is the second.`,
  );
  return free;
}

function nearestToZero(values: Float64Array, taken: number | null): number {
  let nearest = taken === 0 ? 1 : 0;
  for (let k = 0; k < values.length; k++)
    if (k !== taken && Math.abs(values[k]!) < Math.abs(values[nearest]!)) nearest = k;
  return nearest;
}

function multiplicity({ values, tolerance }: Eigenpairs, index: number): number {
  return values.filter((value) => Math.abs(value - values[index]!) <= tolerance).length;
}

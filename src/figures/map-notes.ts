/** What a reader must know before believing a map. */
import type { Landscape } from '../analysis/landscape';
import { quantity } from '../model/quantities';
import { pathFacts } from './path-marks';
import { formatNumber, groupThousands } from './ticks';
import { constantOf, scaleNote, type ValueScale } from './value-scale';

/**
 * Sentences on how to read the picture; empty when there is nothing to warn of.
 * @param lost how what is not finite is shown
 */
export function mapNotes(
  landscape: Landscape,
  values: ValueScale,
  lost: 'Hatched' | 'Holes' = 'Hatched',
): string {
  const { noun, meaning } = quantity(landscape.quantity);
  const notes = [meaning];
  const note = scaleNote(values);
  if (values.finiteCount === 0) notes.push('No value is finite here.');
  else if (values.constant)
    notes.push(`The ${noun} is constant to the last bit: ${formatNumber(constantOf(values), 12)}.`);
  else if (note !== '') notes.push(`${note[0]!.toUpperCase()}${note.slice(1)}.`);
  if (values.nonFiniteCount > 0) {
    notes.push(
      `${lost}: not finite (${groupThousands(values.nonFiniteCount)} of ${groupThousands(landscape.values.length)} points).`,
    );
  }
  const facts = pathFacts(landscape);
  if (
    facts.points > 0 &&
    facts.largestDistance > 1e-6 * (facts.extent + 1e-300) &&
    facts.largestDistance > 1e-12
  ) {
    const error =
      facts.largestError > 0
        ? `; its true loss differs from the colour by up to ${formatNumber(facts.largestError, 2)}`
        : '';
    notes.push(`The path is up to ${formatNumber(facts.largestDistance, 2)} off this plane${error}.`);
  }
  return notes.filter(Boolean).join(' ');
}

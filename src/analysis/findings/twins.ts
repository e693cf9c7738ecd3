import { list } from '../words';
import type { Facts, Finding } from './finding';

/** Per hidden layer, which units are equal to the last bit. */
export function twins({ twins: reports }: Facts): Finding[] {
  return reports
    .filter(({ width }) => width > 1)
    .map(({ layer, width, effectiveWidth, classes }) => {
      if (effectiveWidth === width) {
        return {
          key: 'twins' as const,
          headline: `Hidden layer ${layer}: ${allUnits(width)} differ.`,
          detail: 'No two have the same incoming and outgoing parameters.',
        };
      }
      const groups = classes.filter((members) => members.length > 1);
      const named = groups.slice(0, 3).map(
        (members) =>
          `{${members
            .slice(0, 8)
            .map((unit) => unit + 1)
            .join(', ')}${members.length > 8 ? ', …' : ''}}`,
      );
      return {
        key: 'twins' as const,
        headline:
          effectiveWidth === 1
            ? `Hidden layer ${layer}: ${allUnits(width)} are twins; it works like a single unit.`
            : `Hidden layer ${layer}: ${width} units, but only ${effectiveWidth} different ones.`,
        detail: `Twins, equal to the last bit: ${list(named)}${groups.length > 3 ? ' and more' : ''}. Equal units get equal gradients, so no gradient step can tell them apart.`,
      };
    });
}

function allUnits(width: number): string {
  return width === 2 ? 'both units' : `all ${width} units`;
}

/** A table over two fields as coloured cells: the number, and the colour it stands on. */
import type { SweepTable, TableQuantity } from '../../analysis/sweeps/table';
import { cividis, colourAt } from '../colour-maps';
import { contrast, toHex, type Rgb } from '../oklab';
import { formatNumber, groupThousands } from '../ticks';
import { positionOf, valueScale, type ValueScale } from '../value-scale';

export interface GridCell {
  readonly text: string;
  /** Colours as `#rrggbb`; nothing for a cell without a number. */
  readonly ground: string;
  readonly ink: string;
  /** Runs behind the number. */
  readonly count: number;
}

/** One per pair of values, laid out as the table's numbers. Shares and accuracies are coloured from 0 to 1, others from their smallest to their largest. */
export function gridCells({ quantity, numbers, counts }: SweepTable): GridCell[] {
  const scale = scaleOf(quantity, numbers);
  return Array.from(numbers, (number, i) => {
    const count = counts[i]!;
    const text = textOf(quantity, number, count);
    if (Number.isNaN(number)) return { text, ground: 'transparent', ink: 'inherit', count };
    const ground = colourAt(cividis, Math.abs(positionOf(scale, number)));
    return { text, ground: toHex(ground), ink: inkOn(ground), count };
  });
}

function scaleOf(quantity: TableQuantity, numbers: Float64Array): ValueScale {
  const isShare = quantity === 'solved' || quantity === 'accuracy';
  return valueScale(isShare ? [0, 1] : numbers, {
    kind: 'sequential',
    centre: 0,
    ...(isShare ? { mode: 'linear' as const } : {}),
  });
}

function textOf(quantity: TableQuantity, number: number, count: number): string {
  if (Number.isNaN(number)) return count === 0 ? '' : '–';
  if (quantity === 'solved' || quantity === 'accuracy') return `${formatNumber(100 * number, 3)} %`;
  if (!Number.isFinite(number)) return '∞';
  return quantity === 'escape-step' && Number.isInteger(number)
    ? groupThousands(number)
    : formatNumber(number, 3);
}

const inkOn = (ground: Rgb): string =>
  contrast(ground, [255, 255, 255]) > contrast(ground, [0, 0, 0]) ? '#ffffff' : '#000000';

/** The arrow keys in a matrix of cells. */

/** Where a cell stands; further matrices go on below. */
export interface CellPosition {
  /** The row of the table that the cell is. */
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

/** The cell that a key goes to from another, or null for keys that are none of the matrix's. Stays where there is nothing further on. */
export function cellAfter(cells: readonly CellPosition[], from: number, key: string): number | null {
  const here = cells.find(({ index }) => index === from);
  if (here === undefined) return null;
  const inLine = cells.filter(({ line }) => line === here.line);
  const nearest = (some: readonly CellPosition[], distance: (cell: CellPosition) => number) =>
    some.reduce<CellPosition>(
      (best, cell) => (best === here || distance(cell) < distance(best) ? cell : best),
      here,
    ).index;
  const across = (cell: CellPosition) => Math.abs(cell.column - here.column);
  // The next line that has cells counts first, then the column.
  const down = (cell: CellPosition) => Math.abs(cell.line - here.line) * 1000 + across(cell);
  switch (key) {
    case 'ArrowRight':
      return nearest(
        inLine.filter(({ column }) => column > here.column),
        across,
      );
    case 'ArrowLeft':
      return nearest(
        inLine.filter(({ column }) => column < here.column),
        across,
      );
    case 'ArrowDown':
      return nearest(
        cells.filter(({ line }) => line > here.line),
        down,
      );
    case 'ArrowUp':
      return nearest(
        cells.filter(({ line }) => line < here.line),
        down,
      );
    case 'Home':
      return inLine.reduce((first, cell) => (cell.column < first.column ? cell : first)).index;
    case 'End':
      return inLine.reduce((last, cell) => (cell.column > last.column ? cell : last)).index;
    default:
      return null;
  }
}

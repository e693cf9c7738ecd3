import { passesOf } from '../core';
import type { LandscapeQuantity, Workspace } from '../core/contract';
import type { SharedTiles } from './shared-tiles';

/** Multiply-adds of roughly a millisecond. */
const tileWork = 4e6;
/** What a point costs besides its multiply-adds, in multiply-adds. */
const pointWork = 500;
/** Parts of a row are multiples of so many points, the widest group of points that a core could compute side by side. */
const pointGroup = 16;

/** A grid on a plane: centre + alphas[i]·first + betas[j]·second, one row per beta. */
export interface LandscapeGrid {
  readonly centre: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  readonly quantity: LandscapeQuantity;
}

/** How a grid is cut: whole rows where a row is short work, else a part of one row. */
export interface LandscapeTiling {
  /** Points of one row in a tile. */
  readonly points: number;
  /** Rows in a tile; 1 unless a tile is as wide as the grid. */
  readonly rows: number;
  readonly tiles: number;
}

/**
 * Tiles of about a millisecond: long against what a call costs, short against a pause or the threads' wait for the last one.
 * @param parameters of the network
 * @param samples of the training set
 */
export function tilingOf(
  grid: Pick<LandscapeGrid, 'alphas' | 'betas' | 'quantity'>,
  parameters: number,
  samples: number,
): LandscapeTiling {
  const work = passesOf(grid.quantity) * parameters * samples + pointWork;
  const wanted = Math.max(1, Math.floor(tileWork / work));
  const width = grid.alphas.length;
  if (wanted >= width) {
    const rows = Math.floor(wanted / width);
    return { points: width, rows, tiles: Math.ceil(grid.betas.length / rows) };
  }
  // Parts of nearly equal size, so that the last one of a row is not a short rest with a call of its own. Points that cost more than a
  // tile's work stay alone, for a cancellation to be heard soon.
  const even = Math.ceil(width / Math.ceil(width / wanted));
  const points = wanted < pointGroup ? even : Math.min(width, Math.ceil(even / pointGroup) * pointGroup);
  return { points, rows: 1, tiles: Math.ceil(width / points) * grid.betas.length };
}

/** Computes one tile where the grid's values are shared: betas × alphas. */
export function computeTile(
  workspace: Workspace,
  { centre, first, second, alphas, betas, quantity }: LandscapeGrid,
  { points, rows }: LandscapeTiling,
  shared: SharedTiles,
  tile: number,
): void {
  const width = alphas.length;
  const parts = Math.ceil(width / points);
  const row = Math.floor(tile / parts) * rows;
  const column = (tile % parts) * points;
  const someAlphas = alphas.subarray(column, column + points);
  const someBetas = betas.subarray(row, row + rows);
  const values = workspace.landscape(centre, first, second, someAlphas, someBetas, quantity);
  // Rows of a part of one row stand alone; wider tiles are whole rows, which follow each other.
  shared.values.set(values, row * width + column);
}

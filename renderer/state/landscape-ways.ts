import type { ActionId } from '../../src/app/wire';

/** How the middle of the window shows the landscape. */
export type LandscapeWay = 'map' | 'surface' | 'slice';

export const landscapeWays: readonly {
  readonly way: LandscapeWay;
  readonly label: string;
  readonly action: ActionId;
  /** The key that chooses it. */
  readonly key: string;
}[] = [
  { way: 'map', label: 'Map', action: 'view.asMap', key: 'm' },
  { way: 'surface', label: 'Surface', action: 'view.asSurface', key: 's' },
  { way: 'slice', label: 'Slice', action: 'view.asSlice', key: 'c' },
];

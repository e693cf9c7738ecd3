/** What the middle of the window can show. */
export type PlaceId = 'landscape' | 'laboratory' | 'claims' | 'compare' | 'sweep';

export const places: readonly { readonly id: PlaceId; readonly label: string }[] = [
  { id: 'landscape', label: 'Landscape' },
  { id: 'laboratory', label: 'Laboratory' },
  { id: 'claims', label: 'Claims' },
  { id: 'compare', label: 'Compare' },
  { id: 'sweep', label: 'Sweep' },
];

/** These have the whole window: they are about no single run. */
export const isWhole = (place: PlaceId): boolean =>
  place === 'claims' || place === 'compare' || place === 'sweep';

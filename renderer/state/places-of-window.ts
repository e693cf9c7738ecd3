/** What the middle of the window can show. */
export type PlaceId = 'landscape' | 'laboratory' | 'claims';

export const places: readonly { readonly id: PlaceId; readonly label: string }[] = [
  { id: 'landscape', label: 'Landscape' },
  { id: 'laboratory', label: 'Laboratory' },
  { id: 'claims', label: 'Claims' },
];

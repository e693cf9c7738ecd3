/** Where two documents differ: the places of the values that are not the same, written like `network.sizes[1]`, in the order of the first document. */
export function differingPlaces(one: unknown, other: unknown, place = ''): string[] {
  if (Object.is(one, other)) return [];
  if (!isNested(one) || !isNested(other) || Array.isArray(one) !== Array.isArray(other)) return [place];
  const inner = (key: string): string =>
    Array.isArray(one) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differingPlaces(one[key], other[key], inner(key)));
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

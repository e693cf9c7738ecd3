/**
 * The first key that an object of a JSON text has twice, or null. `JSON.parse` keeps the last one and says nothing, so that two readers of one file could
 * see different things in it.
 * @param json a text that `JSON.parse` accepts
 */
export function repeatedKey(json: string): string | null {
  /** The keys of every object that is open, null for a list. */
  const open: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (const [text, colon] of json.matchAll(token)) {
    if (text === '{') open.push(new Set());
    else if (text === '[') open.push(null);
    else if (text === '}' || text === ']') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(text.slice(0, text.lastIndexOf('"') + 1)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

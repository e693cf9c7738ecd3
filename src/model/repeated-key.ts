/**
 * Where an object of a JSON text has a key for the second time: the keys and places in lists that lead there, or null. `JSON.parse` keeps the last value and
 * says nothing, so that two readers of one file could see different things in it.
 *
 * A loop and no regular expression: one that passes over a text of some million characters runs out of stack.
 * @param json a text that `JSON.parse` accepts
 */
export function repeatedKey(json: string): readonly (string | number)[] | null {
  /** What is open: an object with its keys, or a list; and where in it the text is. */
  const open: { readonly keys: Set<string> | null; at: string | number }[] = [];
  for (let i = 0; i < json.length; i++) {
    const sign = json[i];
    const inner = open.at(-1);
    if (sign === '{') open.push({ keys: new Set(), at: '' });
    else if (sign === '[') open.push({ keys: null, at: 0 });
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',' && typeof inner?.at === 'number') inner.at++;
    else if (sign === '"') {
      const end = endOfString(json, i);
      const keys = inner?.keys;
      if (keys && isKey(json, end)) {
        const written = json.slice(i, end);
        const key = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
        inner.at = key;
        if (keys.has(key)) return open.map(({ at }) => at);
        keys.add(key);
      }
      i = end - 1;
    }
  }
  return null;
}

/** Behind the closing quotation mark of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = json.indexOf('"', at);
    let slashes = 0;
    while (json[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** Whether a colon follows. */
function isKey(json: string, end: number): boolean {
  let at = end;
  while (json[at] === ' ' || json[at] === '\n' || json[at] === '\r' || json[at] === '\t') at++;
  return json[at] === ':';
}

/** Values as Python writes them. A number's shortest digits are read back by Python as the same number. */

/** `-0.0`, `1.0`, `0.1`, `1e-300`: always a float. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return "float('nan')";
  if (!Number.isFinite(value)) return value > 0 ? "float('inf')" : "float('-inf')";
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/**
 * A text as a Python literal in ASCII. It may come from a stranger's file: nothing of it can end the literal, and what would move a terminal's cursor or
 * turn the reading direction is replaced.
 */
export function pythonText(text: string): string {
  // \p{Cs}: half of a surrogate pair, which Python could not print.
  const shown = text.replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
  const escaped = [...shown].map((character) => {
    const code = character.codePointAt(0)!;
    if (character === '"' || character === '\\') return `\\${character}`;
    return code < 0x7f ? character : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `"${escaped.join('')}"`;
}

/** A list that may be long: as many items in a line as fit, `indent` before each line. */
export function pythonList(items: readonly string[], indent = ''): string {
  const flat = `[${items.join(', ')}]`;
  if (flat.length + indent.length <= lineWidth) return flat;
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line !== '' && line.length + item.length + 2 + indent.length > lineWidth - 4) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? `${item},` : ` ${item},`;
  }
  lines.push(line);
  return `[\n${lines.map((one) => `${indent}    ${one}\n`).join('')}${indent}]`;
}

const lineWidth = 110;

/** A matrix, a row per line. Row-major. */
export function pythonMatrix(data: ArrayLike<number>, columns: number, indent = ''): string {
  const rows = Array.from({ length: data.length / columns }, (_, row) =>
    pythonList(
      Array.from({ length: columns }, (_, column) => pythonNumber(data[row * columns + column]!)),
      `${indent}    `,
    ),
  );
  return pythonList(rows, indent);
}

export function pythonVector(data: ArrayLike<number>, indent = ''): string {
  return pythonList(
    Array.from(data, (value) => pythonNumber(value)),
    indent,
  );
}

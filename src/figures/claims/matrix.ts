/** A claim's table of experiments as matrices of small cells: which settings span them, and which rows of the table stand where. */

export interface MatrixRow {
  /** By name, in words. */
  readonly settings: Readonly<Record<string, string>>;
  /** Which reading of the statement. */
  readonly part: number;
}

export interface Heading {
  readonly text: string;
  /** Columns or lines that it heads. */
  readonly span: number;
}

export interface MatrixLine {
  /** One per level of `down`; null where the one above goes on. */
  readonly headings: readonly (Heading | null)[];
  /** Per column the rows that stand there, by their place in the table: usually one, none where the table has no such experiment. */
  readonly cells: readonly (readonly number[])[];
}

export interface Matrix {
  /** What sets this matrix apart from the others, as `table: one step`; empty where nothing can be said, as of an only one. */
  readonly title: string;
  /** Settings whose values head the columns, outermost first. */
  readonly across: readonly string[];
  /** Settings whose values head the lines, outermost first. */
  readonly down: readonly string[];
  /** The headings of each level of `across`. */
  readonly columns: readonly (readonly Heading[])[];
  readonly lines: readonly MatrixLine[];
}

/** More columns than these would not be small any more. */
const mostColumns = 10;
/** Empty cells count less than a longer side. */
const emptyCost = 0.5;
/** Letters of headings that stand beside one another without a line break. */
const roomAcross = 80;

/**
 * One matrix, or one per reading of the statement where together they would leave holes.
 * @param keys settings that were chosen, the most telling first
 * @param decisive settings that tell where the claim holds: where they follow from what heads the lines or the columns, they group these
 */
export function matricesOf(
  rows: readonly MatrixRow[],
  keys: readonly string[],
  decisive: readonly string[],
): Matrix[] {
  const whole = rows.map((_, i) => i);
  const parts = [...new Set(rows.map(({ part }) => part))].map((part) =>
    whole.filter((i) => rows[i]!.part === part),
  );
  const laid = (some: readonly number[]) => layOut(rows, some, keys, decisive);
  const together = laid(whole);
  const apart = parts.map(laid);
  const cost = (layouts: readonly Layout[]) => layouts.reduce((sum, one) => sum + one.cost, 0);
  const chosen = parts.length > 1 && cost(apart) < together.cost ? apart : [together];
  const titles = titlesOf(
    rows,
    chosen.map(({ members }) => members),
    keys,
  );
  return chosen.map((layout, i) => ({ title: titles[i]!, ...built(rows, layout, keys, decisive) }));
}

/** The fewest settings, each with one value per block, that tell the blocks apart. */
function titlesOf(
  rows: readonly MatrixRow[],
  blocks: readonly (readonly number[])[],
  keys: readonly string[],
): readonly string[] {
  const telling = keys.filter(
    (field) =>
      blocks.every((members) => distinct(rows, members, [field]) === 1) &&
      distinct(rows, blocks.flat(), [field]) > 1,
  );
  const heads = blocks.map(([first]) => rows[first!]!);
  let used: readonly string[] = [];
  for (const field of telling) {
    const more = [...used, field];
    const count = (fields: readonly string[]) => new Set(heads.map((row) => combination(row, fields))).size;
    if (count(more) > count(used)) used = more;
  }
  return heads.map((row) =>
    used
      .filter((field) => row.settings[field] !== undefined)
      .map((field) => `${field}: ${textOf(row, field)}`)
      .join(', '),
  );
}

interface Layout {
  readonly members: readonly number[];
  readonly across: readonly string[];
  readonly down: readonly string[];
  readonly cost: number;
}

const textOf = (row: MatrixRow, field: string) => row.settings[field] ?? '–';
const combination = (row: MatrixRow, fields: readonly string[]) =>
  JSON.stringify(fields.map((field) => textOf(row, field)));
const distinct = (rows: readonly MatrixRow[], members: readonly number[], fields: readonly string[]) =>
  new Set(members.map((i) => combination(rows[i]!, fields))).size;

/** Of all ways to put the settings that tell the rows apart down and across, the one with the shortest sides and the fewest holes. */
function layOut(
  rows: readonly MatrixRow[],
  members: readonly number[],
  keys: readonly string[],
  decisive: readonly string[],
): Layout {
  const needed = fewest(rows, members, keys, decisive);
  let best: Layout | null = null;
  for (let choice = 0; choice < 1 << needed.length; choice++) {
    const across = needed.filter((_, bit) => (choice >> bit) & 1);
    const down = needed.filter((_, bit) => !((choice >> bit) & 1));
    const [columns, lines] = [distinct(rows, members, across), distinct(rows, members, down)];
    const holes = columns * lines - distinct(rows, members, needed);
    const width = widthAcross(
      members.map((i) => rows[i]!),
      across,
    );
    // One setting alone reads well across; names of several settings read well beside one another, down.
    const leaning = needed.length === 1 ? lines : width;
    const cost =
      Math.max(lines, columns) +
      emptyCost * holes +
      (columns > mostColumns ? members.length : 0) +
      Math.max(0, width - roomAcross) / 10 +
      leaning / 1000;
    if (best === null || cost < best.cost) best = { members, across, down, cost };
  }
  return best!;
}

/** Letters of the widest heading over each column, its share where it heads several. */
function widthAcross(rows: readonly MatrixRow[], across: readonly string[]): number {
  const columns = combinations(rows, across);
  const widths = new Array<number>(columns.length).fill(0);
  across.forEach((_, level) => {
    headings(columns, level).forEach((heading, at) => {
      for (let i = at; heading && i < at + heading.span; i++)
        widths[i] = Math.max(widths[i]!, heading.text.length / heading.span);
    });
  });
  return widths.reduce((sum, width) => sum + width, 0);
}

/** Settings that tell the rows apart; those that the others make superfluous are left out, the least telling first and what decides last. */
function fewest(
  rows: readonly MatrixRow[],
  members: readonly number[],
  keys: readonly string[],
  decisive: readonly string[],
): readonly string[] {
  let left = keys.filter((field) => distinct(rows, members, [field]) > 1);
  const all = distinct(rows, members, left);
  const decides = (field: string) => Number(decisive.includes(field));
  for (const field of left.toReversed().sort((a, b) => decides(a) - decides(b))) {
    const without = left.filter((one) => one !== field);
    if (distinct(rows, members, without) === all) left = without;
  }
  // Each further setting doubles the ways to lay them out.
  return left.slice(0, 10);
}

function built(
  rows: readonly MatrixRow[],
  layout: Layout,
  keys: readonly string[],
  decisive: readonly string[],
): Omit<Matrix, 'title'> {
  const { members } = layout;
  const mine = members.map((i) => rows[i]!);
  const first = ordered(layout.across, keys, decisive);
  const second = ordered(layout.down, keys, decisive);
  const outer = decisive.filter(
    (field) => !first.includes(field) && !second.includes(field) && distinct(rows, members, [field]) > 1,
  );
  const acrossOuter = outer.filter((field) => follows(mine, field, first));
  const downOuter = outer.filter((field) => !acrossOuter.includes(field) && follows(mine, field, second));
  const across = [...acrossOuter, ...first];
  const down = [...downOuter, ...second];
  const columns = combinations(mine, across);
  const lines = combinations(mine, down);
  return {
    across,
    down,
    columns: across.map((_, level) => headings(columns, level).filter((one) => one !== null)),
    lines: lines.map((line, at) => ({
      headings: down.map((_, level) => headings(lines, level)[at]!),
      cells: columns.map((column) =>
        members.filter(
          (i) =>
            combination(rows[i]!, down) === JSON.stringify(line) &&
            combination(rows[i]!, across) === JSON.stringify(column),
        ),
      ),
    })),
  };
}

/** The decisive settings first, then as they are told. */
function ordered(
  fields: readonly string[],
  keys: readonly string[],
  decisive: readonly string[],
): readonly string[] {
  const rank = (field: string) => (decisive.includes(field) ? 0 : 1 + keys.indexOf(field));
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether rows that agree in `fields` agree in `field`. */
function follows(rows: readonly MatrixRow[], field: string, fields: readonly string[]): boolean {
  const count = (some: readonly string[]) => new Set(rows.map((row) => combination(row, some))).size;
  return fields.length > 0 && count([...fields, field]) === count(fields);
}

/** The values that occur together, level by level in the order in which each first occurs in the table. */
function combinations(rows: readonly MatrixRow[], fields: readonly string[]): readonly (readonly string[])[] {
  const order = fields.map((field) => [...new Set(rows.map((row) => textOf(row, field)))]);
  const found = [...new Set(rows.map((row) => combination(row, fields)))].map(
    (text) => JSON.parse(text) as string[],
  );
  const place = (values: readonly string[]) => values.map((value, level) => order[level]!.indexOf(value));
  return found.toSorted((a, b) => {
    const [first, second] = [place(a), place(b)];
    const level = first.findIndex((at, i) => at !== second[i]);
    return level < 0 ? 0 : first[level]! - second[level]!;
  });
}

/** One per combination: a heading where a run of equal values begins at this level, else null. */
function headings(all: readonly (readonly string[])[], level: number): (Heading | null)[] {
  const same = (a: readonly string[] | undefined, b: readonly string[]) =>
    a !== undefined && b.slice(0, level + 1).every((value, i) => value === a[i]);
  return all.map((values, at) => {
    if (same(all[at - 1], values)) return null;
    let span = 1;
    while (all[at + span] !== undefined && same(values, all[at + span]!)) span++;
    return { text: values[level]!, span };
  });
}

import type { UnitGraph } from './unit-graph';

export interface AutomorphismCount {
  readonly count: bigint;
  /** False where the search ran out of its budget: then `count` is a lower bound. */
  readonly exact: boolean;
}

class OutOfBudget extends Error {}

/**
 * How many rearrangements of a graph's nodes (each within its layer, partners staying partners) leave every weight as it is. Colour refinement
 * splits the nodes until nodes of one colour cannot be told apart by their neighbours; where a colour has several nodes, one is singled out and the size of its
 * orbit is found by search, and the product of the orbit sizes down this chain is the count (orbit and stabiliser; McKay & Piperno, "Practical graph
 * isomorphism II", 2014).
 * @param budget most edges looked at
 */
export function countAutomorphisms(graph: UnitGraph, budget = 2e7): AutomorphismCount {
  const search = new Search(graph, budget);
  let count = 1n;
  try {
    let colours = search.refined(search.start());
    for (let cell = smallestCell(colours); cell !== null; cell = smallestCell(colours)) {
      const [chosen, ...others] = cell as [number, ...number[]];
      const fixed = search.refined(search.singledOut(colours, chosen));
      let orbit = 1n;
      for (const other of others)
        if (search.maps(fixed, search.refined(search.singledOut(colours, other)))) orbit++;
      count *= orbit;
      colours = fixed;
    }
    return { count, exact: true };
  } catch (error) {
    if (error instanceof OutOfBudget) return { count, exact: false };
    throw error;
  }
}

type Colours = readonly number[];

class Search {
  /** Colours by what they stand for; shared by all colourings, so that equal colours mean the same in each. */
  readonly #names = new Map<string, number>();
  #left: number;

  constructor(
    private readonly graph: UnitGraph,
    budget: number,
  ) {
    this.#left = budget;
  }

  start(): Colours {
    return this.graph.nodes.map(({ key }) => this.#name(`=${key}`));
  }

  singledOut(colours: Colours, node: number): Colours {
    return colours.map((colour, i) => (i === node ? this.#name(`!${colour}`) : colour));
  }

  /** Splits colours by the colours and weights of neighbours until nothing splits any more. */
  refined(colours: Colours): Colours {
    let now = colours;
    for (let cells = countOf(now); cells < now.length;) {
      const next = this.#split(now);
      const found = countOf(next);
      now = next;
      if (found === cells) break;
      cells = found;
    }
    return now;
  }

  /** Whether some rearrangement takes the nodes of one refined colouring to those of the same colours in another. */
  maps(one: Colours, two: Colours): boolean {
    const sorted = (colours: Colours) => colours.toSorted((a, b) => a - b);
    const other = sorted(two);
    if (!sorted(one).every((colour, i) => colour === other[i])) return false;
    const cell = smallestCell(one);
    if (cell === null) return this.#preserves(one, two);
    const chosen = cell[0]!;
    const fixed = this.refined(this.singledOut(one, chosen));
    return two.some(
      (colour, node) => colour === one[chosen] && this.maps(fixed, this.refined(this.singledOut(two, node))),
    );
  }

  #split(colours: Colours): Colours {
    const sizes = new Map<number, number>();
    for (const colour of colours) sizes.set(colour, (sizes.get(colour) ?? 0) + 1);
    const { nodes, layers } = this.graph;
    return nodes.map((node, i) => {
      if (sizes.get(colours[i]!) === 1) return colours[i]!;
      const before = layers[node.layer - 1] ?? [];
      const after = layers[node.layer + 1] ?? [];
      this.#spend(before.length + after.length);
      const from = before.map((k) => `${colours[k]}:${this.graph.weight(nodes[k]!, node)}`).sort();
      const to = after.map((k) => `${colours[k]}:${this.graph.weight(node, nodes[k]!)}`).sort();
      return this.#name(`${colours[i]}|${colours[node.partner]}|${from.join()}|${to.join()}`);
    });
  }

  /** Whether the one rearrangement that two colourings without repetition describe leaves every weight as it is. */
  #preserves(one: Colours, two: Colours): boolean {
    const { nodes, layers } = this.graph;
    const place = new Map(two.map((colour, node) => [colour, node]));
    const image = one.map((colour) => place.get(colour)!);
    return nodes.every((node, i) => {
      const mapped = nodes[image[i]!]!;
      const after = layers[node.layer + 1] ?? [];
      this.#spend(after.length + 1);
      return (
        node.key === mapped.key &&
        image[node.partner] === mapped.partner &&
        after.every(
          (k) => this.graph.weight(node, nodes[k]!) === this.graph.weight(mapped, nodes[image[k]!]!),
        )
      );
    });
  }

  #name(text: string): number {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    this.#names.set(text, this.#names.size);
    return this.#names.size - 1;
  }

  #spend(edges: number): void {
    this.#left -= edges;
    if (this.#left < 0) throw new OutOfBudget();
  }
}

const countOf = (colours: Colours): number => new Set(colours).size;

/** The nodes of the smallest colour that has several, or null where each has its own. */
function smallestCell(colours: Colours): number[] | null {
  const cells = new Map<number, number[]>();
  colours.forEach((colour, node) => {
    const cell = cells.get(colour);
    if (cell) cell.push(node);
    else cells.set(colour, [node]);
  });
  let smallest: number[] | null = null;
  for (const cell of cells.values())
    if (cell.length > 1 && (smallest === null || cell.length < smallest.length)) smallest = cell;
  return smallest;
}

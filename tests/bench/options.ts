/** What `npm run bench -- …` was asked for. */
export interface BenchOptions {
  /** Beginnings of the ids of workloads; empty for all. */
  readonly only: readonly string[];
  /** Fewer and shorter rounds: a first look, no figures to quote. */
  readonly quick: boolean;
  readonly peers: boolean;
  readonly json: string | undefined;
  readonly markdown: boolean;
}

export const USAGE = `npm run bench -- [options]
  --only W1,HVP    only these workloads
  --quick          fewer and shorter rounds
  --no-peers       only ours and C
  --json FILE      writes the figures as JSON
  --markdown       prints the table of the README at the end`;

/** Throws Error with the usage for what it does not know. */
export function parseOptions(words: readonly string[]): BenchOptions {
  const options = {
    only: [] as string[],
    quick: false,
    peers: true,
    json: undefined as string | undefined,
    markdown: false,
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === '--quick') options.quick = true;
    else if (word === '--no-peers') options.peers = false;
    else if (word === '--markdown') options.markdown = true;
    else if (word === '--only' && words[i + 1]) options.only = words[++i]!.split(',');
    else if (word === '--json' && words[i + 1]) options.json = words[++i]!;
    else throw new Error(`Unknown or incomplete option ${word}.\n${USAGE}`);
  }
  return options;
}

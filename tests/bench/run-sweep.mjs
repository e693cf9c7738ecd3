/** `npm run bench:sweep`: how fast a sweep is with one thread and with more, and what memory it takes. Needs the built app. */
import { withModule } from './load.mjs';

const words = process.argv.slice(2);
await withModule('/tests/bench/sweep.ts', ({ bench, benchAlone }) =>
  words[0] === 'alone' ? benchAlone(Number(words[1])) : bench(words),
);

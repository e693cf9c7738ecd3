/** `npm run bench:sweep`: how fast a sweep is with one thread and with more, and what memory it takes. Needs the built app. */
import { withModule } from './load.mjs';

await withModule('/tests/bench/sweep.ts', ({ bench }) => bench(process.argv.slice(2)));

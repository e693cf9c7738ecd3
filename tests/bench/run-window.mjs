/** `npm run bench:window`: what a person waits for in the window. Needs the built program. `--minutes 30` also watches the memory for so long. */
import { withModule } from './load.mjs';

const words = process.argv.slice(2);
const minutes = words.includes('--minutes') ? Number(words[words.indexOf('--minutes') + 1]) : 0;
await withModule('/tests/bench/window.ts', ({ benchWindow }) => benchWindow(minutes));

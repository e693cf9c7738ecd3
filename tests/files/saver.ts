/** A program that saves one file over and over, and says each time which content is safe: for `killed-saving.long.test.ts`. */
import { writeFileAtomically } from '../../src/files/atomic-write';

const [path, length] = [process.argv[2]!, Number(process.argv[3])];
for (let content = 1; ; content++) {
  await writeFileAtomically(path, new Uint8Array(length).fill(content % 256));
  process.stdout.write(`${content}\n`);
}

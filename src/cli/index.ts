/** The command line as a program of its own, on Node. */
import { main } from './main';

process.exitCode = await main(process.argv.slice(2), [process.execPath, process.argv[1]!]);

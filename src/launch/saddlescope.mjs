#!/usr/bin/env node
/** The command line from a checkout: builds what is missing, then `saddlescope …`. */
import { runHere } from './command.mjs';
import { commandLine, prepare } from './prepare.mjs';

await prepare({ need: ['app'] });
process.exitCode = await runHere(process.execPath, [commandLine, ...process.argv.slice(2)], {
  cwd: process.cwd(),
});

import { Command, CommanderError } from 'commander';
import { createSaddlescope } from '../app';
import { criticalPointsCommand } from './commands/critical-points';
import { claimsCommand } from './commands/claims';
import { compareCommand } from './commands/compare';
import { demoCommand } from './commands/demo';
import { escapeCommand } from './commands/escape';
import { exportCommand } from './commands/export';
import { inspectCommand } from './commands/inspect';
import { landscapeCommand } from './commands/landscape';
import { lineCommand } from './commands/line';
import { mergeCommand } from './commands/merge';
import { newCommand } from './commands/new';
import { orderCommand } from './commands/order';
import { roundOffCommand } from './commands/round-off';
import { runCommand } from './commands/run';
import { saddleToSaddleCommand } from './commands/saddle-to-saddle';
import { schemaCommand } from './commands/schema';
import { spectrumCommand } from './commands/spectrum';
import { sweepCommand } from './commands/sweep';
import { symmetryCommand } from './commands/symmetry';
import { verifyCommand } from './commands/verify';
import { commandNames, type CommandName } from './command-names';
import type { Context } from './context';
import { exitCodes, report } from './errors';
import { interruption } from './interruption';

const commands: Readonly<Record<CommandName, (context: Context) => Command>> = {
  run: runCommand,
  inspect: inspectCommand,
  spectrum: spectrumCommand,
  order: orderCommand,
  landscape: landscapeCommand,
  line: lineCommand,
  symmetry: symmetryCommand,
  escape: escapeCommand,
  'round-off': roundOffCommand,
  'critical-points': criticalPointsCommand,
  'saddle-to-saddle': saddleToSaddleCommand,
  sweep: sweepCommand,
  merge: mergeCommand,
  compare: compareCommand,
  claims: claimsCommand,
  verify: verifyCommand,
  export: exportCommand,
  new: newCommand,
  schema: schemaCommand,
  demo: demoCommand,
};

/**
 * `saddlescope …`: the whole program from a terminal. Results go to standard output, progress and remarks to standard error.
 * @param called how this program is called, as words before the command: what a script must say that calls it again
 * @returns the exit code
 */
export async function main(argv: readonly string[], called: readonly string[]): Promise<number> {
  letReadersLeave();
  const app = createSaddlescope();
  const interrupted = interruption();
  const context: Context = { app, program: called, signal: interrupted.signal };
  const { version, build } = app.about();
  const program = new Command('saddlescope')
    .description('See what happens to a neural network that starts from zero.')
    .version(`saddlescope ${version} (core ${build.slice(0, 12)})`)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'saddlescope: ')) })
    .addHelpText('after', helpFooter);
  for (const name of commandNames) program.addCommand(inherit(commands[name](context), program));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return interrupted.signal.aborted ? exitCodes.interrupted : exitCodes.fine;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    return report(error);
  } finally {
    await app.dispose();
  }
}

/** A reader such as `head` that has seen enough is no fault. */
function letReadersLeave(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.fine);
  });
}

/** Subcommands answer mistakes in the same way as the program does. */
function inherit(command: Command, program: Command): Command {
  return command.copyInheritedSettings(program);
}

const helpFooter = `
An EXPERIMENT is an experiment JSON, a .saddle file, a PNG exported by Saddlescope, a CSV table, or the name of a built-in
experiment (saddlescope new --list).

Examples:
  saddlescope run xor-from-zero                       train XOR from all zeros and say what happened
  saddlescope run xor-from-zero --epsilon 0.3 -o x.saddle --png x.png
  saddlescope inspect x.saddle --at origin            what is true at the all-zero point
  saddlescope landscape x.saddle -o map.png --plane trajectory
  saddlescope sweep xor-pushed --over seed=1..1000 -o s.saddle
                                                      many runs: who escapes, when, and who solves it
  saddlescope export x.saddle -o history.csv
  saddlescope verify x.saddle                         does the file hold what its experiment gives?
  saddlescope compare xor-from-zero x.saddle          exact numbers side by side, and what is set differently
  saddlescope claims                                  what people say about starting from zero, put to the test
  saddlescope new xor-from-zero -o mine.json          an experiment to edit

Exit codes: 0 done · 1 a fault of Saddlescope · 2 a mistake that you can mend · 3 verify: the file does not agree · 130 interrupted`;

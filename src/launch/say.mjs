/** What the launchers print: short lines to standard error, so that standard output stays the program's own. */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Prints one sentence and ends the process.
 * @param {string} sentence
 * @param {number} [code]
 * @returns {never}
 */
export function giveUp(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}

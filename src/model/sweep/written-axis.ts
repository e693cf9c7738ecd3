import { UserError } from '../user-error';
import { fullPlace } from './places';
import type { WrittenAxis } from './schema';

/**
 * An axis as a command line says it: `training.rule.rate=0.1,0.3,1`, `seed=1..100` (whole numbers), `epsilon=0.01..1:5` (evenly), `epsilon=0.01..1:5:log`, or a
 * JSON list where a value holds commas: `network.sizes=[[2,2,1],[2,8,1]]`.
 * @throws UserError where it cannot be read; whether it fits is for the schema to say
 */
export function writtenAxis(text: string): WrittenAxis {
  const at = text.indexOf('=');
  const over = text.slice(0, at).trim();
  const right = text.slice(at + 1).trim();
  if (at < 1 || over === '' || right === '')
    throw new UserError(
      `--over "${text}" has no values: write a place, =, and values, e.g. training.rule.rate=0.1,0.3,1 or seed=1..100.`,
      'over',
    );
  const range = /^(-?[\d.]+?(?:e[+-]?\d+)?)\.\.(-?[\d.]+(?:e[+-]?\d+)?)(?::(\d+))?(?::(\w+))?$/i.exec(right);
  if (range) return ranged(over, text, range);
  return { over: fullPlace(over), values: valuesOf(right, text) as WrittenAxis['values'] };
}

function ranged(over: string, text: string, [, first, last, many, scale]: RegExpExecArray): WrittenAxis {
  const [from, to] = [Number(first), Number(last)];
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new UserError(`--over "${text}": ${first}..${last} is no range of numbers.`, 'over');
  if (scale !== undefined && scale !== 'log' && scale !== 'linear' && scale !== 'integer')
    throw new UserError(
      `--over "${text}": there is no scale "${scale}": write linear, log or integer.`,
      'over',
    );
  const count = many === undefined ? {} : { count: Number(many) };
  const whole = many === undefined && scale === undefined;
  return { over: fullPlace(over), from, to, ...count, scale: whole ? 'integer' : (scale ?? 'linear') };
}

function valuesOf(right: string, text: string): unknown[] {
  if (right.startsWith('[')) {
    try {
      return JSON.parse(right) as unknown[];
    } catch {
      throw new UserError(
        `--over "${text}": the list is not JSON; write e.g. [[2,2,1],[2,8,1]] or ["tanh","relu"].`,
        'over',
      );
    }
  }
  return right.split(',').map((one) => {
    const word = one.trim();
    try {
      return JSON.parse(word) as unknown;
    } catch {
      return word;
    }
  });
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PointName } from '../model/experiment';
import { isPointName } from '../model/point-name';

/** A finite number, for an option's value. */
export function numeric(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError('It must be a number, e.g. 0.1.');
  return value;
}

/** A whole number of at least 0. */
export function whole(text: string): number {
  const value = numeric(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be a whole number, e.g. 5000.');
  return value;
}

/** A named point of a run. */
export function pointName(text: string): PointName {
  if (isPointName(text)) return text;
  throw new InvalidArgumentError('It must be origin, init, final, best or step:N, e.g. step:1000.');
}

/** An option that may be given several times. */
export const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `1200x900` */
export function pixels(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{2,5})[x×](\d{2,5})$/.exec(text) ?? [];
  const size = { width: Number(width), height: Number(height) };
  if (!(size.width >= 320 && size.height >= 240 && size.width <= 10_000 && size.height <= 10_000)) {
    throw new InvalidArgumentError(
      'It must be WIDTHxHEIGHT in pixels from 320x240 to 10000x10000, e.g. 1200x900.',
    );
  }
  return size;
}

/** How a picture should look, on the command line. */
export interface PictureFlags {
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme: 'light' | 'dark';
}

/** The options of a command that can draw. */
export function withPicture(command: Command): Command {
  return command
    .option('--size <WxH>', 'size of the picture in pixels', pixels)
    .addOption(new Option('--theme <theme>', 'of the picture').choices(['light', 'dark']).default('light'));
}

/** What `--set` is for where nothing else is said. */
const setting =
  'change a setting, e.g. training.l2=0.01, or how a CSV is read: data.decimal=comma; may be repeated';

/** Any setting of an experiment, as an option. */
export function withSet(command: Command, help = setting): Command {
  return command.option('--set <place=value>', help, collected, []);
}

/** The settings of an experiment that are changed most often, as options of a command that trains. @param set what `--set` is for */
export function withOverrides(command: Command, set?: string): Command {
  return withSet(command, set)
    .option('--steps <n>', 'train this many steps instead of the experiment’s', whole)
    .option('--rate <η>', 'learning rate instead of the experiment’s', numeric)
    .option('--seed <n>', 'weight seed instead of the experiment’s', whole)
    .option('--epsilon <ε>', 'size of the push off the initial point', numeric)
    .option('--from <file.safetensors>', 'start from these parameters instead of the experiment’s');
}

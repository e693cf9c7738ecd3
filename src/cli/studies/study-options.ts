import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Definition, Field, FieldValue } from '../../model/fields';
import { numeric } from '../options';

/** Every setting of a study as an option of a command: `escapeSteps` becomes `--escape-steps <number>`. */
export function withStudySettings(
  command: Command,
  study: Definition,
  except: readonly string[] = [],
): Command {
  for (const [key, field] of Object.entries(study.fields))
    if (!except.includes(key)) command.addOption(optionOf(key, field));
  return command;
}

/** The settings that were given, by the names of the study's fields. */
export function studySettingsOf(study: Definition, options: Readonly<Record<string, unknown>>): object {
  const given = Object.keys(study.fields).filter((key) => options[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, options[key]]));
}

function optionOf(key: string, field: Field): Option {
  const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const help = `${field.help} Default: ${shownDefault(field.default)}`;
  switch (field.kind) {
    case 'flag':
      return new Option(field.default ? flag.replace('--', '--no-') : flag, field.help);
    case 'number':
      return new Option(`${flag} <number>`, help).argParser(numeric);
    case 'choice':
      return new Option(`${flag} <name>`, help).choices(field.choices.map(({ value }) => value));
    case 'text':
      return new Option(`${flag} <text>`, help);
    case 'numbers':
      return new Option(`${flag} <numbers>`, `${help} (separated by commas)`).argParser(numbers);
    case 'names':
      return new Option(`${flag} <names>`, `${help} (separated by commas)`).argParser((text) =>
        text.split(','),
      );
  }
}

function shownDefault(value: FieldValue): string {
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return text === '' ? 'none.' : `${text}.`;
}

/** Numbers separated by commas. */
export function numbers(text: string): number[] {
  const values = text.split(',').map(Number);
  if (text.trim() === '' || values.some((value) => !Number.isFinite(value)))
    throw new InvalidArgumentError('It must be numbers separated by commas, e.g. 0.1,0.01.');
  return values;
}

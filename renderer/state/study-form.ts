/** How the settings of a study are laid out: which come first, and which are shown only where another setting asks for them. */
import type { Definition, Field, FieldValue } from '../../src/model/fields';

export type Settings = Readonly<Record<string, FieldValue>>;

export interface FormField {
  readonly key: string;
  readonly field: Field;
}

export interface StudyForm {
  readonly leading: readonly FormField[];
  /** Behind “More settings”. */
  readonly more: readonly FormField[];
}

/** The most important settings of each study, in order. A study that is not listed shows its first ones. */
const leading: Readonly<Record<string, readonly string[]>> = {
  spectrum: ['at', 'method'],
  order: ['at', 'highest'],
  symmetry: ['at'],
  escape: ['at', 'direction', 'parameter', 'values', 'smallest', 'largest', 'points', 'members'],
  line: ['at', 'direction', 'index', 'parameter', 'to', 'directionSeed', 'values', 'extent'],
  'round-off': ['at', 'watched'],
  'critical-points': ['starts', 'scale'],
};
const leadingOfOthers = 4;

/** A setting that means something only while another one has one of these values: `study.setting`. */
const only: Readonly<Record<string, readonly [setting: string, values: readonly FieldValue[]]>> = {
  'escape.parameter': ['direction', ['parameter']],
  'escape.values': ['direction', ['values']],
  'escape.share': ['until', ['loss']],
  'escape.distance': ['until', ['distance']],
  'line.index': ['direction', ['eigenvector']],
  'line.parameter': ['direction', ['parameter']],
  'line.to': ['direction', ['between']],
  'line.directionSeed': ['direction', ['random']],
  'line.values': ['direction', ['given']],
  'spectrum.vectors': ['method', ['auto', 'exact']],
  'spectrum.listed': ['method', ['auto', 'exact']],
  'spectrum.lanczosSteps': ['method', ['auto', 'estimate']],
  'spectrum.probes': ['method', ['auto', 'estimate']],
  'spectrum.smoothing': ['method', ['auto', 'estimate']],
  'spectrum.points': ['method', ['auto', 'estimate']],
  'spectrum.probeSeed': ['method', ['auto', 'estimate']],
};

export function settingOf({ fields }: Definition, settings: Settings, key: string): FieldValue | undefined {
  return settings[key] ?? (fields[key]?.default as FieldValue | undefined);
}

/** What tells a question of a study from others: its name, and the first of the settings that were changed. */
export function studyInWords({ label, fields }: Definition, settings: Settings): string {
  const changed = Object.entries(settings).flatMap(([key, value]) => {
    const field = fields[key];
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return field && isPlain && value !== field.default ? [`${field.label}: ${value}`] : [];
  });
  const said = changed.slice(0, 3).join(', ');
  return said === '' ? `“${label}”` : `“${label}” (${said})`;
}

/** The fields to show; `theta` is the point menu’s. */
export function studyForm(definition: Definition, settings: Settings): StudyForm {
  const { name, fields } = definition;
  const shown = Object.entries(fields)
    .filter(([key]) => key !== 'theta' || !('at' in fields))
    .filter(([key]) => {
      const [setting, values] = only[`${name}.${key}`] ?? [];
      if (setting === undefined || values === undefined) return true;
      const value = settingOf(definition, settings, setting);
      return value !== undefined && values.includes(value);
    })
    .map(([key, field]): FormField => ({ key, field }));
  const first = leading[name];
  if (first === undefined)
    return { leading: shown.slice(0, leadingOfOthers), more: shown.slice(leadingOfOthers) };
  return {
    leading: first.flatMap((key) => shown.filter((one) => one.key === key)),
    more: shown.filter(({ key }) => !first.includes(key)),
  };
}

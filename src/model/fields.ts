/**
 * The settings of a named thing (a dataset, a scheme, an update rule, a plane…) written once as a table of fields.
 * The schema, the command line's help, the window's forms and the documentation are all read from this table.
 */
interface FieldBase {
  readonly label: string;
  /** One sentence for a tooltip and for `saddlescope schema`. */
  readonly help: string;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** The bounds themselves are not allowed. */
  readonly exclusiveMin?: boolean;
  readonly exclusiveMax?: boolean;
  readonly integer?: boolean;
  /** How a slider should move. */
  readonly scale?: 'linear' | 'log';
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

export interface FlagField extends FieldBase {
  readonly kind: 'flag';
  readonly default: boolean;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly default: string;
  /** Longest text allowed, in UTF-16 units. */
  readonly maxLength: number;
  /** What the window shows instead of a one-line input: a file chooser, an input with the parameters' names, a menu of the run's points. */
  readonly role?: 'embedded-file' | 'parameter-name' | 'point';
}

/** A list of numbers, e.g. explicit weights. */
export interface NumbersField extends FieldBase {
  readonly kind: 'numbers';
  readonly default: readonly number[];
  readonly maxItems: number;
}

/** A list of names, e.g. the input columns of a CSV. Empty = "choose for me". */
export interface NamesField extends FieldBase {
  readonly kind: 'names';
  readonly default: readonly string[];
  readonly maxItems: number;
}

export type Field = NumberField | ChoiceField | FlagField | TextField | NumbersField | NamesField;
export type Fields = Readonly<Record<string, Field>>;
export type FieldValue = number | string | boolean | readonly number[] | readonly string[];

type ValueOf<F extends Field> = F extends NumberField
  ? number
  : F extends ChoiceField | TextField
    ? string
    : F extends FlagField
      ? boolean
      : F extends NumbersField
        ? readonly number[]
        : readonly string[];

/** The settings that a table of fields describes. */
export type ValuesOf<T extends Fields> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** One entry of a table of named things. */
export interface Definition<T extends Fields = Fields> {
  /** Kebab-case; what experiment files say. */
  readonly name: string;
  /** What menus say. */
  readonly label: string;
  /** One plain sentence. */
  readonly summary: string;
  readonly fields: T;
}

/** A chosen definition with its settings, as an experiment holds it: `{ "name": "normal", "mean": 0, "deviation": 0.1 }`. */
export type Named = { readonly name: string } & Readonly<Record<string, FieldValue>>;

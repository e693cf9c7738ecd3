import type { z } from 'zod';
import { nearest } from './near';
import { UserError } from './user-error';

/** One mistake: where it is and what to do, as a sentence without its full stop that begins with the place. */
export interface Problem {
  readonly place: string;
  readonly text: string;
}

/** One error that says the first three problems and how many more there are. */
export function problemsError(problems: readonly Problem[]): UserError {
  const said = problems.slice(0, 3).map((problem) => problem.text);
  if (problems.length > 3) said.push(`and ${problems.length - 3} more`);
  return new UserError(`${said.join('; ')}.`, problems[0]?.place);
}

/** zod's issues about a document in words, one per place. */
export function schemaProblems(
  issues: readonly z.core.$ZodIssue[],
  document: unknown,
  schema: z.ZodType,
): Problem[] {
  const problems = issues.flatMap((issue) => issueProblems(issue, document, schema));
  const seen = new Set<string>();
  return problems.filter(({ place }) => !seen.has(place) && seen.add(place));
}

/** `training.rule.rate`, `initialisation.weights[1]` */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'the experiment';
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    document,
  );
}

/** A value as a message shows it: short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

function issueProblems(issue: z.core.$ZodIssue, document: unknown, schema: z.ZodType): Problem[] {
  const place = pathText(issue.path);
  const value = valueAt(document, issue.path);
  const must = (what: string): Problem[] => [
    { place, text: `${place} is ${shown(value)} but must be ${what}` },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      // The message names three; looking for the nearest key to each of a hundred thousand would take minutes.
      return issue.keys.map((key, index) =>
        index < 3
          ? unknownKey(issue.path, key, value, schema)
          : { place: pathText([...issue.path, key]), text: '' },
      );
    case 'invalid_value':
      return choiceProblem(place, value, issue.values);
    case 'invalid_union':
      return unionProblems(issue, document, schema);
    case 'invalid_type':
      return must(typeWord(issue));
    case 'invalid_key':
      return [
        { place, text: `${place} is not a possible name here: it must be ${issue.issues[0]?.message}` },
      ];
    case 'too_small':
      if (issue.origin === 'array')
        return [{ place, text: `${place} lists ${entries(value)} but at least ${issue.minimum} are needed` }];
      return must(
        `${numberWord(issue.origin)} ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`,
      );
    case 'too_big':
      if (issue.origin === 'array')
        return [{ place, text: `${place} lists ${entries(value)} but at most ${issue.maximum} are allowed` }];
      if (issue.origin === 'string')
        return [
          {
            place,
            text: `${place} is a text of ${(value as string).length} characters but at most ${issue.maximum} are allowed`,
          },
        ];
      return must(`${numberWord(issue.origin)} ${issue.inclusive ? 'of at most' : 'below'} ${issue.maximum}`);
    default:
      return must(issue.message);
  }
}

/** Of the alternatives that a value could have meant, the one it looks like speaks; where it looks like none, all are named. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, document: unknown, schema: z.ZodType): Problem[] {
  const place = pathText(issue.path);
  const value = valueAt(document, issue.path);
  if (issue.discriminator !== undefined)
    return choiceProblem(place, value, (issue as { options?: readonly unknown[] }).options ?? []);
  const looksLike = (branch: readonly z.core.$ZodIssue[]) =>
    branch.every(
      (inner) =>
        inner.path.length > 0 ||
        !(
          inner.code === 'invalid_type' ||
          (inner.code === 'invalid_value' && typeof value !== typeof inner.values[0])
        ),
    );
  const near = issue.errors.find(looksLike);
  const scalars = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) =>
      inner.code === 'invalid_type' && inner.path.length === 0 && isScalar(inner.expected)
        ? [typeWord(inner)]
        : [],
    ),
  );
  if (near?.[0]?.code === 'invalid_value' && near[0].path.length === 0)
    return choiceProblem(place, value, near[0].values, scalars);
  if (near)
    return near.flatMap((inner) =>
      issueProblems({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, document, schema),
    );
  const words = issue.errors.flatMap((branch) =>
    branch.slice(0, 1).flatMap((inner) => {
      if (inner.code === 'invalid_value') return [oneOf(inner.values)];
      return inner.code === 'invalid_type' ? [typeWord(inner)] : [];
    }),
  );
  return [{ place, text: `${place} is ${shown(value)} but must be ${[...new Set(words)].join(', or ')}` }];
}

const isScalar = (expected: string) => expected === 'int' || expected === 'number' || expected === 'boolean';

function choiceProblem(
  place: string,
  value: unknown,
  values: readonly unknown[],
  others: readonly string[] = [],
): Problem[] {
  const possible = [oneOf(values), ...others].join(', or ');
  return [{ place, text: `${place} is ${shown(value)}${guess(value, values)} but must be ${possible}` }];
}

function oneOf(values: readonly unknown[]): string {
  const all = values
    .map((entry) => (typeof entry === 'string' ? JSON.stringify(entry) : String(entry)))
    .join(', ');
  return `${values.length > 1 ? 'one of ' : ''}${all}`;
}

/** ` (did you mean "tanh"?)` where a text is near one of the possible ones, else nothing. */
function guess(value: unknown, values: readonly unknown[]): string {
  const texts = values.filter((entry) => typeof entry === 'string');
  const near = typeof value === 'string' ? nearest(value, texts) : undefined;
  return near === undefined ? '' : ` (did you mean ${JSON.stringify(near)}?)`;
}

function typeWord(issue: z.core.$ZodIssueInvalidType): string {
  const words: Record<string, string> = {
    int: 'a whole number',
    number: 'a finite number',
    string: 'a text',
    boolean: 'true or false',
    object: 'an object',
    array: 'a list',
    record: 'an object',
  };
  if (issue.expected === 'number' && issue.message === words['int']) return issue.message;
  return words[issue.expected] ?? issue.expected;
}

const entries = (list: unknown) => {
  const { length } = list as readonly unknown[];
  return `${length} ${length === 1 ? 'entry' : 'entries'}`;
};
const numberWord = (origin: string) => (origin === 'int' ? 'a whole number' : 'a number');

function unknownKey(path: readonly PropertyKey[], key: string, owner: unknown, schema: z.ZodType): Problem {
  const place = pathText([...path, key.length > 40 ? `${key.slice(0, 40)}…` : key]);
  const keys = keysAt(schema, path, owner);
  const near = nearest(key, keys);
  const remedy =
    near === undefined ? `possible here: ${keys.join(', ')}` : `did you mean ${pathText([...path, near])}`;
  return { place, text: `${place} is not a known key (${remedy})` };
}

/** The keys that the schema allows in the object at a path of a document; `owner` is that object. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[], owner: unknown): string[] {
  const step = (types: z.core.$ZodType[], key: PropertyKey) =>
    types.flatMap((type) => {
      const def = type._zod.def as {
        type: string;
        shape?: Record<PropertyKey, z.core.$ZodType>;
        element?: z.core.$ZodType;
        valueType?: z.core.$ZodType;
      };
      if (def.type === 'record' && def.valueType) return expand(def.valueType);
      if (def.type === 'object') return def.shape?.[key] ? expand(def.shape[key]) : [];
      return def.type === 'array' && def.element ? expand(def.element) : [];
    });
  const found = path.reduce<z.core.$ZodType[]>(step, expand(schema));
  const name = (owner as { name?: unknown } | undefined)?.name;
  const shapes = found.flatMap((type) => {
    const def = type._zod.def as { type: string; shape?: Record<string, z.core.$ZodType> };
    return def.type === 'object' && def.shape ? [def.shape] : [];
  });
  const isNamed = (shape: Record<string, z.core.$ZodType>) => {
    const values = (shape['name']?._zod.def as { values?: unknown[] } | undefined)?.values;
    return values !== undefined && values[0] === name;
  };
  const own = shapes.find(isNamed) ?? shapes[0];
  return own ? Object.keys(own).filter((key) => key !== '$schema') : [];
}

/** The object and array schemas behind defaults, optionals and unions. */
function expand(type: z.core.$ZodType): z.core.$ZodType[] {
  const def = type._zod.def as { type: string; innerType?: z.core.$ZodType; options?: z.core.$ZodType[] };
  if (def.innerType) return expand(def.innerType);
  if (def.options) return def.options.flatMap(expand);
  return [type];
}

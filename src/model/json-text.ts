import { pathText } from './problems';
import { repeatedKey } from './repeated-key';
import { UserError } from './user-error';

/**
 * Parses JSON; where it is malformed, says the line, the column and what was expected there. A key that an object has twice is refused with its place.
 * `source` names the text in the message.
 */
export function parseJson(text: string, source: string): unknown {
  const body = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    const { offset, expected } = findMistake(body);
    const before = body.slice(0, offset).split(/\r\n|\r|\n/);
    const line = before.length;
    const column = before.at(-1)!.length + 1;
    const found =
      offset >= body.length
        ? 'the text ends'
        : `there is ${JSON.stringify(String.fromCodePoint(body.codePointAt(offset)!))}`;
    throw new UserError(
      `${source}, line ${line}, column ${column}: ${found} where JSON has ${expected}.`,
      `${source}, line ${line}, column ${column}`,
    );
  }
  const twice = repeatedKey(body);
  if (twice === null) return value;
  const place = shortened(pathText(twice));
  throw new UserError(`${source}: ${place} is there twice; keep one of the two.`, place);
}

const shortened = (place: string) => (place.length > 200 ? `${place.slice(0, 200)}…` : place);

/** Where a malformed JSON text stops being JSON. The engines' own messages differ and often have no position. */
function findMistake(text: string): { offset: number; expected: string } {
  // Digits are counted: a regular expression keeps every place it could go back to, and runs out of memory on millions of them.
  const token =
    /(-?(?:0|[1-9]\d{0,99999})(?:\.\d{1,99999})?(?:[eE][+-]?\d{1,99999})?|true|false|null)(?![\w.+-])|([{}[\],:])/y;
  const open: ('{' | '[')[] = [];
  let offset = 0;
  // What may come next: a value, a value or the end of a new list, a key, a key or the end of a new object, a colon, or what follows a value.
  let state: 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'after' = 'value';
  const expectations = {
    value: 'a value',
    'first-value': 'a value or "]"',
    key: 'a key in double quotes',
    'first-key': 'a key in double quotes or "}"',
    colon: '":"',
  };
  const expected = () =>
    state !== 'after'
      ? expectations[state]
      : open.length === 0
        ? 'its end'
        : open.at(-1) === '{'
          ? '"," or "}"'
          : '"," or "]"';
  for (;;) {
    const start = firstSolid(text, offset);
    token.lastIndex = start;
    const stringEnd = text[start] === '"' ? endOfString(text, start) : null;
    const match = stringEnd === null ? token.exec(text) : null;
    if (stringEnd === null && !match)
      return {
        offset: start,
        expected:
          text[start] === '"'
            ? 'a text closed with a double quote in its line, without stray backslashes'
            : expected(),
      };
    const [, literal, sign] = match ?? [];
    const isString = stringEnd !== null;
    if (isString && (state === 'key' || state === 'first-key')) state = 'colon';
    else if ((isString || literal !== undefined) && (state === 'value' || state === 'first-value'))
      state = 'after';
    else if ((sign === '{' || sign === '[') && (state === 'value' || state === 'first-value')) {
      open.push(sign);
      state = sign === '{' ? 'first-key' : 'first-value';
    } else if (sign === ':' && state === 'colon') state = 'value';
    else if (sign === ',' && state === 'after' && open.length > 0)
      state = open.at(-1) === '{' ? 'key' : 'value';
    else if (
      (sign === '}' && open.at(-1) === '{' && (state === 'after' || state === 'first-key')) ||
      (sign === ']' && open.at(-1) === '[' && (state === 'after' || state === 'first-value'))
    ) {
      open.pop();
      state = 'after';
    } else return { offset: start, expected: expected() };
    offset = stringEnd ?? token.lastIndex;
  }
}

/** The first sign from a place on that is no blank, or the text's end. */
function firstSolid(text: string, from: number): number {
  const solid = /[^ \t\n\r]/g;
  solid.lastIndex = from;
  return solid.exec(text)?.index ?? text.length;
}

/** Behind the closing quotation mark of the string that begins at `start`; null where it is not closed in its line or a backslash stands astray. */
function endOfString(text: string, start: number): number | null {
  const special = /["\\]|[^ -\uffff]/g;
  const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
  special.lastIndex = start + 1;
  for (;;) {
    const sign = special.exec(text)?.[0];
    if (sign === '"') return special.lastIndex;
    escaped.lastIndex = special.lastIndex;
    if (sign !== '\\' || !escaped.test(text)) return null;
    special.lastIndex = escaped.lastIndex;
  }
}

import { UserError } from './user-error';

/** Parses JSON; where it is malformed, says the line, the column and what was expected there. `source` names the text in the message. */
export function parseJson(text: string, source: string): unknown {
  const body = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(body);
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
}

/** Where a malformed JSON text stops being JSON. The engines' own messages differ and often have no position. */
function findMistake(text: string): { offset: number; expected: string } {
  const token =
    /[ \t\n\r]*(?:("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])|([{}[\],:]))/y;
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
    token.lastIndex = offset;
    const match = token.exec(text);
    const start = match
      ? token.lastIndex - (match[1] ?? match[2] ?? match[3])!.length
      : offset + /^[ \t\n\r]*/.exec(text.slice(offset))![0].length;
    if (!match)
      return {
        offset: start,
        expected:
          text[start] === '"'
            ? 'a text closed with a double quote in its line, without stray backslashes'
            : expected(),
      };
    const [, string, literal, sign] = match;
    if (string !== undefined && (state === 'key' || state === 'first-key')) state = 'colon';
    else if ((string ?? literal) !== undefined && (state === 'value' || state === 'first-value'))
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
    offset = token.lastIndex;
  }
}

import type { Experiment } from '../model/experiment';
import { score } from '../model/predictions';
import { verdictWords } from './claims';
import { columnsOf } from './columns';

/** What was predicted in an experiment's file, and how much of it was foreseen, for programs. */
export const scoreOf = ({ name, predictions = {} }: Experiment): object => ({
  name,
  ...score(predictions),
  predictions,
});

/** The same for people: a line per prediction, verdicts as the file remembers them. */
export function scoreLines({ name, predictions = {} }: Experiment): string {
  const { made, decided, right } = score(predictions);
  if (made === 0) return `${name}: nothing was predicted.\n`;
  const rows = Object.entries(predictions).flatMap(([id, { said, found }]) =>
    said === null
      ? []
      : [
          [
            id,
            verdictWords[said],
            found === null ? 'open' : verdictWords[found],
            found === null ? '' : said === found ? 'foreseen' : 'not foreseen',
          ],
        ],
  );
  const open = made === decided ? '' : `; ${made - decided} not decided yet`;
  return `${[
    ...columnsOf([['claim', 'said', 'verdict', ''], ...rows]),
    `${name}: foresaw ${right} of ${decided}${open}.`,
  ]
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

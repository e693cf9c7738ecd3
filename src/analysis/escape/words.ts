import { constantInWords, type OrderFinding, verdictInWords } from '../order/words';
import { count, list, number, raised } from '../words';
import type { LocalForm } from './law';
import type { EscapeReport, EscapeRow } from './report';
import type { SaddleForm } from './saddle';

/** The report's numbers as a person reads them, most important first. */
export function escapeSentences(report: Omit<EscapeReport, 'sentences'>): string[] {
  return [
    ...(report.saddle ? saddleSentences(report.saddle) : []),
    ...lawSentence(report),
    shareSentence(report),
    ...scalingSentences(report),
    ...comparison(report),
    ...ownSentence(report),
  ];
}

function saddleSentences({ answer, critical, form }: SaddleForm): string[] {
  const verdict = inOne(verdictInWords(answer));
  if (!critical) {
    // At a kink the gradient may be 0 by convention.
    const moves = answer.oneSided ? '' : ' Gradient descent moves on from it by itself.';
    return [`${verdict}${moves} The laws of saddles don’t apply.`];
  }
  if (form === null) return [`${verdict} There is no law to compare with.`];
  if (form.order === answer.order) {
    const constant = constantInWords(answer).map(inOne);
    const along = `At least along the witness the loss falls by ${fallOf(form)} at distance ρ; the budget ended before its constant was estimated.`;
    return [verdict, ...(constant.length > 0 ? constant : [along])];
  }
  return [
    `${verdict} As the settings say, order ${form.order} is taken: near it the loss falls like ${fallOf(form)}.`,
  ];
}

const inOne = ({ headline, detail }: OrderFinding) => [headline, detail].filter((text) => text).join(' ');

const fallOf = ({ order, constant }: LocalForm) => `${number(constant)}·ρ${raised(order)}`;

function lawSentence({ saddle, lawDistance }: Pick<EscapeReport, 'saddle' | 'lawDistance'>): string[] {
  if (!saddle?.form || lawDistance === null) return [];
  const { order, constant } = saddle.form;
  const to = number(lawDistance);
  if (order === 2)
    return [
      `Theory: along the steepest direction gradient flow needs the time ln(Δ/ε)/${number(2 * constant)} from ε to Δ = ${to}, so every tenth part of ε adds the same wait.`,
    ];
  const factor = number(1 / (order * (order - 2) * constant));
  const times = list([`${2 ** (order - 2)} times`]);
  return [
    `Theory: along the steepest direction gradient flow needs the time ${factor}·(ε${raised(2 - order)} − Δ${raised(2 - order)}) from ε to Δ = ${to}, so half the ε makes the wait ${times} as long.`,
  ];
}

function shareSentence({ rows, budget, unit }: Omit<EscapeReport, 'sentences'>): string {
  const members = rows.reduce((sum, row) => sum + row.members, 0);
  const escaped = rows.reduce((sum, row) => sum + row.escaped, 0);
  const within = unit === 'steps' ? `${count(budget, 'step')}` : `time ${number(budget)}`;
  const worst = rows.reduce((a, b) => (b.share < a.share ? b : a));
  const single = rows.every((row) => row.members === 1);
  const detail = single
    ? ''
    : escaped === members
      ? ` At each ε the share that escapes is at least ${number(100 * worst.interval[0])} % (95 % interval).`
      : ` Fewest at ε = ${number(worst.epsilon)}: ${worst.escaped} of ${worst.members} (95 % interval ${number(100 * worst.interval[0])} to ${number(100 * worst.interval[1])} %).`;
  return `${escaped === members ? 'All' : `${escaped} of`} ${count(members, 'start')} escaped within ${within}.${detail}`;
}

function scalingSentences({ scaling, saddle, unit }: Omit<EscapeReport, 'sentences'>): string[] {
  if (scaling === null) return [];
  const { power, logarithm, better } = scaling;
  const order = saddle?.form?.order;
  const interval = ([low, high]: readonly [number, number]) =>
    `95 % interval ${number(low)} to ${number(high)}`;
  if (better === 'independent')
    return [
      `The ${unit} hardly depend on ε: they grow with the power ${number(power.slope)} of 1/ε (${interval(power.interval)}).`,
    ];
  if (better === 'logarithm')
    return [
      `The measured ${unit} grow with the logarithm of 1/ε, by ${number(logarithm.slope)} for every factor e (${interval(logarithm.interval)}); a power law fits worse. ${order === undefined || order === 2 ? 'That is how one leaves a saddle of order 2.' : `A saddle of order ${order} follows a power law for small enough ε: take a smaller one.`}`,
    ];
  const k = order === undefined ? '' : ` The law of order ${order} says ${order - 2} as ε goes to 0.`;
  return [
    `The measured ${unit} grow with the power ${number(power.slope)} of 1/ε (${interval(power.interval)}); a logarithm fits worse.${k}`,
  ];
}

/** The smallest ε beside the law. */
function comparison({ rows, rule, direction, mover }: Omit<EscapeReport, 'sentences'>): string[] {
  const row = rows.reduce((a, b) => (b.epsilon < a.epsilon ? b : a));
  const { law } = row;
  if (law === null) return [];
  const median = row.quantiles[2]!;
  const parts = [
    ...(row.flowTime !== null && row.flowTime > 0
      ? [beside('gradient flow takes the time', row.flowTime, law.time)]
      : []),
    ...(mover === 'flow' && median > 0 ? [beside('gradient flow takes the time', median, law.time)] : []),
    ...(mover === 'rule' && law.steps !== null && median > 0 ? [steps(row, rule.name, law.steps)] : []),
  ];
  if (parts.length === 0) return [];
  const caveat =
    direction === 'steepest' ? '' : ' The law is the steepest direction’s; other directions need longer.';
  return [`At ε = ${number(row.epsilon)} ${list(parts)}.${caveat}`];
}

function steps(row: EscapeRow, rule: string, law: number): string {
  const median = row.quantiles[2]!;
  if (rule === 'adam' || rule === 'rmsprop')
    return `${rule} takes ${count(median, 'step')}, of the order of Δ/η = ${number(law)} whatever ε`;
  return beside(`${rule.replaceAll('-', ' ')} takes`, median, law, ' steps');
}

const beside = (what: string, measured: number, law: number, unit = ''): string =>
  `${what} ${number(measured)}${unit} (law ${number(law)}, ratio ${number(measured / law)})`;

/** From this cosine on, a push is along the steepest direction, as far as its law is concerned. */
const along = 0.999;

/** What the run itself did, beside the law at its ε. */
function ownSentence({ own }: Pick<EscapeReport, 'own'>): string[] {
  if (own === null) return [];
  const { epsilon, alignment, left, watched, law } = own;
  const start = `The run itself starts ${number(epsilon)} from here`;
  const expected = law?.steps ?? null;
  const said = expected === null ? '' : ` (law ${number(expected)})`;
  const caveat =
    expected !== null && alignment !== null && alignment < along
      ? ' It is not pushed along the steepest direction, whose the law is.'
      : '';
  if (left !== null) return [`${start} and had left after ${count(left, 'step')}${said}.${caveat}`];
  if (watched === 0) {
    const predicted = expected === null ? '' : `; the law says ${number(expected)} steps`;
    return [`${start} and has not been trained${predicted}.${caveat}`];
  }
  return [`${start} and was still there after ${count(watched, 'step')}${said}.${caveat}`];
}

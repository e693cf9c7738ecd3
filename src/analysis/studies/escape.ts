import type { TrainerOptions, Workspace } from '../../core/contract';
import { dropsUnits } from '../../model/network';
import { UserError } from '../../model/user-error';
import { norm } from '../../model/vectors';
import {
  type Exit,
  type Outcome,
  raceByFlow,
  raceOneByOne,
  raceTogether,
  trainsTogether,
} from '../escape/race';
import { isWithin, outcomeOfRun, ownEscape, pushOf } from '../escape/own';
import { distanceOfDrop, escapeRow, type EscapeReport, fitRows, lawAt } from '../escape/report';
import { type SaddleForm, saddleForm } from '../escape/saddle';
import { epsilons, escapeFields, type EscapeSettings } from '../escape/settings';
import { isDrawn, memberDirection } from '../escape/starts';
import { escapeSentences } from '../escape/words';
import { studiedPoint } from './point';
import { defineStudy, type StudyContext } from './study';

/** Members `from` … `from + count − 1` at one ε. */
interface MembersPart {
  readonly kind: 'members';
  readonly epsilon: number;
  readonly from: number;
  readonly count: number;
  readonly members: number;
  readonly saddle: SaddleForm | null;
}

/** The run itself, from its own start. */
interface OwnPart {
  readonly kind: 'own';
}

type Part = MembersPart | OwnPart;

interface MembersResult {
  readonly part: MembersPart;
  readonly outcomes: readonly Outcome[];
  readonly flow: Outcome | null;
}

interface OwnResult {
  readonly part: OwnPart;
  readonly outcome: Outcome;
}

type PartResult = MembersResult | OwnResult;

/** Members of one part: a few vectors of lanes, whatever the number of threads. */
const membersPerPart = 16;

/** Whether anything that a member does depends on its seed. */
function seeded({ problem, trainer }: StudyContext, settings: EscapeSettings): boolean {
  if (isDrawn(settings)) return true;
  const { order, rule } = trainer;
  const drawn = order.kind === 'shuffled' || order.kind === 'drawn';
  const noisy = drawn || dropsUnits(problem) || rule.name === 'perturbed-gradient-descent';
  return settings.mover === 'rule' && noisy;
}

function exitOf(settings: EscapeSettings, centre: Float64Array, loss: number): Exit {
  const byLoss = settings.until === 'loss';
  return {
    centre,
    lossBelow: byLoss ? (1 - settings.share) * loss : null,
    distanceAbove: byLoss ? null : settings.distance,
  };
}

/** How long runs take to leave a saddle, over a grid of ε and many seeds, beside gradient flow and the closed-form laws. */
export const escape = defineStudy({
  name: 'escape',
  label: 'Escape',
  summary: 'How long it takes to leave a saddle after a push of size ε, beside the law.',
  fields: escapeFields,
  plan(run, settings): Part[] {
    const grid = epsilons(settings, run.core.math);
    const { theta } = studiedPoint(run, settings);
    const { distance, until } = settings;
    if (until === 'distance' && settings.largest >= distance)
      throw new UserError(
        `largest is ${settings.largest} but must be below the distance ${distance} at which a member has escaped.`,
        'largest',
      );
    const saddle = measured(run, settings, theta);
    // A mistake in the direction is told before anything runs.
    memberDirection(run, settings, saddle, 0);
    const members = seeded(run, settings) ? settings.members : 1;
    const chunks = Array.from({ length: Math.ceil(members / membersPerPart) }, (_, i) => i * membersPerPart);
    const parts: Part[] = grid.flatMap((epsilon) =>
      chunks.map((from): Part => ({
        kind: 'members',
        epsilon,
        from,
        count: Math.min(membersPerPart, members - from),
        members,
        saddle,
      })),
    );
    const own = settings.mover === 'rule' && pushOf(run, settings) !== null;
    return own ? [...parts, { kind: 'own' }] : parts;
  },
  work(run, settings, part): PartResult {
    const { workspace, trainer } = run;
    const { theta } = studiedPoint(run, settings);
    const { loss } = workspace.evaluate(theta);
    const exit = exitOf(settings, theta, loss);
    if (part.kind === 'own') return { part, outcome: outcomeOfRun(run, exit, settings.budget) };
    const numbers = Array.from({ length: part.count }, (_, i) => part.from + i);
    const starts = numbers.map((member) => {
      const unit = memberDirection(run, settings, part.saddle, member);
      return theta.map((value, i) => value + part.epsilon * unit[i]!);
    });
    const longest = settings.budget * trainer.rule.rate;
    const exact = { core: run.core, workspace: inDouble(run), checkCancelled: run.checkCancelled };
    if (settings.mover === 'flow') {
      const outcomes = starts.map((start, i) => {
        run.progress(i / starts.length);
        return raceByFlow(exact, start, exit, longest);
      });
      return { part, outcomes, flow: null };
    }
    const options = numbers.map((member) => ofMember(trainer, member));
    const race = trainsTogether(run.problem, trainer) ? raceTogether : raceOneByOne;
    const outcomes = race(run, starts, options, exit, settings.budget);
    const beside = settings.flow && part.from === 0;
    return { part, outcomes, flow: beside ? raceByFlow(exact, starts[0]!, exit, longest) : null };
  },
  join(run, settings, results): EscapeReport {
    const { core, workspace, trainer } = run;
    const { rule } = trainer;
    const { at, step, theta } = studiedPoint(run, settings);
    const { loss } = workspace.evaluate(theta);
    const groups = results.filter((result): result is MembersResult => result.part.kind === 'members');
    const own = results.find((result): result is OwnResult => result.part.kind === 'own');
    const { saddle } = groups[0]!.part;
    const { lossBelow, distanceAbove } = exitOf(settings, theta, loss);
    const lawDistance = distanceAbove ?? distanceOfDrop(saddle, settings.share * loss, core.math);
    // Theory counts the steps of one rate for all layers, with all units there.
    const counts = trainer.rateFactors === undefined && !dropsUnits(run.problem);
    const lawOf = (epsilon: number) => {
      const found = lawAt(saddle, rule, epsilon, lawDistance, core.math);
      return found && (counts ? found : { ...found, steps: null });
    };
    const rows = epsilons(settings, core.math).map((epsilon) => {
      const mine = groups.filter(({ part }) => part.epsilon === epsilon);
      return escapeRow(
        epsilon,
        mine.flatMap(({ outcomes }) => outcomes),
        mine[0]!.flow,
        lawOf(epsilon),
      );
    });
    const push = own && pushOf(run, settings);
    const byFlow = settings.mover === 'flow';
    const report = {
      at,
      step,
      loss,
      saddle,
      mover: byFlow ? ('flow' as const) : ('rule' as const),
      rule,
      unit: byFlow ? ('time' as const) : ('steps' as const),
      direction: settings.direction,
      exit: { lossBelow, distanceAbove },
      lawDistance,
      budget: byFlow ? settings.budget * rule.rate : settings.budget,
      seed: settings.directionSeed,
      rows,
      own:
        push && isWithin(push, lawDistance) ? ownEscape(push, own.outcome, saddle, lawOf(norm(push))) : null,
      scaling: fitRows(rows, ({ quantiles }) => quantiles[2]!, core.math),
      flowScaling: fitRows(rows, ({ flowTime }) => flowTime, core.math),
    };
    return { ...report, sentences: escapeSentences(report) };
  },
});

/** The saddle; null where the network is too large for that and the direction needs none. */
function measured(run: StudyContext, settings: EscapeSettings, theta: Float64Array): SaddleForm | null {
  const { order, directionSeed } = settings;
  try {
    return saddleForm(run.core, run.problem, theta, order, directionSeed, run.checkCancelled);
  } catch (error) {
    if (settings.direction !== 'steepest' && error instanceof UserError && error.place === 'direction')
      return null;
    throw error;
  }
}

/** Flow is computed in f64 whatever the run’s precision: a step control finds no smooth slope in f32. */
function inDouble({ core, problem, workspace }: StudyContext): Workspace {
  return problem.precision === 'f64' ? workspace : core.workspace({ ...problem, precision: 'f64' });
}

/** A member's own batch order and noise. */
function ofMember(trainer: TrainerOptions, member: number): TrainerOptions {
  const { order, noiseSeed } = trainer;
  return {
    ...trainer,
    noiseSeed: noiseSeed + member,
    order:
      order.kind === 'shuffled' || order.kind === 'drawn' ? { ...order, seed: order.seed + member } : order,
  };
}

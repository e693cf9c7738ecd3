import { UserError } from '../model/user-error';
import type { Arena, ModuleSizes } from './arena';
import type { EnsembleOptions, Problem } from './contract';
import { planLanes, type LanesRegion } from './lanes-region';

/** Of a member, see assembly/ensemble/follow.ts. */
export const followedBytes = 40;

const VECTOR = 16;
const LARGEST_MEMORY = 2 ** 32;

/** Addresses after the workspace's own memory; the lanes' part is described in assembly/lanes/plan.ts, the rest in assembly/ensemble/slots.ts. */
export interface EnsemblePlan {
  readonly bytes: number;
  /** Address after all of it. */
  readonly end: number;
  /** Most members. */
  readonly capacity: number;
  readonly layout: EnsembleLayout;
  readonly rowBytes: number;
  readonly ringRows: number;
  readonly at: Readonly<Record<RegionName, number>>;
}

/** How members are spread over groups of lanes. */
export interface EnsembleLayout {
  readonly members: number;
  readonly lanes: LanesRegion;
  readonly groups: number;
  readonly slots: number;
}

type RegionName =
  | 'thetas'
  | 'firstMoments'
  | 'secondMoments'
  | 'starts'
  | 'rates'
  | 'alive'
  | 'members'
  | 'levels'
  | 'rows'
  | 'states'
  | 'stops'
  | 'randomStates'
  | 'lastPushes'
  | 'ball'
  | 'ring'
  | 'followed'
  | 'restLosses'
  | 'restNorms';

/** The problem as an ensemble needs it: the full batch, and nothing held out. */
export function ensembleProblem({ test: _, ...problem }: Problem): Problem {
  return { ...problem, batchSize: 1 };
}

/** Sizes and places, computed before any memory is taken. Throws UserError when they do not fit in 4 GiB. */
export function planEnsemble(
  arena: Arena,
  problem: Problem,
  options: EnsembleOptions,
  module: ModuleSizes,
): EnsemblePlan {
  const { members, record } = options;
  const { parameterCount, realBytes } = arena;
  const perturbed = options.rule.name === 'perturbed-gradient-descent';
  const ringRows = record?.capacity ?? 0;

  let end = arena.reserved;
  const take = (bytes: number): number => {
    const start = end;
    end += Math.ceil(bytes / VECTOR) * VECTOR;
    return start;
  };
  const lanes = planLanes(problem.network.sizes, arena.sets.train!, realBytes, parameterCount, members, take);
  const layout = layoutOf(members, lanes, realBytes);
  const { groups, slots } = layout;
  const groupBytes = lanes.vectors * parameterCount * VECTOR;
  const at = {
    thetas: take(groups * groupBytes),
    firstMoments: take(groups * groupBytes),
    secondMoments: take(groups * groupBytes),
    starts: options.stop?.distanceAbove === undefined ? 0 : take(groups * groupBytes),
    rates: take(slots * realBytes),
    alive: take(slots * realBytes),
    members: take(slots * 4),
    levels: take(slots * 24),
    rows: take(members * arena.parameterBytes),
    states: take(members * 4),
    stops: take(members * 4),
    randomStates: perturbed ? take(members * module.randomStateBytes) : 0,
    lastPushes: perturbed ? take(members * 4) : 0,
    ball: perturbed ? take(parameterCount * 8) : 0,
    ring: take(ringRows * members * 8),
    followed: options.follow ? take(members * followedBytes) : 0,
    restLosses: take(members * 8),
    restNorms: take(members * 8),
  };
  if (!(end <= LARGEST_MEMORY)) {
    const gibibytes = (end / 2 ** 30).toFixed(1);
    throw new UserError(
      `The ensemble of ${members} members needs ${gibibytes} GiB, more than the 4 GiB the core can address: ` +
        'take fewer members, a smaller network, or a shorter record.',
      'members',
    );
  }
  return {
    bytes: end - arena.reserved,
    end,
    capacity: members,
    layout,
    rowBytes: arena.parameterBytes,
    ringRows,
    at,
  };
}

export function layoutOf(members: number, lanes: LanesRegion, realBytes: number): EnsembleLayout {
  const groupSlots = lanes.vectors * (VECTOR / realBytes);
  const groups = Math.ceil(members / groupSlots);
  return { members, lanes, groups, slots: groups * groupSlots };
}

import type { Core, LandscapeQuantity, Problem, Workspace } from '../core/contract';
import { activation } from '../model/activations';
import type { Experiment, LandscapeSpec, PointName } from '../model/experiment';
import { plane as planeNamed } from '../model/planes';
import { UserError } from '../model/user-error';
import { localDerivatives } from './local/derivatives';
import { searchOfHigherOrders } from './local/higher-orders';
import { witnessOf } from './local/witness';
import { principalDirections } from './principal-directions';
import { coordinatesIn } from './projection';
import { evenlySpaced } from './thinning';
import { list } from './words';
import { addScaled, difference, dot, norm } from '../model/vectors';

/** A plane through a centre: θ = centre + α·first + β·second. */
export interface PlaneView {
  readonly name: string;
  /** One sentence: what this plane is. */
  readonly description: string;
  /** How the directions were scaled: what one unit of α and β is. Empty where an older file did not keep it. */
  readonly rule: string;
  /** What it cannot show and what it fell back on. */
  readonly caveats: readonly string[];
  readonly centre: PointName;
  readonly centreTheta: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Short axis labels. */
  readonly firstLabel: string;
  readonly secondLabel: string;
  /** Cosine of the angle between the directions. */
  readonly cosine: number;
}

/** A run's path seen in a plane. One entry per checkpoint shown. */
export interface TrajectoryView {
  readonly steps: Float64Array;
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  /** Euclidean distance of θ from the plane. */
  readonly distance: Float64Array;
  /** The landscape's quantity at θ itself. */
  readonly loss: Float64Array;
  /** The quantity on the plane at (α, β): where it differs from the true one, the picture misleads. */
  readonly planeLoss: Float64Array;
}

/** The plane of a landscape and the run's path in it. */
export interface PlaneAnswer {
  readonly plane: PlaneView;
  readonly trajectory: TrajectoryView;
  /** Where the all-zero point lies in the plane, or null if it is not in it. */
  readonly origin: { readonly alpha: number; readonly beta: number } | null;
  /** The quantity at the centre. */
  readonly centreValue: number;
}

export interface PlanedRun {
  readonly experiment: Experiment;
  readonly workspace: Workspace;
  readonly record: { readonly checkpointSteps: Float64Array; readonly checkpoints: readonly Float64Array[] };
  point(name: PointName): Float64Array;
}

/** Most checkpoints that a path shows; thinned evenly, first and last kept. */
const mostShown = 512;

/**
 * Builds the plane that the settings ask for, and lays the run's path into it.
 * Throws `UserError` where a plane has a zero direction or two parallel ones.
 */
export function planeOf(run: PlanedRun, settings: LandscapeSpec, core: Core): PlaneAnswer {
  const { experiment, record, workspace } = run;
  const centre = run.point(settings.centre);
  const close = isNear(centre, run.point('init'));
  const drawn = record.checkpoints.flatMap((theta, index) => (close(theta) ? [index] : []));
  const near = drawn.map((index) => record.checkpoints[index]!);
  const local = localDerivatives(core, workspace, centre);
  const built = planeNamed(settings.plane.name).build(settings.plane, {
    centre,
    network: experiment.network,
    trajectory: near,
    principalDirections: (count) => principalDirections(near, centre, count),
    random: (seed, purpose) => core.stream(seed, purpose),
    point: (name) => run.point(name),
    next: () => checkpointAfter(record.checkpoints, centre),
    gradient: local.gradient,
    hessianTimes: local.hessianTimes,
    eigenpairs: local.eigenpairs,
    lowestWithin: local.lowestWithin,
    witness: () =>
      witnessOf(
        local,
        () => core.stream(1, 'witness'),
        searchOfHigherOrders(core, workspace.problem, centre, () => undefined),
      ),
  });
  const { first, second } = built;
  const cosine = dot(first, second) / (norm(first) * norm(second));
  requirePlane(first, second, cosine);
  const plane: PlaneView = {
    name: settings.plane.name,
    description: built.description,
    rule: built.rule,
    caveats: [
      ...built.caveats,
      ...(near.length === record.checkpoints.length
        ? []
        : ['The run blew up; what lies too far away to be drawn is left out.']),
      ...(settings.quantity === 'curvature' ? missedCurvature(workspace.problem) : []),
    ],
    centre: settings.centre,
    centreTheta: centre,
    first,
    second,
    firstLabel: `α · ${built.firstLabel}`,
    secondLabel: `β · ${built.secondLabel}`,
    cosine,
  };
  return {
    plane,
    trajectory: path(run, drawn, plane, settings.quantity),
    origin: originIn(plane),
    centreValue: quantityAt(workspace, centre, plane, settings.quantity),
  };
}

/** What second derivatives do not see. */
function missedCurvature({ network, l1 }: Problem): string[] {
  const bent = network.activations.filter((name) => name !== 'elu' && !activation(name).smooth);
  const kinks = [...new Set(bent)].map((name) => activation(name).label);
  if (l1 > 0) kinks.push('the L1 penalty');
  return kinks.length === 0
    ? []
    : [
        `Curvature is that of the smooth pieces: at the kinks of ${list(kinks)} the slope jumps, which no second derivative shows; a point exactly on a kink counts as one where z ≤ 0.`,
      ];
}

/** Refuses what spans no plane. */
function requirePlane(first: Float64Array, second: Float64Array, cosine: number): void {
  const place = 'landscape.plane';
  if ([first, second].some((direction) => !(norm(direction) > 0) || norm(direction) === Infinity))
    throw new UserError(
      'A direction of this plane is 0 or not finite, so it leads nowhere: choose another plane or another centre.',
      place,
    );
  if (!(Math.abs(cosine) < 1 - 1e-12))
    throw new UserError(
      'The two directions of this plane are parallel, so they span only a line: choose another plane, another centre, or a study of the line.',
      place,
    );
}

/** θ at the first checkpoint after the centre that differs from it; null where the centre is not one. */
function checkpointAfter(checkpoints: readonly Float64Array[], centre: Float64Array): Float64Array | null {
  const same = (theta: Float64Array) => theta.every((value, i) => value === centre[i]);
  const at = checkpoints.findIndex(same);
  return at < 0 ? null : (checkpoints.slice(at + 1).find((theta) => !same(theta)) ?? null);
}

/**
 * Whether θ is close enough to the centre to share a picture with the start. A diverging run goes through numbers of any size; its path up to
 * there is worth seeing, and would be a dot beside its end.
 */
function isNear(centre: Float64Array, init: Float64Array): (theta: Float64Array) => boolean {
  const farthest = 1e3 * Math.max(1, norm(difference(init, centre)));
  return (theta) => norm(difference(theta, centre)) <= farthest;
}

/** @param drawn indices of the checkpoints that are near enough to be drawn */
function path(
  { record, workspace }: PlanedRun,
  drawn: readonly number[],
  plane: PlaneView,
  quantity: LandscapeQuantity,
): TrajectoryView {
  const shown = evenlySpaced(drawn.length, mostShown).map((i) => drawn[i]!);
  const n = shown.length;
  const view = {
    steps: Float64Array.from(shown, (i) => record.checkpointSteps[i]!),
    alpha: new Float64Array(n),
    beta: new Float64Array(n),
    distance: new Float64Array(n),
    loss: new Float64Array(n),
    planeLoss: new Float64Array(n),
  };
  shown.forEach((index, i) => {
    const theta = record.checkpoints[index]!;
    const { alpha, beta, distance } = coordinatesIn(plane, theta);
    const onPlane = plane.centreTheta.slice();
    addScaled(onPlane, alpha, plane.first);
    addScaled(onPlane, beta, plane.second);
    view.alpha[i] = alpha;
    view.beta[i] = beta;
    view.distance[i] = distance;
    view.loss[i] = quantityAt(workspace, theta, plane, quantity);
    view.planeLoss[i] = quantityAt(workspace, onPlane, plane, quantity);
  });
  return view;
}

/** A grid of one point. */
const here = Float64Array.of(0);

/** Where the all-zero point lies, or null if it is further from the plane than round-off. */
function originIn(plane: PlaneView): { alpha: number; beta: number } | null {
  const zero = new Float64Array(plane.centreTheta.length);
  const { alpha, beta, distance } = coordinatesIn(plane, zero);
  return distance <= 1e-9 * Math.max(1, norm(difference(zero, plane.centreTheta))) ? { alpha, beta } : null;
}

/** Off the plane, curvature is that along the plane's directions. */
function quantityAt(
  workspace: Workspace,
  theta: Float64Array,
  { first, second }: PlaneView,
  quantity: LandscapeQuantity,
): number {
  if (quantity === 'curvature') return workspace.landscape(theta, first, second, here, here, quantity)[0]!;
  const { loss, gradientNorm, accuracy } = workspace.evaluate(theta);
  return quantity === 'loss' ? loss : quantity === 'accuracy' ? accuracy : gradientNorm;
}

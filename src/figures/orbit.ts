/** From where the surface is looked at. A value: every turn makes another one. */

export interface Orbit {
  /** Degrees around the surface: 0 looks along β, with α to the right; positive from the right. */
  readonly azimuth: number;
  /** Degrees above the floor. */
  readonly elevation: number;
  /** 1 shows all of it; 2 is twice as near. */
  readonly zoom: number;
}

/** From the front and from above, with α to the right as on the map; a little from the side on which the surface is lower, so that less of it is hidden. */
export function firstView(lower: 'left' | 'right'): Orbit {
  return { azimuth: lower === 'left' ? -32 : 32, elevation: 30, zoom: 1 };
}

const steepest = 89;
const lowest = 3;
const zoomRange = [0.6, 6] as const;

export function turned(orbit: Orbit, azimuth: number, elevation: number): Orbit {
  return {
    ...orbit,
    azimuth: ((((orbit.azimuth + azimuth + 180) % 360) + 360) % 360) - 180,
    elevation: clamp(orbit.elevation + elevation, lowest, steepest),
  };
}

export function zoomed(orbit: Orbit, factor: number): Orbit {
  return { ...orbit, zoom: clamp(orbit.zoom * factor, ...zoomRange) };
}

/** On the way from one view to another, 0 … 1, the shorter way round. */
export function between(from: Orbit, to: Orbit, share: number): Orbit {
  const round = turned({ ...from, azimuth: to.azimuth - from.azimuth }, 0, 0).azimuth;
  return {
    azimuth: turned(from, share * round, 0).azimuth,
    elevation: from.elevation + share * (to.elevation - from.elevation),
    zoom: from.zoom * (to.zoom / from.zoom) ** share,
  };
}

/** A view in words, for those who do not see it. */
export function describeOrbit({ azimuth, elevation, zoom }: Orbit): string {
  const round = Math.round(azimuth);
  const side =
    round === 0 ? 'the front' : `${Math.abs(round)}° to the ${round > 0 ? 'right' : 'left'} of the front`;
  return `Seen from ${side}, ${Math.round(elevation)}° above the floor${zoom === 1 ? '' : `, ${zoom.toFixed(1)} times as near`}.`;
}

/** The unit vector from the surface to the eye. */
export function towardsEye({ azimuth, elevation }: Orbit): readonly [x: number, y: number, z: number] {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  return [Math.cos(e) * Math.sin(a), Math.sin(e), Math.cos(e) * Math.cos(a)];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

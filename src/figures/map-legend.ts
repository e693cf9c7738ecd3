/** The row under a map that says what its marks are. */
import type { Landscape } from '../analysis/landscape';
import type { Box, DrawingContext } from './context';
import { checkpointAt, drawDot, pathFacts } from './path-marks';
import { drawText, textWidth, type TextStyle } from './text';
import { sizes, type Theme } from './theme';
import { groupThousands } from './ticks';

/** One row under the axis: what the marks are. Entries that do not fit are left out, last first. */
export function drawLegend(
  ctx: DrawingContext,
  landscape: Landscape,
  theme: Theme,
  plot: Box,
  step: number | undefined,
  left: number,
  room: number,
): void {
  const { trajectory, origin, plane } = landscape;
  const style: TextStyle = { size: sizes.tick, colour: theme.inkSoft, baseline: 'middle' };
  const facts = pathFacts(landscape);
  const index = checkpointAt(trajectory.steps, step);
  type Mark = 'cross' | 'ring' | 'disc' | 'line';
  const entries: { mark: Mark; text: string }[] = [];
  if (origin !== null) entries.push({ mark: 'cross', text: 'all-zero point' });
  else entries.push({ mark: 'cross', text: `centre: ${plane.centre}` });
  if (trajectory.steps.length > 0) {
    const still = facts.extent === 0;
    entries.push({
      mark: 'ring',
      text: still && trajectory.steps.length > 1 ? 'start; the path does not move in this plane' : 'start',
    });
    if (trajectory.steps.length > 1 || step !== undefined)
      entries.push({ mark: 'disc', text: `step ${groupThousands(trajectory.steps[index] ?? 0)}` });
    if (!still)
      entries.push({
        mark: 'line',
        text: facts.largestDistance > 1e-6 * facts.extent ? 'path of θ, paler off the plane' : 'path of θ',
      });
  }
  const widthOf = (entry: { text: string }): number => 24 + textWidth(ctx, entry.text, style) + 18;
  const total = (): number => entries.reduce((sum, entry) => sum + widthOf(entry), -18);
  while (entries.length > 1 && total() > room) entries.pop();
  let x = Math.max(left, plot.x + plot.width / 2 - total() / 2);
  const y = plot.y + plot.height + 66;
  for (const entry of entries) {
    const at = { x: x + 9, y };
    ctx.lineCap = 'butt';
    if (entry.mark === 'ring')
      drawDot(ctx, at, 5, theme.trajectory, { ...theme, halo: theme.surface }, false);
    else if (entry.mark === 'disc')
      drawDot(ctx, at, 4.2, theme.trajectory, { ...theme, halo: theme.surface }, true);
    else {
      ctx.strokeStyle = entry.mark === 'line' ? theme.trajectory : theme.ink;
      ctx.lineWidth = entry.mark === 'line' ? 2.4 : 1.6;
      ctx.beginPath();
      const reach = entry.mark === 'line' ? 9 : 7;
      ctx.moveTo(at.x - reach, y);
      ctx.lineTo(at.x + reach, y);
      if (entry.mark === 'cross') {
        ctx.moveTo(at.x, y - reach);
        ctx.lineTo(at.x, y + reach);
      }
      ctx.stroke();
    }
    drawText(ctx, entry.text, x + 24, y, style);
    x += widthOf(entry);
  }
}

/**
 * A whole figure for export: title, landscape, history, and under them the facts that make it reproducible. Any pixel
 * size: type and margins grow with the picture, and the two charts stand side by side or above each other as they fit.
 */
import type { History } from '../analysis/history';
import type { Landscape } from '../analysis/landscape';
import type { Experiment } from '../model/experiment';
import type { DrawingContext } from './context';
import { drawHistoryChart, historyMargins } from './history-chart';
import { drawLandscapeMap, landscapeScale } from './landscape-map';
import { mapNotes } from './map-notes';
import { drawText, fitText, wrapText, type TextStyle } from './text';
import { sizes, themes, type ThemeName } from './theme';
import { formatNumber, groupThousands } from './ticks';

export interface FigureOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  /** What of a run the figure needs; a `RunView` is one. */
  readonly view: {
    readonly experiment: Experiment;
    readonly history: History;
    readonly step: number;
    readonly parameterCount: number;
  };
  readonly landscape: Landscape | null;
  readonly engine: { readonly version: string; readonly build: string };
  /** Default: the experiment's name. */
  readonly title?: string;
  /** Hash of the experiment document, if the caller has one. */
  readonly experimentHash?: string;
  /** Leaves the ground as it is, for slides and pages of another colour. */
  readonly transparent?: boolean;
  /** Shows the path up to this step and marks it in the history. */
  readonly step?: number;
}

/** Pixels per CSS pixel: 1 at 1200 × 900, never so small that text cannot be read. */
export function figureScale(width: number, height: number): number {
  return Math.max(0.8, Math.min(width / 1200, height / 900));
}

export function drawFigure(ctx: DrawingContext, options: FigureOptions): void {
  const { view, landscape } = options;
  const theme = themes[options.theme];
  const scale = figureScale(options.width, options.height);
  const [width, height] = [options.width / scale, options.height / scale];
  const margin = 22;

  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  ctx.fillStyle = theme.surface;
  if (!options.transparent) ctx.fillRect(0, 0, width, height);
  const title: TextStyle = { size: height < 700 ? 18 : 22, weight: 600, colour: theme.ink };
  const heading = options.title ?? (view.experiment.name || 'Untitled experiment');
  drawText(ctx, fitText(ctx, heading, width - 2 * margin, title), margin, margin + title.size * 0.9, title);
  const below: TextStyle = { size: sizes.label, colour: theme.inkSoft };
  drawText(
    ctx,
    fitText(ctx, networkSentence(view.experiment, view.parameterCount), width - 2 * margin, below),
    margin,
    margin + title.size * 0.9 + 22,
    below,
  );
  const top = margin + title.size * 0.9 + 32;

  const caption: TextStyle = { size: height < 700 ? 11 : sizes.caption, colour: theme.inkSoft };
  const lineHeight = caption.size * sizes.line;
  let lines = figureFacts(options).flatMap((fact) => wrapText(ctx, fact, width - 2 * margin, caption));
  const most = Math.max(1, Math.floor((0.24 * height) / lineHeight));
  if (lines.length > most)
    lines = [...lines.slice(0, most - 1), fitText(ctx, `${lines[most - 1]!} …`, width - 2 * margin, caption)];
  const captionTop = height - margin - lines.length * lineHeight;
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(margin, captionTop - 6);
  ctx.lineTo(width - margin, captionTop - 6);
  ctx.stroke();
  lines.forEach((line, i) => drawText(ctx, line, margin, captionTop + (i + 0.85) * lineHeight, caption));
  ctx.restore();

  // The charts set their own transforms; their places are in the same CSS pixels.
  const room = { x: margin - 10, y: top, width: width - 2 * margin + 20, height: captionTop - 12 - top };
  const common = {
    scale,
    theme: options.theme,
    ...(options.step === undefined ? {} : { step: options.step }),
  };
  const history = { ...common, history: view.history };
  if (landscape === null) {
    drawHistoryChart(ctx, { ...history, ...room });
    return;
  }
  const beside = room.width > 1.15 * room.height;
  const mapWidth = beside ? Math.min(room.width * 0.62, room.height + 60) : room.width;
  const mapHeight = beside ? room.height : room.height * 0.64;
  const { plot } = drawLandscapeMap(ctx, {
    ...common,
    landscape,
    x: room.x,
    y: room.y,
    width: mapWidth,
    height: mapHeight,
    quiet: true,
  });
  if (!beside) {
    drawHistoryChart(ctx, {
      ...history,
      x: room.x,
      y: room.y + mapHeight,
      width: room.width,
      height: room.height - mapHeight,
    });
    return;
  }
  // The panels begin and end with the map.
  const { top: padding, header, bottom } = historyMargins;
  const above = padding + header;
  drawHistoryChart(ctx, {
    ...history,
    x: room.x + mapWidth + 8,
    y: room.y + plot.y - above,
    width: room.width - mapWidth - 8,
    height: above + plot.height + bottom,
  });
}

/** `2-2-1 network (tanh, linear; 9 parameters), data xor, loss mean-squared-error`. */
export function networkSentence(
  { network, data, loss, precision }: Experiment,
  parameterCount: number,
): string {
  const activations =
    [...new Set(network.activations)].length === 1 ? network.activations[0]! : network.activations.join('/');
  const biases = network.biases.every(Boolean)
    ? 'with biases'
    : network.biases.some(Boolean)
      ? 'some biases'
      : 'no biases';
  return `${network.sizes.join('\u2013')} network, ${activations}, ${biases}, ${groupThousands(parameterCount)} parameters, ${precision} · data ${data.name} · ${loss.replaceAll('-', ' ')}`;
}

/** The facts under a figure, one paragraph each. */
export function figureFacts(options: FigureOptions): string[] {
  const { view, landscape, engine } = options;
  const { experiment } = view;
  const { rule, batch, order, seed, dropout, layerRates, l1, l2 } = experiment.training;
  const { name, ...settings } = rule;
  const shown = Object.entries(settings)
    .map(([key, value]) => `${key} ${formatNumber(Number(value), 6)}`)
    .join(', ');
  const penalty = [l1 > 0 ? `L1 ${formatNumber(l1)}` : '', l2 > 0 ? `L2 ${formatNumber(l2)}` : '']
    .filter(Boolean)
    .join(', ');
  const dropped = dropout.some((share) => share > 0)
    ? `dropout ${dropout.map((share) => formatNumber(share)).join(', ')} (seed ${seed})`
    : '';
  const ownRates = layerRates.some(({ weights, biases }) => weights !== 1 || biases !== 1)
    ? `rates of weights ${layerRates.map(({ weights }) => formatNumber(weights)).join(', ')} and biases ${layerRates.map(({ biases }) => formatNumber(biases)).join(', ')} times that`
    : '';
  const { perturbation } = experiment.initialisation;
  const facts = [
    [
      `${name.replaceAll('-', ' ')} (${shown})`,
      batch === 'full' ? 'full batch' : `batches of ${groupThousands(batch)}, ${order} (seed ${seed})`,
      dropped,
      ownRates,
      penalty,
      `${groupThousands(view.step)} steps`,
      `initialisation ${schemes(experiment)}, weight seed ${experiment.initialisation.seed}`,
      perturbation.size === 0
        ? 'no perturbation (ε = 0)'
        : `ε = ${formatNumber(perturbation.size)} along ${perturbation.direction.name}`,
      `data seed ${experiment.data.seed}`,
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  if (landscape !== null) {
    const { plane } = landscape;
    const cosine =
      Math.abs(plane.cosine) > 1e-6 ? `The directions’ cosine is ${formatNumber(plane.cosine, 3)}.` : '';
    facts.push(
      [
        `Plane ${plane.name}: ${plane.description}`,
        ...(plane.rule === '' ? [] : [plane.rule]),
        ...plane.caveats,
        mapNotes(landscape, landscapeScale(landscape)),
        cosine,
      ]
        .filter(Boolean)
        .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
        .join(' '),
    );
  }
  const hash =
    options.experimentHash === undefined ? '' : ` · experiment ${options.experimentHash.slice(0, 12)}`;
  facts.push(`Saddlescope ${engine.version} · core ${engine.build.slice(0, 12)}${hash}`);
  return facts;
}

function schemes({ initialisation, network }: Experiment): string {
  const weights = [...new Set(initialisation.weights.map((scheme) => scheme.name))];
  const biases = [
    ...new Set(
      initialisation.biases.filter((_, layer) => network.biases[layer]).map((scheme) => scheme.name),
    ),
  ];
  if (biases.length === 0 || (biases.length === 1 && weights.length === 1 && biases[0] === weights[0]))
    return weights.join(', ');
  return `${weights.join(', ')} (biases ${biases.join(', ')})`;
}

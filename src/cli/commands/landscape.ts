import { Command, Option } from 'commander';
import { number } from '../../analysis/words';
import type { Landscape } from '../../app';
import type { LandscapeQuantity } from '../../core/contract';
import type { LandscapeSpec, PointName } from '../../model/experiment';
import { planes } from '../../model/planes';
import { quantities, quantity as quantityNamed } from '../../model/quantities';
import { UserError } from '../../model/user-error';
import type { Context } from '../context';
import { landscapeFormatOf } from '../export-format';
import { openInput, type Overrides } from '../input';
import { keepSweep } from '../../app/keep-sweep';
import { numeric, type PictureFlags, whole, withOverrides, withPicture } from '../options';
import { writeOutput } from '../output';
import { progressBar } from '../progress-bar';
import { whileKept } from '../kept-work';
import { requirePlace } from '../save';
import { trainFully } from '../training';
import { plain } from '../json';

interface Options extends Overrides, PictureFlags {
  readonly output?: string;
  readonly plane?: string;
  readonly set: readonly string[];
  readonly quantity?: LandscapeQuantity;
  readonly centre?: PointName;
  readonly resolution?: number;
  readonly span?: number | 'auto';
  readonly json?: boolean;
}

export function landscapeCommand({ app, signal }: Context): Command {
  return withPicture(
    withOverrides(
      new Command('landscape'),
      'a setting of the plane, e.g. first=W1[0][0], or a place of the experiment, e.g. data.decimal=comma; may be repeated',
    ),
  )
    .description('the loss (or another quantity) on a plane around a point, with the path of the run on it')
    .argument('<experiment>', 'experiment JSON, .saddle, PNG, CSV, or the name of a built-in experiment')
    .option(
      '-o, --output <file>',
      'picture (.png, .svg), table (.csv), array (.npy) or the run with its landscape (.saddle)',
    )
    .addOption(new Option('--plane <plane>', 'the two directions').choices(planes.map(({ name }) => name)))
    .addOption(
      new Option('--quantity <quantity>', 'what is drawn').choices(quantities.map(({ name }) => name)),
    )
    .option('--centre <point>', 'origin, init, final, best or step:N')
    .option('--resolution <n>', 'points per axis', whole)
    .option('--span <s>', 'half width of the window, or auto', (text) =>
      text === 'auto' ? text : numeric(text),
    )
    .option('--json', 'print the landscape as JSON')
    .addHelpText(
      'after',
      `
An experiment that has not run is trained first, so that its path can be drawn.

Examples:
  saddlescope landscape xor-pushed -o map.png
  saddlescope landscape x.saddle --plane coordinates --set "first=W1[0][0]" --set "second=W2[0][0]" -o slice.csv`,
    )
    .action(async (argument: string, options: Options) => {
      // Before any time is spent.
      const format = options.output === undefined ? null : landscapeFormatOf(options.output);
      await requirePlace(options.output);
      const { ofPlane, ofExperiment } = assignments(options.set);
      const { view: opened } = await openInput(app, argument, { ...options, set: ofExperiment });
      if (options.output !== undefined && format === 'saddle')
        await keepSweep(options.output, () => app.encode(opened.run, 'saddle'));
      await whileKept({ app, signal }, [options.output], async (kept) => {
        const view = await trainFully(app, opened, signal, kept);
        const bar = progressBar();
        const landscape = await app
          .landscape(view.run, settings(options, ofPlane, view.experiment.landscape.plane), {
            onProgress: bar.onProgress,
            signal,
            ...kept,
          })
          .finally(bar.clear);
        // Said before it is written, which may fail.
        process.stdout.write(options.json ? `${JSON.stringify(asJson(landscape))}\n` : inWords(landscape));
        if (options.output !== undefined && format !== null) {
          await writeOutput(app, view, async () => landscape, options.output, format, options);
        }
      });
    });
}

/** Only what was asked for: the rest comes from the experiment. The service checks names and values. */
function settings(
  { plane, quantity, centre, resolution, span }: Options,
  set: Readonly<Record<string, string>>,
  own: LandscapeSpec['plane'],
): Partial<LandscapeSpec> {
  const chosen = Object.keys(set).length > 0 || plane !== undefined;
  // Settings alone change the experiment's own plane, not another one.
  const base = plane === undefined || plane === own.name ? own : { name: plane };
  return {
    ...(chosen ? { plane: { ...base, ...typed(set) } } : {}),
    ...(quantity === undefined ? {} : { quantity }),
    ...(centre === undefined ? {} : { centre }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(span === undefined ? {} : { span }),
  };
}

/** Numbers and flags as such, everything else as text. */
function typed(set: Readonly<Record<string, string>>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(set).map(([key, text]) => {
      if (text === 'true' || text === 'false') return [key, text === 'true'];
      const value = Number(text);
      return [key, text.trim() !== '' && Number.isFinite(value) ? value : text];
    }),
  );
}

/** A plane's settings are single words; a place of the experiment has a point in it. */
function assignments(set: readonly string[]) {
  const ofPlane: Record<string, string> = {};
  const ofExperiment: string[] = [];
  for (const text of set) {
    const at = text.indexOf('=');
    if (at < 1) throw new UserError(`--set ${text}: it must be SETTING=VALUE, e.g. seed=3.`, 'set');
    const name = text.slice(0, at);
    if (name.includes('.')) ofExperiment.push(text);
    else ofPlane[name] = text.slice(at + 1);
  }
  return { ofPlane, ofExperiment };
}

function inWords({
  plane,
  values,
  alphas,
  betas,
  quantity,
  centreValue,
  milliseconds,
  trajectory,
}: Landscape): string {
  let low = 0;
  values.forEach((value, i) => {
    if (value < values[low]!) low = i;
  });
  const last = trajectory.steps.length - 1;
  const where = `α = ${number(alphas[low % alphas.length]!)}, β = ${number(betas[Math.floor(low / alphas.length)]!)}`;
  return `${[
    plane.description,
    plane.rule,
    ...plane.caveats,
    quantityNamed(quantity).meaning,
    `${quantity} at the centre (${plane.centre}): ${number(centreValue)}; lowest on the grid: ${number(values[low]!)} at ${where}.`,
    `The run ends at α = ${number(trajectory.alpha[last]!)}, β = ${number(trajectory.beta[last]!)}, ${number(trajectory.distance[last]!)} off the plane.`,
    `${alphas.length} × ${betas.length} points in ${milliseconds.toFixed(0)} ms.`,
  ]
    .filter(Boolean)
    .join('\n')}\n`;
}

function asJson({ plane, alphas, betas, values, trajectory, ...rest }: Landscape): object {
  const numbers = (array: Float64Array) => Array.from(array, plain);
  return {
    ...rest,
    plane: {
      ...plane,
      centreTheta: numbers(plane.centreTheta),
      first: numbers(plane.first),
      second: numbers(plane.second),
    },
    alphas: numbers(alphas),
    betas: numbers(betas),
    values: Array.from(betas, (_, j) => numbers(values.slice(j * alphas.length, (j + 1) * alphas.length))),
    trajectory: Object.fromEntries(
      Object.entries(trajectory).map(([name, array]) => [name, numbers(array as Float64Array)]),
    ),
  };
}

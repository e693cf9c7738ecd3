import { Command } from 'commander';
import { number } from '../../analysis/words';
import type { PointReport, StudyName } from '../../app';
import type { PointName } from '../../model/experiment';
import type { Definition } from '../../model/fields';
import type { Context } from '../context';
import { openInput, type Overrides } from '../input';
import { jsonText } from '../json';
import { pointName, withOverrides } from '../options';
import { progressBar } from '../progress-bar';
import { studyTable } from '../studies';
import { numbers } from '../studies/study-options';
import { needsTraining, trainFully } from '../training';

interface Options extends Overrides, Partial<Record<(typeof besides)[number], boolean>> {
  readonly at: PointName;
  readonly theta?: number[];
  readonly json?: boolean;
}

/** The studies that can be asked for beside the report, each by an option of its name. */
const besides = ['spectrum', 'order', 'symmetry'] as const satisfies readonly StudyName[];

export function inspectCommand({ app, signal }: Context): Command {
  const definitionOf = (name: StudyName) => app.studies().find((study) => study.name === name) as Definition;
  const command = withOverrides(new Command('inspect'));
  for (const name of besides) command.option(`--${name}`, definitionOf(name).summary);
  return command
    .description('what is true at one point: loss, gradient norm, twin units, and why')
    .argument('<experiment>', 'experiment JSON, .saddle, PNG, CSV, or the name of a built-in experiment')
    .option('--at <point>', 'origin, init, final, best or step:N', pointName, 'origin' as PointName)
    .option('--theta <numbers>', 'all parameters of another point, separated by commas', numbers)
    .option('--json', 'print everything, every parameter and gradient entry, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope inspect xor-from-zero --at origin
  saddlescope inspect x.saddle --at step:1000 --json
  saddlescope inspect xor-from-zero --spectrum --order
  saddlescope inspect xor-from-zero --theta 0,0,0,0,0,0,0,0,0.5`,
    )
    .action(async (argument: string, options: Options) => {
      const { at, theta, json } = options;
      const { view } = await openInput(app, argument, options);
      if (theta === undefined && needsTraining(at)) await trainFully(app, view, signal);
      const report = await app.inspect(view.run, theta ? Float64Array.from(theta) : at);
      const found: Partial<Record<StudyName, unknown>> = {};
      if (!json) process.stdout.write(asTable(report));
      for (const name of besides.filter((study) => options[study])) {
        const bar = progressBar();
        const takesPoint = 'at' in definitionOf(name).fields;
        const answer = await app
          .study(view.run, name, takesPoint ? { at, theta: theta ?? [] } : {}, {
            onProgress: bar.onProgress,
            signal,
          })
          .finally(bar.clear);
        found[name] = answer;
        if (!json) process.stdout.write(`\n${studyTable(name, answer)}`);
      }
      if (json) process.stdout.write(jsonText({ ...report, ...found }));
    });
}

const critical = {
  exact: 'yes: every entry is 0 to the last bit',
  'to-rounding': 'yes, to rounding',
  none: 'no',
  unknown: 'cannot be told: the gradient is not finite',
} as const;
const smooth = {
  smooth: 'yes',
  'curvature-jumps': 'once: the curvature jumps here',
  kinked: 'no: something is exactly on a kink',
} as const;

function asTable(report: PointReport): string {
  const rows: [string, string][] = [
    ['point', report.step === null ? report.at : `${report.at} (step ${report.step})`],
    ['loss', number(report.loss)],
    ['gradient norm', report.gradientExactlyZero ? 'exactly 0' : number(report.gradientNorm)],
    ...report.layerGradientNorms.map(
      (norm, i) => [`  layer ${i + 1}`, norm === 0 ? 'exactly 0' : number(norm)] as [string, string],
    ),
    ['critical', critical[report.criticality.verdict]],
    ['smooth', smooth[report.smoothness.verdict]],
    ...(Number.isNaN(report.accuracy)
      ? []
      : [['accuracy', `${number(report.accuracy * 100)} %`] as [string, string]]),
    ...report.twins.map(
      ({ layer, width, effectiveWidth }) =>
        [`effective width, hidden layer ${layer}`, `${effectiveWidth} of ${width}`] as [string, string],
    ),
  ];
  const left = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(left)}  ${value}`);
  const words = report.findings.map(
    ({ headline, detail }) => `• ${headline}${detail === '' ? '' : ` ${detail}`}`,
  );
  return `${[...table, '', ...words].join('\n')}\n`;
}

import { Command, InvalidArgumentError } from 'commander';
import { number } from '../../analysis/words';
import type { PointReport } from '../../app';
import type { PointName } from '../../model/experiment';
import type { Context } from '../context';
import { stopIfInterrupted } from '../interruption';
import { openInput, type Overrides } from '../input';
import { withOverrides } from '../options';
import { progressBar } from '../progress-bar';
import { plain } from '../story';

interface Options extends Overrides {
  readonly at: PointName;
  readonly json?: boolean;
}

/** Points that only a run that was trained has. */
const needsTraining = (at: PointName): boolean => at === 'final' || at === 'best' || at.startsWith('step:');

export function inspectCommand({ app, signal }: Context): Command {
  return withOverrides(new Command('inspect'))
    .description('what is true at one point: loss, gradient norm, twin units, and why')
    .argument('<experiment>', 'experiment JSON, .saddle, PNG, CSV, or the name of a built-in experiment')
    .option('--at <point>', 'origin, init, final, best or step:N', pointName, 'origin' as PointName)
    .option('--json', 'print everything, every parameter and gradient entry, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope inspect xor-from-zero --at origin
  saddlescope inspect x.saddle --at step:1000 --json`,
    )
    .action(async (argument: string, { at, json, ...overrides }: Options) => {
      const { view } = await openInput(app, argument, overrides);
      if (needsTraining(at) && view.step === 0) {
        const bar = progressBar();
        const trained = await app.train(view.run, { onProgress: bar.onProgress, signal });
        bar.clear();
        stopIfInterrupted(signal, trained);
      }
      const report = await app.inspect(view.run, at);
      process.stdout.write(json ? `${JSON.stringify(asJson(report), null, 2)}\n` : asTable(report));
    });
}

function pointName(text: string): PointName {
  if (/^(origin|init|final|best|step:\d{1,15})$/.test(text)) return text as PointName;
  throw new InvalidArgumentError('It must be origin, init, final, best or step:N, e.g. step:1000.');
}

function asTable(report: PointReport): string {
  const rows: [string, string][] = [
    ['point', report.step === null ? report.at : `${report.at} (step ${report.step})`],
    ['loss', number(report.loss)],
    ['gradient norm', report.gradientExactlyZero ? 'exactly 0' : number(report.gradientNorm)],
    ...report.layerGradientNorms.map(
      (norm, i) => [`  layer ${i + 1}`, norm === 0 ? 'exactly 0' : number(norm)] as [string, string],
    ),
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

function asJson(report: PointReport): object {
  return {
    ...report,
    loss: plain(report.loss),
    gradientNorm: plain(report.gradientNorm),
    accuracy: plain(report.accuracy),
    layerGradientNorms: report.layerGradientNorms.map(plain),
    theta: Array.from(report.theta, plain),
    gradient: Array.from(report.gradient, plain),
    outputs: Array.from(report.outputs, plain),
  };
}

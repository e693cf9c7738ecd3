import { Command } from 'commander';
import type { StudyName } from '../../app';
import type { Definition } from '../../model/fields';
import type { Context } from '../context';
import { studyView } from '../../figures/studies';
import { openInput, type Overrides } from '../input';
import { jsonText } from '../json';
import { whileKept } from '../kept-work';
import { type PictureFlags, withOverrides, withPicture } from '../options';
import { requireEnding, studyPicture } from '../output';
import { progressBar } from '../progress-bar';
import { requirePlace, save, saveAll } from '../save';
import { needsTraining, trainFully } from '../training';
import { studyTable } from './index';
import { studySettingsOf, withStudySettings } from './study-options';

interface Options extends Overrides, PictureFlags {
  readonly json?: boolean;
  readonly png?: string;
  readonly svg?: string;
  readonly at?: string;
}

interface StudyCommand {
  readonly study: StudyName;
  /** What the command is called where not as the study. */
  readonly command?: string;
  /** The study looks at a run that was trained, whatever point it is asked for; or these settings do. */
  readonly trained?: boolean | ((settings: Readonly<Record<string, unknown>>) => boolean);
  /** Lines below `Examples:`. */
  readonly examples: readonly string[];
}

/** A command that asks one study of one experiment and prints the answer as a table or as JSON. */
export function studyCommand({ study, command = study, trained = false, examples }: StudyCommand) {
  return ({ app, signal }: Context): Command => {
    const definition = app.studies().find(({ name }) => name === study) as Definition;
    return withPicture(withStudySettings(withOverrides(new Command(command)), definition))
      .description(definition.summary)
      .argument('<experiment>', 'experiment JSON, .saddle, PNG, CSV, or the name of a built-in experiment')
      .option('--json', 'print everything as JSON')
      .option('--png <file>', 'write the charts as a picture, too')
      .option('--svg <file>', 'the same as a vector graphic')
      .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`)
      .action(async (argument: string, options: Options) => {
        requireEnding(options.png, '.png');
        requireEnding(options.svg, '.svg');
        await requirePlace(options.png);
        await requirePlace(options.svg);
        const { view } = await openInput(app, argument, options);
        const settings = studySettingsOf(definition, { ...options });
        const trains = typeof trained === 'boolean' ? trained : trained(settings as Record<string, unknown>);
        await whileKept({ app, signal }, [options.png, options.svg], async (kept) => {
          if (trains || needsTraining(options.at ?? 'origin')) await trainFully(app, view, signal, kept);
          const bar = progressBar();
          const result = await app
            .study(view.run, study, settings, { onProgress: bar.onProgress, signal, ...kept })
            .finally(bar.clear);
          process.stdout.write(options.json ? jsonText(result) : studyTable(study, result));
          await saveAll(
            (['png', 'svg'] as const).map((format) => async () => {
              const path = options[format];
              if (path === undefined) return;
              // The answer's run is the trained one.
              const studied = await app.view(view.run);
              const shown = studyView(study, result);
              await save(path, await studyPicture(app, studied, definition.label, shown, options, format));
            }),
          );
        });
      });
  };
}

import { emptyProgram, ourProgram, timeToFirstPicture } from './first-picture';
import { launchApp, type Launched } from '../e2e/harness';

/**
 * What a person waits for in the window, measured in the built program: its first picture, a map after its plane has changed, keys while training runs at full
 * speed, frames while a very fine map is computed, memory over a long training. Figures, not tests: they depend on the machine, and the browser that takes
 * Electron's place without a display draws by software.
 */

interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MiB';
  readonly target: string;
}

/** @param minutes of training over which the memory is watched */
export async function benchWindow(minutes: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const tell = (what: string, value: number, unit: Figure['unit'], target: string): void => {
    figures.push({ what, value, unit, target });
    console.log(
      `  ${what.padEnd(66)} ${value.toFixed(unit === 'ms' ? 0 : 1).padStart(8)} ${unit}   (${target})`,
    );
  };
  const pictures: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < 7; i++) {
    empty.push(await timeToFirstPicture(emptyProgram));
    pictures.push(await timeToFirstPicture(ourProgram));
  }
  tell('from the start of the program to its first picture, median of 7', median(pictures), 'ms', '< 1,000');
  tell('  the same of an empty page in the same browser', median(empty), 'ms', '–');
  const ours = pictures.map((time, i) => time - empty[i]!);
  tell('  what ours takes longer than the empty page', median(ours), 'ms', '–');
  const started = performance.now();
  const launched = await launchApp();
  try {
    await launched.page.locator('[data-test="loss"]').waitFor();
    tell(
      'from its start, driven by a test, to numbers on the screen',
      performance.now() - started,
      'ms',
      '–',
    );
    await settle(launched);
    tell(
      'a 101 × 101 map after its plane has changed, median of 9',
      median(await mapTimes(launched, 9)),
      'ms',
      '< 100',
    );
    const { latency, frames } = await whileTraining(launched);
    tell('a key press to the next frame while training, 95 % of 60', quantile(latency, 0.95), 'ms', '< 50');
    tell('longest frame of 3 s of training at full speed', Math.max(...frames), 'ms', '< 50');
    const longest: number[] = [];
    for (let i = 0; i < 9; i++) longest.push(Math.max(...(await framesOfFineMap(launched))));
    tell('longest frame while a 1001 × 1001 map is computed, of 9 maps', Math.max(...longest), 'ms', '< 50');
    tell('  median of the longest of each', median(longest), 'ms', '–');
    if (minutes > 0) {
      const { before, after } = await memoryOf(launched, minutes);
      tell(`memory of the page before ${minutes} min of training`, before / 2 ** 20, 'MiB', 'flat');
      tell('  and after', after / 2 ** 20, 'MiB', 'flat');
    }
  } finally {
    await launched.close();
  }
  return figures;
}

const median = (values: readonly number[]) => quantile(values, 0.5);
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Until no map is being computed. */
async function settle({ page }: Launched): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('[data-test="readout"] progress'));
  await page.waitForTimeout(500);
}

/**
 * From the change of the seed of a random plane to the frame in which the whole map is there. The pause that waits for more of a person's typing is part of it.
 */
async function mapTimes(launched: Launched, count: number): Promise<number[]> {
  const { page } = launched;
  await page.getByRole('combobox', { name: 'Plane' }).selectOption('random');
  await settle(launched);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const time = await page.evaluate(async (seed) => {
      const field = document.querySelector<HTMLInputElement>('[data-place="landscape.plane.seed"] input')!;
      const canvas = document.querySelector<HTMLCanvasElement>('[data-test="map"] canvas')!;
      const context = canvas.getContext('2d')!;
      let isWhole = false;
      // A map comes as colours, or as a picture that was drawn aside.
      const ways = ['putImageData', 'drawImage'] as const;
      const drawn = context as unknown as Record<string, (...all: unknown[]) => void>;
      for (const way of ways) {
        const real = drawn[way]!.bind(context);
        drawn[way] = (...args) => {
          // While a coarse picture is drawn the whole one is still being computed.
          isWhole = document.querySelector('[data-test="readout"] progress') === null;
          real(...args);
        };
      }
      const from = performance.now();
      field.value = String(seed);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      while (!isWhole && performance.now() - from < 5000) await new Promise(requestAnimationFrame);
      for (const way of ways) delete drawn[way];
      return performance.now() - from;
    }, 100 + i);
    times.push(time);
    await settle(launched);
  }
  return times;
}

/** Time between frames, in a page that is busy with something. */
const recordFrames = (milliseconds: number) =>
  new Promise<number[]>((done) => {
    const frames: number[] = [];
    const start = performance.now();
    let last = start;
    const next = (): void => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (now - start < milliseconds) requestAnimationFrame(next);
      else done(frames);
    };
    requestAnimationFrame(next);
  });

async function whileTraining({ page }: Launched): Promise<{ latency: number[]; frames: number[] }> {
  await page.getByRole('textbox', { name: 'Size of the push ε' }).fill('0.01');
  await page.keyboard.press('Enter');
  await page.getByRole('slider', { name: 'Training speed' }).press('End');
  await page
    .getByRole('textbox', { name: /^Steps|Step budget/ })
    .first()
    .fill('1000000000');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(800);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(500);
  const latency = await page.evaluate(async () => {
    const times: number[] = [];
    for (let i = 0; i < 60; i++) {
      const from = performance.now();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - from);
      await new Promise((done) => setTimeout(done, 20));
    }
    return times;
  });
  const frames = await page.evaluate(recordFrames, 3000);
  await page.getByRole('button', { name: 'Pause' }).click();
  return { latency, frames };
}

async function framesOfFineMap(launched: Launched): Promise<number[]> {
  const { page } = launched;
  await settle(launched);
  const points = page.getByRole('textbox', { name: 'Points' });
  await points.fill('1001');
  await page.keyboard.press('Enter');
  const frames = await page.evaluate(recordFrames, 3000);
  await points.fill('101');
  await page.keyboard.press('Enter');
  await settle(launched);
  return frames;
}

async function memoryOf({ page }: Launched, minutes: number): Promise<{ before: number; after: number }> {
  const session = await page.context().newCDPSession(page);
  const used = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(20_000);
  const before = await used();
  await page.waitForTimeout(minutes * 60_000);
  const after = await used();
  // A fast machine may have come to the end of the step budget.
  const pause = page.getByRole('button', { name: 'Pause' });
  if ((await pause.count()) > 0) await pause.click();
  return { before, after };
}

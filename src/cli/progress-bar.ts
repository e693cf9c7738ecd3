import type { Progress } from '../app';

const width = 30;

/** A progress bar with the time left on standard error; silent where that is not a terminal. */
export function progressBar(): {
  readonly onProgress: (progress: Progress) => void;
  readonly clear: () => void;
} {
  const terminal = process.stderr.isTTY === true;
  const started = performance.now();
  let drawn = 0;
  return {
    onProgress: ({ done, total, task, rate = NaN, secondsLeft }) => {
      const now = performance.now();
      if (!terminal || total <= 0 || (now - drawn < 66 && done < total)) return;
      drawn = now;
      const share = Math.min(1, done / total);
      // Who knows better than the clock since the start says so: some of it may have been there before.
      const left = secondsLeft ?? (share > 0 ? ((now - started) / 1000) * (1 / share - 1) : NaN);
      const filled = Math.round(share * width);
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
      const remaining =
        share < 1 && Number.isFinite(left)
          ? ` · ${left < 60 ? left.toFixed(0) : (left / 60).toFixed(1)} ${left < 60 ? 's' : 'min'} left`
          : '';
      const speed = Number.isFinite(rate) ? ` · ${rateText(rate)}` : '';
      process.stderr.write(`\r\x1b[2K${task} ${bar} ${Math.floor(share * 100)} %${speed}${remaining}`);
    },
    clear: () => {
      if (terminal && drawn > 0) process.stderr.write('\r\x1b[2K');
    },
  };
}

/** `1,240/s`, or of slow work `3.1/min` */
function rateText(rate: number): string {
  if (rate >= 100) return `${Math.round(rate).toLocaleString('en-GB')}/s`;
  return rate >= 1 ? `${rate.toFixed(1)}/s` : `${(60 * rate).toPrecision(2)}/min`;
}

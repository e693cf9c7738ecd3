import { describe, expect, test } from 'vitest';
import { runNumbers } from '../../src/analysis/comparison/run-numbers';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { column, firstWidth, runStatuses } from '../../src/model/sweep/row';
import { keyOfRuns } from '../../src/model/sweep/unfinished-runs';
import { SweepPlan } from '../../src/model/sweep/plan';
import { LiveRun } from '../../src/runs/live-run';
import { type RunSetup, setUp } from '../../src/runs/setup';
import { sweepRowWidth, type SweptRuns, SweepDesk } from '../../src/runs/sweep-desk';

/** Oracle: a run by itself, recorded at every step, by the code that the window trains with. */

const planOf = (document: object) => new SweepPlan(parseExperiment(document), core().math);

function sweep(plan: SweepPlan, runs = Float64Array.from({ length: plan.runs }, (_, i) => i)): SweptRuns {
  const training = new SweepDesk(core(), plan).train(runs);
  for (;;) {
    const step = training.next();
    if (step.done) return step.value;
  }
}

/** The row that a run's record asks for. */
function rowOf(plan: SweepPlan, run: number): Float64Array {
  const setup = setUp(plan.experimentOf(run), core());
  const live = new LiveRun(core(), setup);
  const { steps } = setup.experiment.training;
  live.advance(steps);
  const record = live.record();
  const { loss, gradientNorm, accuracy, testLoss, testAccuracy, effectiveWidth } = record.history;
  const numbers = runNumbers(record.history);
  const row = new Float64Array(sweepRowWidth(plan)).fill(NaN);
  const status = record.diverged ? 'diverged' : record.stoppedBelow ? 'stopped' : 'finished';
  row[column.status] = runStatuses.indexOf(status);
  row[column.steps] = record.step;
  row[column.first_loss] = loss[0]!;
  row[column.final_loss] = loss.at(-1)!;
  row[column.best_loss] = numbers.bestLoss;
  row[column.best_step] = numbers.bestStep!;
  row[column.gradient_norm] = gradientNorm.at(-1)!;
  row[column.accuracy] = accuracy.at(-1)!;
  row[column.test_loss] = testLoss.at(-1)!;
  row[column.test_accuracy] = testAccuracy.at(-1)!;
  row[column.escape_step] = numbers.escapeStep ?? NaN;
  if (steps > 2047) lookAtEveryStep(setup, record.step, row);
  row[column.solved] = !record.diverged && loss.at(-1)! <= plan.sweep.solvedBelow ? 1 : 0;
  const layers = setup.problem.network.sizes.length - 2;
  effectiveWidth.slice(-layers).forEach((width, layer) => (row[firstWidth + layer] = width));
  return row;
}

/** A record of more steps than it has room for leaves some out. */
function lookAtEveryStep(setup: RunSetup, steps: number, row: Float64Array): void {
  const workspace = core().workspace(setup.problem);
  const trainer = workspace.startTraining(setup.initial, setup.trainer);
  const losses = [workspace.evaluate(trainer.theta()).loss];
  while (trainer.step < steps) {
    trainer.advance(1);
    losses.push(workspace.evaluate(trainer.theta()).loss);
  }
  row[column.best_loss] = Math.min(...losses);
  row[column.best_step] = losses.indexOf(row[column.best_loss]!);
  const escape = losses.findIndex((loss) => loss < 0.9 * losses[0]!);
  row[column.escape_step] = escape < 0 ? NaN : escape;
}

const seeds = { over: 'seed', from: 1, to: 12, scale: 'integer' };
const normal = { weights: { name: 'normal', deviation: 0.5 } };

const sweeps: [string, object][] = [
  [
    'XOR over seeds and rates, side by side; the largest rate diverges',
    {
      initialisation: normal,
      training: { rule: 'gradient-descent', steps: 700 },
      sweep: { axes: [{ over: 'training.rule.rate', values: [0.1, 0.5, 40] }, seeds] },
    },
  ],
  [
    'a stop rule, below which some runs start',
    {
      initialisation: normal,
      training: { rule: { name: 'momentum', rate: 0.05 }, steps: 500, stopBelow: 0.52 },
      sweep: { axes: [{ over: 'epsilon', values: [0, 0.5, 2] }, seeds], solvedBelow: 0.52 },
    },
  ],
  [
    'in 32 bits, with a test part and accuracies',
    {
      precision: 'f32',
      data: { name: 'moons', test: 0.3 },
      network: { activations: 'relu' },
      initialisation: { weights: 'he' },
      training: { rule: { name: 'adam', rate: 0.02 }, steps: 60 },
      sweep: { axes: [{ over: 'width', values: [2, 5] }, seeds] },
    },
  ],
  [
    'batches, dropout and noise, one by one',
    {
      data: { name: 'circles' },
      initialisation: normal,
      training: { batch: 16, dropout: 0.2, steps: 40 },
      sweep: { axes: [{ over: 'training.seed', values: [1, 2, 3] }, { over: 'seed', values: [4, 5] }] },
    },
  ],
  [
    'noise of perturbed gradient descent, zipped with the weights',
    {
      training: { rule: { name: 'perturbed-gradient-descent', radius: 0.3, interval: 50 }, steps: 400 },
      sweep: {
        combine: 'zip',
        axes: [
          { over: 'training.seed', from: 1, to: 6, scale: 'integer' },
          { over: 'seed', from: 11, to: 16, scale: 'integer' },
        ],
      },
    },
  ],
  [
    'networks of different depth',
    {
      initialisation: normal,
      training: { steps: 50 },
      sweep: { axes: [{ over: 'network.sizes', values: [[2, 2, 1], [2, 3, 2, 1]] }, seeds] },
    },
  ],
  [
    'more steps than a record has room for',
    {
      initialisation: normal,
      training: { steps: 2500, stopBelow: 0.003 },
      sweep: { axes: [{ over: 'seed', from: 1, to: 5, scale: 'integer' }] },
    },
  ],
]; // prettier-ignore

describe('a row of a sweep is what the run leaves by itself, to the bit', () => {
  test.each(sweeps)('%s', (_, document) => {
    const plan = planOf(document);
    const { rows, failures } = sweep(plan);
    expect(failures).toEqual([]);
    const width = sweepRowWidth(plan);
    for (let run = 0; run < plan.runs; run++) {
      const row = rows.slice(run * width, (run + 1) * width);
      expect([run, ...row]).toEqual([run, ...rowOf(plan, run)]);
    }
  });

  test('whichever runs are asked for together', () => {
    const plan = planOf(sweeps[0]![1]);
    const width = sweepRowWidth(plan);
    const all = sweep(plan);
    const some = Float64Array.of(35, 3, 4, 30, 0, 17);
    const { rows } = sweep(plan, some);
    some.forEach((run, place) =>
      expect(rows.slice(place * width, (place + 1) * width)).toEqual(
        all.rows.slice(run * width, (run + 1) * width),
      ),
    );
  });

  test('the examples hold what they are for: runs that finish, stop, diverge, escape and do not', () => {
    const seen = sweeps.slice(0, 2).flatMap(([, document]) => {
      const plan = planOf(document);
      const width = sweepRowWidth(plan);
      const { rows } = sweep(plan);
      return Array.from({ length: plan.runs }, (_, run) => [
        runStatuses[rows[run * width + column.status]!],
        Number.isNaN(rows[run * width + column.escape_step]!) ? 'still there' : 'escaped',
        rows[run * width + column.steps] === 1 ? 'stopped at once' : 'went on',
      ]);
    });
    expect(new Set(seen.flat())).toEqual(
      new Set(['finished', 'stopped', 'diverged', 'escaped', 'still there', 'stopped at once', 'went on']),
    );
  });
});

describe.each([
  ['a run', [3]],
  ['three runs, side by side where they can be,', [3, 4, 5]],
])('%s saved on the way and gone on with elsewhere leave the same rows', (_, values) => {
  const one = { axes: [{ over: 'seed', values }] };
  const runs = Float64Array.from(values, (_, i) => i);
  const long: [string, object][] = [
    ['XOR', { initialisation: normal, training: { steps: 200_000 } }],
    ['looked at now and then', { initialisation: normal, training: { steps: 200_001 }, sweep: { every: 7 } }],
    [
      'until its stop rule',
      {
        initialisation: normal,
        training: { rule: { name: 'gradient-descent', rate: 0.0002 }, steps: 900_000, stopBelow: 1e-4 },
      },
    ],
    [
      'until it diverges',
      {
        network: { sizes: [2, 1] },
        initialisation: normal,
        // Of a quadratic loss with curvature 1 each step takes 1.001 times as far to the other side.
        training: { rule: { name: 'gradient-descent', rate: 2.001 }, steps: 900_000 },
      },
    ],
    [
      'batches, dropout and a test part',
      {
        data: { name: 'moons', test: 0.3 },
        initialisation: normal,
        training: { rule: { name: 'adam', rate: 0.01 }, batch: 16, dropout: 0.2, steps: 9000 },
      },
    ],
    [
      'noise',
      {
        initialisation: normal,
        training: { rule: { name: 'perturbed-gradient-descent', radius: 0.3, interval: 50 }, steps: 200_000 },
      },
    ],
  ];

  test.each(long)('%s', (_, { sweep: settings, ...document }: { sweep?: object }) => {
    const plan = planOf({ ...document, sweep: { ...one, ...settings } });
    const whole = sweep(plan, runs);
    const states = new Map<string, Uint8Array>();
    let saved = 0;
    // In another thread each time: a desk of its own.
    for (;;) {
      const desk = new SweepDesk(core(), plan);
      const training = desk.train(runs, states);
      let step = training.next();
      // Longer now and then: what was not kept last is made again first.
      for (let piece = 1; piece < 3 + Math.floor(saved / 8) && !step.done; piece++) step = training.next();
      const unfinished = desk.unfinished();
      if (unfinished !== null) {
        for (const run of unfinished.runs) expect(runs).toContain(run);
        states.set(keyOfRuns(unfinished.runs), unfinished.state);
        saved++;
        continue;
      }
      // Where it stands at its end already, there is no rest to keep.
      while (!step.done) step = training.next();
      expect(step.value).toStrictEqual(whole);
      break;
    }
    expect(saved).toBeGreaterThan(2);
  });

  test('one that was left in the middle is not taken for what is trained after it', () => {
    const [, document] = long[0]!;
    const desk = new SweepDesk(core(), planOf({ ...document, sweep: { axes: [seeds] } }));
    const left = desk.train(Float64Array.of(0));
    for (let piece = 0; piece < 2; piece++) left.next();
    expect(desk.unfinished()?.runs).toEqual([0]);
    const together = desk.train(Float64Array.of(1, 2, 3, 4, 5, 6));
    for (let piece = 0; piece < 3; piece++) {
      expect(together.next().done).toBe(false);
      expect(desk.unfinished()?.runs ?? [1]).not.toContain(0);
    }
  });

  test('what is no state of it is begun anew', () => {
    const plan = planOf({ ...long[0]![1], sweep: one });
    const whole = sweep(plan);
    for (const state of [new Uint8Array(), new Uint8Array(1000).fill(255), Uint8Array.of(1, 2, 3)]) {
      const training = new SweepDesk(core(), plan).train(runs, new Map([[keyOfRuns(runs), state]]));
      let step = training.next();
      while (!step.done) step = training.next();
      expect(step.value).toStrictEqual(whole);
    }
  });
});

test('looks at every tenth step are those of every step that fall on them', () => {
  const document = (every: number) => ({
    initialisation: normal,
    training: { steps: 505, stopBelow: 0.2 },
    sweep: { axes: [seeds], every },
  });
  const [fine, coarse] = [sweep(planOf(document(1))), sweep(planOf(document(10)))];
  const width = sweepRowWidth(planOf(document(1)));
  let compared = 0;
  for (let run = 0; run < 12; run++) {
    const [a, b] = [fine, coarse].map(({ rows }) => rows.slice(run * width, (run + 1) * width));
    for (const name of ['status', 'steps', 'first_loss', 'final_loss', 'gradient_norm'] as const)
      expect(b![column[name]]).toBe(a![column[name]]);
    const [exact, looked] = [a![column.escape_step]!, b![column.escape_step]!];
    if (Number.isNaN(looked)) continue;
    compared++;
    // The loss may end within ten steps of its fall.
    expect(looked).toBe(Math.min(10 * Math.ceil(exact / 10), a![column.steps]!));
  }
  expect(compared).toBeGreaterThan(5);
});

test('what was enough is handed back with its rows, and what was not begun by its numbers', () => {
  const plan = planOf({
    initialisation: normal,
    training: { steps: 50 },
    sweep: {
      axes: [
        { over: 'network.sizes[1]', values: [2, 3, 4] },
        { over: 'seed', values: [1, 2] },
      ],
    },
  });
  const whole = sweep(plan);
  const width = sweepRowWidth(plan);
  const [order, asked] = [Float64Array.of(5, 0, 3, 1, 4, 2), []] as [Float64Array, number[]];
  let rest: Float64Array = order;
  while (rest.length > 0) {
    const training = new SweepDesk(core(), plan).train(rest, new Map(), () => true);
    let step = training.next();
    while (!step.done) step = training.next();
    const { runs, rows, left } = step.value;
    // Of one network, however they stand among the others.
    expect(runs).toHaveLength(2);
    runs.forEach((run, i) =>
      expect(rows.slice(i * width, (i + 1) * width)).toEqual(
        whole.rows.slice(run * width, (run + 1) * width),
      ),
    );
    asked.push(...runs);
    rest = left;
  }
  expect(asked.sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

/** Oracles: csv-parse reads the text; Number reads back the bits. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvTable, historyCsv, landscapeCsv, trajectoryCsv } from '../../src/files/csv-table';
import { landscape, record } from './fixtures';

const read = (text: string): Record<string, string>[] => parse(text, { columns: true });
const column = (text: string, name: string): number[] => read(text).map((row) => Number(row[name]));

describe('tidy CSV', () => {
  it('numbers read back to the same bits', () => {
    const values = [
      0.1,
      1 / 3,
      -0,
      5e-324,
      1e21,
      -1.7976931348623157e308,
      Infinity,
      -Infinity,
      NaN,
      123456789012345680,
    ];
    expect(
      column(
        csvTable(
          ['x'],
          values.map((v) => [v]),
        ),
        'x',
      ),
    ).toStrictEqual(values);
  });

  it('text is quoted where it must be', () => {
    const odd = ['plain', 'a,b', 'say "no"', 'two\nlines', ' α · β '];
    expect(
      read(
        csvTable(
          ['a', 'b,c'],
          odd.map((text, i) => [text, i]),
        ),
      ).map((row) => row['a']),
    ).toEqual(odd);
  });

  it('history: one line per recorded step', () => {
    const text = historyCsv(record.history);
    expect(text.split('\n')[0]).toBe(
      'step,loss,gradient_norm,accuracy,test_loss,test_accuracy,effective_width_1',
    );
    expect(column(text, 'loss')).toStrictEqual([...record.history.loss]);
    expect(column(text, 'gradient_norm')).toStrictEqual([...record.history.gradientNorm]);
    expect(column(text, 'effective_width_1')).toEqual([1, 1, 2]);
  });

  it('history of a run with no step has only its header', () => {
    const none = new Float64Array(0);
    const empty = {
      steps: none,
      loss: none,
      gradientNorm: none,
      accuracy: none,
      testLoss: none,
      testAccuracy: none,
      effectiveWidth: none,
    };
    expect(historyCsv(empty)).toBe('step,loss,gradient_norm,accuracy,test_loss,test_accuracy\n');
  });

  it('landscape: value[j·columns + i] stands with alphas[i] and betas[j] on a grid that is not square', () => {
    const rows = read(landscapeCsv(landscape));
    expect(rows.length).toBe(6);
    expect(rows[2]).toEqual({
      alpha: '1',
      beta: '-2',
      value: 'Infinity',
      quantity: 'loss',
      plane: 'random',
      centre: 'origin',
      centre_value: '0.5',
    });
    expect(rows[5]).toMatchObject({ alpha: '1', beta: '2', value: '5e-324' });
  });

  it('trajectory: one line per checkpoint', () => {
    expect(trajectoryCsv(landscape.trajectory)).toBe(
      'step,alpha,beta,distance,loss,plane_value\n0,0,0,0,0.5,0.5\n50,0.25,-0.5,0.1,0.4,NaN\n',
    );
  });
});

import { expect, test } from 'vitest';
import { settingsOf } from '../../src/claims/settings';
import { parseExperiment } from '../../src/model/schema';

/** Oracle: what the document says, by hand. A cell that is changed is named by what it then says. */

const settings = (written: object) => settingsOf(parseExperiment(written));

test('what is left out is named as not there', () => {
  expect(settings({})).toMatchObject({
    damping: 'none',
    batch: 'all samples',
    dropout: 'none',
    'weight decay': '0',
    'push ε': '0',
    start: 'zero',
  });
});

test('batches, dropout, decay, damping and pushes', () => {
  const noisy = { batch: 1, order: 'drawn', dropout: 0.5, l2: 0.01 };
  expect(settings({ training: noisy })).toMatchObject({
    batch: '1 drawn',
    dropout: '0.5',
    'weight decay': '0.01',
  });
  expect(settings({ training: { batch: 2 } })['batch']).toBe('2 shuffled');
  const network = { sizes: [2, 3, 3, 1] };
  expect(settings({ network, training: { dropout: [0, 0.25] } })['dropout']).toBe('none, 0.25');
  const rule = { name: 'saddle-free-newton', damping: 1e-6 };
  expect(settings({ training: { rule } })['damping']).toBe('1e−6');
  const push = (direction: string) =>
    settings({ initialisation: { perturbation: { size: 0.3, direction } } });
  expect(push('random')).toMatchObject({ 'push ε': '0.3', start: 'zero, pushed by 0.3' });
  expect(push('ball')).toMatchObject({ 'push ε': '0.3', start: 'zero, pushed by up to 0.3' });
});

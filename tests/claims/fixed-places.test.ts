import { expect, test } from 'vitest';
import { claimNamed } from '../../src/claims';
import { changedPlace } from '../../src/claims/changed-row';
import { cellsOf, rowPlacesOf } from '../../src/claims/judge';
import { core } from '../../src/core';
import { decide } from './decide';

/** Oracle: what is said when such a change is asked for. */

const push = 'initialisation.perturbation.size';

test.each(['E6', 'A1i', 'A2a'])(
  'the push is offered in a row of %s exactly where it can be accepted',
  (id) => {
    const claim = claimNamed(id);
    const result = decide(claim, core());
    const places = cellsOf(claim, core());
    rowPlacesOf(claim, places).forEach((_, row) => {
      const { document, fixed } = result.rows[row]!;
      const { initialisation } = document;
      const perturbation = { ...initialisation.perturbation, size: 0.25 };
      const change = () =>
        changedPlace(claim, places, row, {
          ...document,
          initialisation: { ...initialisation, perturbation },
        });
      if (fixed.includes(push)) expect(change).toThrow('none of those that the statement is about');
      else expect(change).not.toThrow();
    });
    const fixed = result.rows.filter((row) => row.fixed.includes(push)).length;
    if (id === 'E6') expect(fixed).toBeGreaterThan(0);
  },
);

import { describe, expect, it } from '@jest/globals';
import { holds, renderFigures, type Figure, type WebRun } from './figures.js';

const run: WebRun = { date: '2026-01-02', runs: 3, processors: 2, machine: 'a machine', browser: 'a browser', loadBefore: 0.5, waiting: 60 };
const shift: Figure = { screen: 'inbox', what: 'layout shift', unit: '', budget: 0.02, median: 0, worst: 0.0123, judged: 'worst' };
const paint: Figure = { screen: 'inbox', what: 'largest paint', unit: 'ms', budget: 2000, median: 1999.6, worst: 2400, judged: 'median' };

describe('a budget', () => {
  it('holds at its very figure, by the run that it is judged by', () => {
    expect(holds({ ...shift, worst: 0.02 })).toBe(true);
    expect(holds({ ...shift, median: 0, worst: 0.0201 })).toBe(false);
    expect(holds(paint)).toBe(true);
    expect(holds({ ...paint, median: 2001, worst: 2001 })).toBe(false);
  });

  it('that is broken is named in the page', () => {
    expect(renderFigures([shift, paint], run)).toContain('All 2 figures hold.');
    const page = renderFigures([{ ...shift, worst: 0.5 }, paint], run);
    expect(page).toContain('1 of 2 figures hold; broken: inbox, layout shift.');
    expect(page).toContain('| inbox | layout shift | 0.0200 | 0 | 0.5000 | **broken** |');
    expect(page).toContain('| inbox | largest paint | 2000 ms | 2000 ms | 2400 ms | holds |');
  });
});

import { describe, expect, it } from '@jest/globals';
import { textIn, weekWords, zoneNames } from './working-words.part.js';

const nine = [{ from: '09:00', to: '17:00' }];
const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

describe('a week in words (row:A10)', () => {
  it('says days once that follow each other and are alike, and apart where a day lies between them', () => {
    expect(weekWords({ week: { ...none, monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine } })).toBe('Mon–Fri 09:00–17:00');
    expect(weekWords({ week: { ...none, monday: nine, tuesday: nine, thursday: nine, saturday: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '24:00' }] } })).toBe('Mon–Tue 09:00–17:00, Thu 09:00–17:00, Sat 09:00–12:00 and 13:00–24:00');
  });
});

describe('an instant in words (row:A10)', () => {
  it('is what the clock shows there, before and after it changes', () => {
    expect([textIn('Europe/Berlin', new Date('2026-03-29T00:30:00Z')), textIn('Europe/Berlin', new Date('2026-03-29T01:30:00Z'))]).toEqual(['Sun 29 March 2026, 01:30', 'Sun 29 March 2026, 03:30']);
    expect(textIn('Pacific/Auckland', new Date('2026-12-31T11:00:00Z'))).toBe('Fri 1 January 2027, 00:00');
  });

  it('can be asked for in every time zone that is offered', () => {
    expect(zoneNames().length).toBeGreaterThan(300);
    for (const timeZone of zoneNames()) expect(textIn(timeZone, new Date('2026-06-01T00:00:00Z'))).toMatch(/ 2026, \d\d:\d\d$/);
  });
});

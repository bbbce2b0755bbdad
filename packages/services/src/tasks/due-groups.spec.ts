import { describe, expect, it } from '@jest/globals';
import { clockIn, dueViewOf, forWhomText, holdsUntil } from './due-groups.part.js';

const at = (text: string) => new Date(text);

describe('what is due, by the company’s own clock (row:A10)', () => {
  it('ends a day and a week where the company is, also where clocks change in between', () => {
    const berlin = clockIn('Europe/Berlin', at('2026-10-23T21:59:00Z'));
    expect([berlin.endOfDay.toISOString(), berlin.endOfWeek.toISOString()]).toEqual(['2026-10-23T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    const sunday = clockIn('Pacific/Auckland', at('2026-11-28T11:30:00Z'));
    expect([sunday.endOfDay.toISOString(), sunday.endOfWeek.toISOString()]).toEqual(['2026-11-29T11:00:00.000Z', '2026-11-29T11:00:00.000Z']);
  });

  it('says when in the words of that clock', () => {
    const clock = clockIn('Europe/Berlin', at('2026-12-02T22:30:00Z'));
    expect(dueViewOf(at('2026-12-02T22:45:00Z'), clock)).toEqual({ at: '2026-12-02T22:45:00.000Z', text: 'due today, 23:45', isOverdue: false });
    expect(dueViewOf(at('2026-12-02T22:30:00Z'), clock)).toMatchObject({ text: 'was due today, 23:30', isOverdue: true });
    expect(dueViewOf(at('2026-12-02T23:30:00Z'), clock)).toMatchObject({ text: 'due Thu 3 Dec, 00:30' });
    expect(dueViewOf(at('2027-01-04T08:00:00Z'), clock)).toMatchObject({ text: 'due Mon 4 Jan 2027, 09:00' });
  });

  it('holds until the next due time or the end of the day, whichever comes first', () => {
    const clock = clockIn('UTC', at('2026-12-02T10:00:00Z'));
    expect(holdsUntil([null, at('2026-12-02T09:00:00Z'), at('2026-12-02T15:00:00Z'), at('2026-12-02T12:00:00Z')], clock)).toEqual(at('2026-12-02T12:00:00Z'));
    expect(holdsUntil([at('2026-12-02T10:00:00Z'), at('2026-12-05T15:00:00Z')], clock)).toEqual(at('2026-12-03T00:00:00Z'));
  });

  it('says for whom, and the last day on which they are away (row:A9)', () => {
    const clock = clockIn('Europe/Berlin', at('2026-11-20T10:00:00Z'));
    expect(forWhomText('Jun Ito', at('2026-12-02T23:00:00Z'), clock)).toBe('for Jun Ito, away until 2 Dec');
    expect(forWhomText('Jun Ito', at('2026-12-02T23:00:01Z'), clock)).toBe('for Jun Ito, away until 3 Dec');
  });
});

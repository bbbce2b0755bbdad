import { describe, expect, it } from '@jest/globals';
import { endOfDay, lastDayBefore } from './last-day.js';

describe('the last day of a membership', () => {
  it.each(['2026-12-31', '2027-02-28', '2028-02-29', '2026-03-29', '2026-10-25'])('%s is read as it was written, whatever the zone and its changes of the clock', (day) => {
    expect(lastDayBefore(endOfDay(day))).toBe(day);
  });

  it('ends at midnight of the reader, and an end at noon is within its own day', () => {
    expect(new Date(endOfDay('2026-12-31')).getTime()).toBe(new Date(2027, 0, 1).getTime());
    expect(lastDayBefore(new Date(2026, 11, 31, 12).toISOString())).toBe('2026-12-31');
  });
});

import { describe, expect, it } from '@jest/globals';
import { scheduleOf, spanText } from './schedule-of.js';

const attempt = (number: number) => ({ number, startedAt: '2026-11-21T09:00:00.000Z', durationMs: 12, status: 500, problem: 'the receiver answered 500' });

describe('the schedule of a delivery (row:D2)', () => {
  it('shows every attempt that was made and every one that would be, and when the next is made', () => {
    const lines = scheduleOf({ attempts: [attempt(1)], scheduleSeconds: [0, 5, 35], state: 'pending', heldBy: null, nextAttemptAt: '2026-11-21T09:00:05.000Z' });
    expect(lines.map(({ number, afterSeconds, nextAt }) => [number, afterSeconds, nextAt])).toEqual([[1, 0, null], [2, 5, '2026-11-21T09:00:05.000Z'], [3, 35, null]]);
    expect(lines.map((line) => line.attempt !== null)).toEqual([true, false, false]);
  });

  it('shows none ahead of one that is over, and that one which somebody asked for is not of the schedule', () => {
    expect(scheduleOf({ attempts: [attempt(1), attempt(2)], scheduleSeconds: [0], state: 'failed', heldBy: null, nextAttemptAt: null }).map(({ number, afterSeconds }) => [number, afterSeconds])).toEqual([[1, 0], [2, null]]);
  });

  it('is told in the two greatest units', () => {
    expect([0, 35, 155, 31_355, 277_200].map(spanText)).toEqual(['0 s', '35 s', '2 min 35 s', '8 h 42 min', '3 d 5 h']);
  });
});

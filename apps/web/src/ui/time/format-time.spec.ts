import { describe, expect, it } from '@jest/globals';
import { formatAge, formatSpan } from './format-time.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');

describe('how long ago', () => {
  it.each([
    ['2026-11-21T12:00:30.000Z', 'just now'],
    ['2026-11-21T11:59:31.000Z', 'just now'],
    ['2026-11-21T11:48:00.000Z', '12 min ago'],
    ['2026-11-21T09:00:00.000Z', '3 h ago'],
    ['2026-11-20T11:00:00.000Z', 'yesterday'],
    ['2026-11-01T12:00:00.000Z', '20 days ago'],
  ])('%s is %s', (at, said) => {
    expect(formatAge(at, now)).toBe(said);
  });
});

describe('how long', () => {
  it.each([
    ['2026-11-21T12:00:30.000Z', '1 min'],
    ['2026-11-21T11:01:00.000Z', '59 min'],
    ['2026-11-20T12:01:00.000Z', '23 h'],
    ['2026-11-20T12:00:00.000Z', '1 day'],
    ['2026-11-11T12:00:00.000Z', '10 days'],
  ])('since %s is %s', (since, said) => {
    expect(formatSpan(since, now)).toBe(said);
  });
});

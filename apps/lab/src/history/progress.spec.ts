import { describe, expect, test } from '@jest/globals';
import { Progress, timeText } from './progress.js';

function watched(isTerminal: boolean, foundDone = 0) {
  let atMs = 0;
  const said: string[] = [];
  const progress = new Progress({ cases: 1_000, foundDone, isTerminal, write: (text) => void said.push(text), now: () => atMs });
  return { said, take: (cases: number, everyMs: number) => { for (let one = 0; one < cases; one += 1) { atMs += everyMs; progress.add(5); } } };
}

describe('the progress of a replay', () => {
  test('in a log: a line every ten seconds, with cases, speed and time left', () => {
    const { said, take } = watched(false);
    take(500, 40);
    expect(said).toEqual(['250 of 1,000 cases, 125 events/s, 30 s left\n', '500 of 1,000 cases, 125 events/s, 20 s left\n']);
  });

  test('on a terminal: one line, drawn anew', () => {
    const { said, take } = watched(true);
    take(10, 100);
    expect(said.length).toBeGreaterThan(2);
    for (const text of said) expect(text).toMatch(/^\r\u001b\[2K\d+ of 1,000 cases, 50 events\/s, \d+ min \d+ s left$/);
  });

  test('what was found done counts as done, not as speed', () => {
    const { said, take } = watched(false, 900);
    take(100, 100);
    expect(said.at(-1)).toBe('1,000 of 1,000 cases, 50 events/s, 0 s left\n');
  });

  test('says times as a person would', () => {
    expect([0.2, 59, 61, 3_600, 7_320].map(timeText)).toEqual(['1 s', '59 s', '1 min 1 s', '1 h 0 min', '2 h 2 min']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { attemptWords, doubtWords, durationWords, healthState, queueWords } from './connection-words.js';
import { stageWords } from './test-words.js';

describe('what a choice means (row:C2 row:C3)', () => {
  it.each([
    [{ honoured: true, lookUpPath: '' }, /made again with the same key/],
    [{ honoured: false, lookUpPath: '/acts/{key}' }, /is asked .* only if it says that it was not/],
    [{ honoured: false, lookUpPath: ' ' }, /never made again by itself/],
  ])('%j', (choice, said) => expect(doubtWords(choice)).toMatch(said));

  it.each([
    ['1', 'It is tried once; then a person has to look.'],
    ['3', 'The last attempt is made 35 seconds after the first, at the latest; then a person has to look.'],
    ['6', 'The last attempt is made 2 minutes after the first, at the latest; then a person has to look.'],
    ['many', 'Then a person has to look.'],
  ])('%s attempts', (attempts, said) => expect(attemptWords(attempts, [5, 30])).toBe(said));

  it.each([[0, '0 seconds'], [1, '1 second'], [90, '90 seconds'], [60, '1 minute'], [7200, '2 hours'], [180_000, '2 days']])('%i seconds are %s', (seconds, said) => expect(durationWords(seconds)).toBe(said));
});

describe('how a connection is doing (row:C3)', () => {
  const open = { pausedAt: null, closedUntil: null, failures: 0, waiting: 0, needy: 0 };
  const at = '2026-11-30T09:00:00.000Z';
  it.each([
    [{}, 'Working'], [{ access: 'not_connected', failures: 1 } as const, 'Not connected yet'], [{ access: 'needs_connecting' } as const, 'Needs connecting again'], [{ access: 'not_connected', pausedAt: at } as const, 'Paused'], [{ failures: 1 }, 'Did not answer the last call'], [{ failures: 4 }, 'Did not answer the last 4 calls'], [{ failures: 5, closedUntil: at }, 'Left alone'], [{ failures: 5, closedUntil: at, pausedAt: at }, 'Paused'],
  ])('%j', (health, said) => expect(healthState({ ...open, ...health }).label).toBe(said));

  it.each([[{ waiting: 0, needy: 0 }, 'Nothing waits'], [{ waiting: 3, needy: 1 }, '3 on the way, 1 needs a person'], [{ waiting: 0, needy: 1000 }, 'more than 999 need a person']])('%j', (counts, said) => expect(queueWords(counts)).toBe(said));
});

describe('how far a test came (row:D1)', () => {
  it.each([
    [{ stage: 'credential', status: null, problem: 'no access token: it answered 401' }, 'Nothing to say who calls with', /^No access token: it answered 401\. Nothing was sent/],
    [{ stage: 'credential', status: null, problem: 'nobody has connected it yet. Press Connect on the page of the connection first' }, 'Not connected yet', /^Nobody has connected it yet\. Press Connect on the page of the connection first\. Nothing was sent\.$/],
    [{ stage: 'refused', status: null, problem: 'x' }, 'This address may not be called', /public address/],
    [{ stage: 'not_reached', status: null, problem: 'ECONNREFUSED' }, 'Not reached', /Nothing was sent/],
    [{ stage: 'unanswered', status: null, problem: 'no answer within 5000 ms' }, 'Reached, and no answer', /^No answer within 5000 ms\. It was connected/],
    [{ stage: 'answered', status: 204, problem: null }, 'Answered 204', /takes what we say of who calls/],
    [{ stage: 'answered', status: 302, problem: null }, 'Answered 302', /never followed/],
    [{ stage: 'answered', status: 401, problem: null }, 'Answered 401', /does not take what we say of who calls/],
    [{ stage: 'answered', status: 404, problem: null }, 'Answered 404', /nothing to get at this path/],
    [{ stage: 'answered', status: 503, problem: null }, 'Answered 503', /problem of its own/],
  ] as const)('%j', (ended, said, meaning) => {
    const words = stageWords(ended);
    expect([words.said, words.meaning]).toEqual([said, expect.stringMatching(meaning)]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { effectStates } from '@countersign/contracts/effects';
import { effectMeaning, effectStatement, scheduleOf } from './effect-words.part.js';

const told = { state: 'wanted', kind: 'http', target: 'Bank', attempts: 0, attemptsMax: 8, lastProblem: null, resolution: null, undoesId: null } as const;

describe('how an effect stands (row:C2 row:C4)', () => {
  it.each([
    [{}, 'It waits to be sent to Bank.'],
    [{ attempts: 2, lastProblem: 'the other system answered 500' }, 'Attempt 2 of 8 came to nothing: the other system answered 500.'],
    [{ attempts: 8, attemptsMax: 16 }, 'It waits to be tried again at Bank.'],
    [{ state: 'running', attempts: 3 }, 'It is being sent to Bank now: attempt 3 of 8.'],
    [{ state: 'succeeded', attempts: 1 }, 'Bank carried it out, after one attempt.'],
    [{ kind: 'notice', state: 'succeeded', target: 'Ada Newman', attempts: 1 }, 'It told Ada Newman.'],
    [{ state: 'failed', attempts: 8, lastProblem: 'the other system answered 422' }, 'It failed for good after 8 attempts: the other system answered 422.'],
    [{ state: 'unknown', attempts: 1, lastProblem: 'A person has to look there.' }, 'Nobody knows whether Bank carried it out: A person has to look there.'],
    [{ state: 'parked', attempts: 1, lastProblem: 'Nothing was sent.' }, 'It was set aside for a person: Nothing was sent.'],
    [{ state: 'parked', kind: 'person', target: '' }, 'A person has to undo it by hand.'],
    [{ state: 'resolved', resolution: 'Paid by hand' }, 'A person said that it is done: Paid by hand.'],
    [{ state: 'skipped', resolution: 'Not wanted any more.' }, 'A person left it out: Not wanted any more.'],
    [{ kind: 'ask', state: 'asked', target: 'Ada', asks: 'Order the badge', attempts: 1 }, 'It waits for Ada: Order the badge'],
    [{ kind: 'ask', state: 'asked', target: 'Ada', attempts: 1 }, 'It waits for Ada.'],
    [{ kind: 'ask', state: 'failed', target: 'Ada', attempts: 1, lastProblem: 'Ada says that it could not be done: none left.' }, 'It was not done: Ada says that it could not be done: none left.'],
    [{ kind: 'ask', target: '' }, 'Nobody was asked yet: its turn comes.'],
    [{ kind: 'ask', target: '', attempts: 1, lastProblem: 'something went wrong' }, 'Nobody could be asked yet: something went wrong.'],
    [{ kind: 'ask', state: 'called_off', target: 'Ada', attempts: 1, lastProblem: 'The request was undone.' }, 'Whoever was asked need not do it any more: The request was undone.'],
    [{ kind: 'ask', state: 'compensated', target: 'Ada', attempts: 1 }, 'It was done by hand, and is undone.'],
    [{ state: 'cancelled' }, 'It was not begun, and will not be.'],
  ] as const)('%j', (change, sentence) => expect(effectStatement({ ...told, ...change })).toBe(sentence));

  it('each state has a meaning of its own', () => {
    expect(new Set(effectStates.map((state) => effectMeaning({ kind: 'http', state }))).size).toBe(effectStates.length);
  });
});

describe('the schedule of an effect (row:C3)', () => {
  const at = '2026-11-30T09:00:00.000Z';
  const made = (count: number) => Array.from({ length: count }, (_, index) => ({ number: index + 1, asked: 'call' as const, startedAt: at, durationMs: 1, status: null, problem: null, request: null, reply: null, drift: null }));
  const states = ({ attempts = 0, ...effect }: Partial<Parameters<typeof scheduleOf>[0]>, before = 0) => scheduleOf({ state: 'wanted', attempts, nextAttemptAt: null, scheduleSeconds: [0, 5, 30], attemptList: made(attempts), ...effect }, before).map((each) => `${each.number} ${each.wasStopped === true ? 'stopped' : each.state}`);

  it.each([
    [{}, 0, ['1 next', '2 ahead', '3 ahead']],
    [{ state: 'running', attempts: 1 }, 0, ['1 under_way', '2 ahead', '3 ahead']],
    [{ attempts: 1, nextAttemptAt: at }, 0, ['1 made', '2 next', '3 ahead']],
    [{ state: 'succeeded', attempts: 2 }, 0, ['1 made', '2 made', '3 not_needed']],
    [{ state: 'failed', attempts: 3 }, 0, ['1 made', '2 made', '3 made']],
    [{ attempts: 3 }, 3, ['4 next', '5 ahead', '6 ahead']],
    [{ state: 'cancelled' }, 0, ['1 not_needed', '2 not_needed', '3 not_needed']],
  ] as const)('of %j, tried again after %i', (effect, before, expected) => expect(states(effect, before)).toEqual(expected));

  it('says of one that something stood against that it was not sent', () => {
    expect(states({ state: 'parked', attempts: 1, attemptList: [] })).toEqual(['1 stopped', '2 not_needed', '3 not_needed']);
  });

  it('says when the next is due, and only of that', () => {
    expect(scheduleOf({ state: 'wanted', attempts: 1, nextAttemptAt: at, scheduleSeconds: [0, 5, 30], attemptList: made(1) }, 0).map((each) => each.at)).toEqual([null, at, null]);
  });
});

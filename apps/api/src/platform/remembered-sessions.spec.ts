import { describe, expect, it } from '@jest/globals';
import { RememberedSessions } from './remembered-sessions.js';

const entry = (sessionId: string) => ({ sessionId, userId: 'u', userName: 'Ada', userEmail: 'ada@example.com', steppedUp: null, member: null });

describe('sessions that a process remembers', () => {
  it('keeps those that were seen last, and no more than it may', () => {
    const sessions = new RememberedSessions(2);
    sessions.remember('a', entry('1'));
    sessions.remember('b', entry('2'));
    expect(sessions.find('a')?.sessionId).toBe('1');
    sessions.remember('c', entry('3'));
    expect([sessions.find('a')?.sessionId, sessions.find('b'), sessions.find('c')?.sessionId]).toEqual(['1', null, '3']);
  });

  it('knows nothing of one that it was told to forget, or never saw', () => {
    const sessions = new RememberedSessions();
    sessions.remember('a', entry('1'));
    sessions.forget('a');
    expect([sessions.find('a'), sessions.find('b')]).toEqual([null, null]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { RememberedSessions } from './remembered-sessions.js';

const token = (text: string) => ({ kind: 'session' as const, token: text });
const entry = (sessionId: string) => ({ sessionId, apiKey: null, userId: 'u', userName: 'Ada', userEmail: 'ada@example.com', steppedUp: null, member: null });

describe('sessions that a process remembers', () => {
  it('keeps those that were seen last, and no more than it may', () => {
    const sessions = new RememberedSessions(2);
    sessions.remember(token('a'), entry('1'));
    sessions.remember(token('b'), entry('2'));
    expect(sessions.find(token('a'))?.sessionId).toBe('1');
    sessions.remember(token('c'), entry('3'));
    expect([sessions.find(token('a'))?.sessionId, sessions.find(token('b')), sessions.find(token('c'))?.sessionId]).toEqual(['1', null, '3']);
  });

  it('tells a session from an API key whose hash reads like its token', () => {
    const sessions = new RememberedSessions();
    const hash = Buffer.alloc(32, 1);
    sessions.remember(token(hash.toString('base64')), entry('1'));
    expect(sessions.find({ kind: 'api_key', hash })).toBeNull();
    sessions.remember({ kind: 'api_key', hash }, entry('2'));
    expect([sessions.find({ kind: 'api_key', hash: Buffer.from(hash) })?.sessionId, sessions.find(token(hash.toString('base64')))?.sessionId]).toEqual(['2', '1']);
  });

  it('knows nothing of one that it was told to forget, or never saw', () => {
    const sessions = new RememberedSessions();
    sessions.remember(token('a'), entry('1'));
    sessions.forget(token('a'));
    expect([sessions.find(token('a')), sessions.find(token('b'))]).toEqual([null, null]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { createFrameStore, type Frame } from './frame-store.js';
import { safePath } from './safe-path.js';

const frame = (asOf: string, inbox: number): Frame => ({ asOf, me: { memberId: 'm', name: 'Mara Oduya', permissions: [] }, tenant: { name: 'Acme' }, nav: { inbox, notifications: 0, effects: 0, places: ['inbox'] }, pictures: {} });

describe('the frame around the screens', () => {
  it('is never set back by an answer that was overtaken', () => {
    const store = createFrameStore();
    store.take(frame('2026-11-21T10:00:01.000Z', 4));
    store.take(frame('2026-11-21T10:00:00.000Z', 5));
    expect(store.read()?.nav.inbox).toBe(4);
  });

  it('keeps the pictures of those whom a newer screen does not name, and lets one’s own go when it is taken away (row:J3)', () => {
    const store = createFrameStore();
    const picture = { id: 'p', path: '/v1/pictures/p', colour: '#112233' };
    store.take({ ...frame('2026-11-21T10:00:00.000Z', 1), pictures: { m: picture, other: picture } });
    store.take(frame('2026-11-21T10:00:01.000Z', 1));
    expect(Object.keys(store.read()?.pictures ?? {})).toEqual(['other']);
  });

  it('tells its readers, and is forgotten with the session', () => {
    const store = createFrameStore();
    let told = 0;
    const stop = store.subscribe(() => void (told += 1));
    store.take(frame('2026-11-21T10:00:00.000Z', 5));
    store.clear();
    stop();
    store.take(frame('2026-11-21T09:00:00.000Z', 1));
    expect(told).toBe(2);
    expect(store.read()?.nav.inbox).toBe(1);
  });
});

describe('where signing in leads', () => {
  it.each(['/requests/1?from=mail', '/submit', '/invitations/abc'])('back to %s', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([undefined, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/sign-in?next=/x', '/sign-up'])('never to %s', (path) => {
    expect(safePath(path)).toBe('/inbox');
  });
});

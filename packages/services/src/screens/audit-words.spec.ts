import { describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { changesOf, didOf, knownActions, readableOf, sentenceOf } from './audit-words.part.js';

/** As the services name what these are about. */
const labelOf = (action: string) => (/^(request|effect|run)\./.test(action) ? 'request 7' : /^workflow\.version_/.test(action) ? 'version 2' : 'Travel');
const entryOf = (action: string, after: unknown = null) => ({ action, after, subject: { kind: 'any', id: '7', label: labelOf(action) } });

describe('an action in words', () => {
  it('is there for every operation that leaves an entry (row:E1)', () => {
    const known = new Set(knownActions.map(({ id }) => id));
    const actions = [...allOperations.values()].flatMap(({ auditAction }) => auditAction ?? []);
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => !known.has(action))).toEqual([]);
    expect(didOf(entryOf('vault.key_rotated'))).toBe('did vault key rotated to Travel');
  });

  it('is a whole sentence in the ledger and in the filter: nothing is left open, nothing is said twice (row:E1)', () => {
    const isStump = (text: string) => /\b(a|an|the|of|to|for|as|from|with|by|their|its|and)$|[:{}]/.test(text);
    const isDoubled = (text: string) => /\b(\w{4,})\b.*\b\1\b/i.test(text) || /\b(a|an|the|their|its) (a|an|the|their|its)\b/.test(text);
    const texts = knownActions.flatMap(({ id, label }) => {
      const [action = '', verdict] = id.split(':');
      return [label, didOf(entryOf(action, verdict === undefined ? null : { verdict }))];
    });
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text) => isStump(text) || isDoubled(text) || !/^[a-z]/.test(text))).toEqual([]);
    expect(['sent an', 'ended a session of their session', 'published of a workflow its', 'failed to sign in to:'].filter((broken) => !isStump(broken) && !isDoubled(broken))).toEqual([]);
  });

  it('has a label of its own for each action', () => {
    const labels = knownActions.map(({ label }) => label);
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
  });

  it.each([['approve', 'approved request 7'], ['reject', 'rejected request 7'], ['request_changes', 'requested changes to request 7']])('says what a decision was: %s', (verdict, text) => expect(didOf(entryOf('request.decided', { verdict }))).toBe(text));

  it('names the step of an effect, whatever it is called', () => {
    expect([didOf({ ...entryOf('effect.succeeded'), stepName: 'Pay $& the {subject}' }), didOf(entryOf('effect.succeeded'))]).toEqual(['carried out “Pay $& the {subject}” of request 7', 'carried out an effect of request 7']);
  });

  it('names who acted and who it is about, as people do', () => {
    const at = '2026-11-21T10:00:00.000Z';
    const entry = { id: 'e', at, action: 'profile.copied', actor: { kind: 'job' as const, memberId: null, apiKeyId: null, name: 'profiles' }, subject: { kind: 'member', id: 'm', label: 'member' }, reason: null, channel: 'job' as const, causeId: null, traceId: null, before: null, after: null, leaf: '0' };
    expect(sentenceOf(readableOf(entry, new Map([['m', 'Jun Ito']])))).toBe('The worker copied a changed name or picture to Jun Ito');
    const message = { ...entry, action: 'inbound_message.received', actor: { ...entry.actor, kind: 'system' as const, name: 'system' }, subject: { kind: 'inbound_message', id: 'i', label: 'm1' }, sourceName: 'Shop' };
    expect(sentenceOf(readableOf(message, new Map()))).toBe('Shop sent the message m1');
    expect(sentenceOf(readableOf(entry, new Map()))).toBe('The worker copied a changed name or picture to a member');
  });
});

describe('what an act changed', () => {
  it('is shown value by value, what it came to first and digests last, and what stayed is left out (row:E1)', () => {
    expect(changesOf({ before: { status: 'open', revision: '1', roleIds: ['a'], kept: { same: 'x' } }, after: { status: 'withdrawn', revision: '1', roleIds: ['a', 'b'], kept: { same: 'x', more: true } } })).toEqual([
      { field: 'status', before: 'open', after: 'withdrawn' },
      { field: 'kept.more', before: null, after: 'true' },
      { field: 'roleIds', before: 'a', after: 'a, b' },
    ]);
    expect(changesOf({ before: null, after: { status: 'open' } })).toEqual([{ field: 'status', before: null, after: 'open' }]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
    expect(changesOf({ before: null, after: { aDigest: 'f0', step: 'Finance', status: 'open', verdict: 'approve' } }).map(({ field }) => field)).toEqual(['verdict', 'status', 'step', 'aDigest']);
  });
});

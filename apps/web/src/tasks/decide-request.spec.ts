import { NoAnswer, RefusedByServer, type Client } from '@countersign/client';
import type { RefusalCode } from '@countersign/contracts/platform';
import type { RequestSheet } from '@countersign/contracts/screens';
import { describe, expect, it } from '@jest/globals';
import { createOutbox } from '../platform/outbox/outbox.js';
import { createDecisions, type SignedDecision } from './decide-request.mutation.js';

const decision: SignedDecision = {
  taskId: 't1', requestId: 'r1', requestNumber: 1182, title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' }, label: 'Approve €12,400.00',
  body: { verdict: 'approve', revisionDigest: 'a'.repeat(64), consequencesDigest: 'b'.repeat(64), reason: null },
};
const seen = { stateLine: 'as it was seen' } as RequestSheet;
const refusal = (code: RefusalCode) => new RefusedByServer(code, { title: code }, undefined);

function memory() {
  const values = new Map<string, string>();
  return { getItem: (name: string) => values.get(name) ?? null, setItem: (name: string, value: string) => void values.set(name, value) };
}

/** Decisions against a server that gives these answers in turn; a function throws or returns. */
function world(answers: (() => unknown)[], storage = memory(), isOnline = true) {
  const calls: { key: string | undefined; body: unknown }[] = [];
  const answered: string[] = [];
  const said: string[] = [];
  let signedOut = 0;
  const call = async (_: unknown, input: { body?: unknown }, options?: { idempotencyKey?: string }) => {
    calls.push({ key: options?.idempotencyKey, body: input.body });
    await Promise.resolve();
    return (answers.shift() ?? (() => new Promise(() => {})))();
  };
  let keys = 0;
  const outbox = createOutbox<SignedDecision>(storage, 'decisions');
  const decisions = createDecisions({
    client: { call } as unknown as Client, outbox, isOnline: () => isOnline, newKey: () => `key-${(keys += 1)}`, now: () => '2026-11-21T10:00:00.000Z',
    onAnswer: (id, outcome) => void answered.push(`${id} ${outcome}`), onSignedOut: () => void (signedOut += 1), say: (sentence) => void said.push(sentence),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { decisions, calls, answered, said, settle, signedOut: () => signedOut, storage };
}

describe('a decision on its way', () => {
  it('is sending until the receipt is there, then recorded; no word says more before', async () => {
    const { decisions, calls, answered, said, settle } = world([() => ({ receipt: { entryId: 'e1', leaf: 'c'.repeat(64) } })]);
    decisions.sign('mara', decision, seen);
    expect(decisions.view().unanswered).toMatchObject([{ state: 'sending', memberId: 'mara' }]);
    expect(decisions.view().recorded).toEqual([]);
    expect(said.join()).not.toMatch(/recorded|approved/i);
    await settle();
    expect(decisions.view()).toMatchObject({ unanswered: [], recorded: [{ taskId: 't1', memberId: 'mara', reply: { receipt: { entryId: 'e1' } } }] });
    expect(calls).toEqual([{ key: 'key-1', body: decision.body }]);
    expect(answered).toEqual(['r1 recorded']);
    expect(said.at(-1)).toBe('Recorded: you approved €12,400.00 on request 1182.');
  });

  it('is sent once however often it is signed while it is under way', async () => {
    const { decisions, calls, settle } = world([]);
    decisions.sign('mara', decision, seen);
    decisions.sign('mara', decision, seen);
    await settle();
    expect(calls).toHaveLength(1);
  });

  it.each([['silence', new NoAnswer('There was no answer.')], ['"not now"', refusal('unavailable')], ['"slower"', refusal('rate_limited')]])('stays as not sent after %s, and is sent again with its key, after a reload too', async (_, error) => {
    const fails = () => { throw error; };
    const first = world([fails]);
    first.decisions.sign('mara', decision, seen);
    await first.settle();
    expect(first.decisions.view().unanswered).toMatchObject([{ state: 'unsent', key: 'key-1' }]);
    const later = world([() => ({ receipt: {} })], first.storage);
    later.decisions.retry('key-1');
    expect(later.decisions.view().unanswered).toMatchObject([{ state: 'sending' }]);
    await later.settle();
    expect(later.calls).toEqual([{ key: 'key-1', body: decision.body }]);
    expect(later.decisions.view().recorded).toHaveLength(1);
  });

  it.each([['revision_superseded', 'changed'], ['consequences_changed', 'changed'], ['task_closed', 'taken'], ['already_decided', 'taken'], ['not_a_candidate', 'refused'], ['reason_required', 'refused']] as const)('after %s nothing is recorded or left to send, and the typed reason is kept', async (code, kind) => {
    const { decisions, answered, said, settle } = world([() => { throw refusal(code); }]);
    decisions.keepReason('r1', 'Too dear for one evening');
    decisions.sign('mara', decision, seen);
    await settle();
    expect(decisions.view().unanswered).toEqual([]);
    expect(decisions.view().recorded).toEqual([]);
    expect(decisions.view().setbacks.get('r1')).toMatchObject({ kind, seen, taskId: 't1' });
    expect(decisions.reasonOf('r1')).toBe('Too dear for one evening');
    expect(answered).toEqual([`r1 ${kind}`]);
    expect(said.at(-1)).toMatch(/ Nothing was recorded\.$/);
  });

  it('waits, unsent, while the person signs in again', async () => {
    const { decisions, settle, signedOut } = world([() => { throw refusal('not_signed_in'); }]);
    decisions.sign('mara', decision, seen);
    await settle();
    expect(decisions.view().unanswered).toMatchObject([{ state: 'unsent', why: 'You were signed out before it was sent.' }]);
    expect(signedOut()).toBe(1);
  });

  it('stays with its key where it asks for a second factor, and is sent by it once that is proved (row:A11)', async () => {
    const { decisions, calls, settle } = world([() => { throw refusal('step_up_required'); }, () => ({ receipt: {} })]);
    decisions.sign('mara', decision, seen);
    await settle();
    expect(decisions.view().unanswered).toMatchObject([{ state: 'unsent', outcome: 'asks_proof', key: 'key-1' }]);
    expect(decisions.view().setbacks.size).toBe(0);
    decisions.retry('key-1');
    await settle();
    expect(calls.map(({ key }) => key)).toEqual(['key-1', 'key-1']);
    expect(decisions.view().recorded).toHaveLength(1);
  });

  it('is known not to be sent without a network, and unknown where the answer was lost', async () => {
    const silent = () => { throw new NoAnswer('There was no answer. It is not known.'); };
    for (const [isOnline, kept] of [[false, { outcome: 'no_network', why: 'There is no network.' }], [true, { outcome: 'unknown', why: 'There was no answer. It is not known.' }]] as const) {
      const { decisions, settle, said } = world([silent], memory(), isOnline);
      decisions.sign('mara', decision, seen);
      await settle();
      expect(decisions.view().unanswered).toMatchObject([{ state: 'unsent', ...kept }]);
      expect(said.at(-1)).toMatch(isOnline ? /^No answer: / : /^Not sent: /);
    }
  });

  it('takes a new key when it is signed again after a setback', async () => {
    const { decisions, calls, settle } = world([() => { throw refusal('consequences_changed'); }, () => ({ receipt: {} })]);
    decisions.sign('mara', decision, seen);
    await settle();
    decisions.sign('mara', decision, seen);
    await settle();
    expect(calls.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
    expect(decisions.view().setbacks.size).toBe(0);
  });
});

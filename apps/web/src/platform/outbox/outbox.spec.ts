import { describe, expect, it } from '@jest/globals';
import { createOutbox } from './outbox.js';

function memory(start?: string) {
  const values = new Map<string, string>(start === undefined ? [] : [['box', start]]);
  return { getItem: (name: string) => values.get(name) ?? null, setItem: (name: string, value: string) => void values.set(name, value) };
}
const entry = (key: string, memberId = 'mara') => ({ key, memberId, at: '2026-11-21T10:00:00.000Z', payload: { verdict: 'approve' } });

describe('the outbox', () => {
  it('shows as sending what this page has under way, until it is answered', () => {
    const box = createOutbox<{ verdict: string }>(memory(), 'box');
    box.add(entry('k1'));
    expect(box.list()).toMatchObject([{ key: 'k1', state: 'sending', why: null }]);
    box.settle('k1');
    expect(box.list()).toEqual([]);
  });

  it('shows as not sent, with the same key, what a closed page left behind', () => {
    const storage = memory();
    createOutbox<{ verdict: string }>(storage, 'box').add(entry('k1'));
    const afterReload = createOutbox<{ verdict: string }>(storage, 'box');
    expect(afterReload.list()).toMatchObject([{ key: 'k1', state: 'unsent', memberId: 'mara', payload: { verdict: 'approve' } }]);
    afterReload.resume('k1');
    expect(afterReload.list()).toMatchObject([{ key: 'k1', state: 'sending' }]);
  });

  it('says why nothing came back, across a reload too', () => {
    const storage = memory();
    const box = createOutbox<{ verdict: string }>(storage, 'box');
    box.add(entry('k1'));
    box.fail('k1', 'There was no answer.', 'unknown');
    for (const seen of [box, createOutbox<{ verdict: string }>(storage, 'box')]) expect(seen.list()).toMatchObject([{ state: 'unsent', why: 'There was no answer.' }]);
  });

  it('does not bring back what another tab has settled, and does not lose what it has added', () => {
    const storage = memory();
    const [here, there] = [createOutbox<{ verdict: string }>(storage, 'box'), createOutbox<{ verdict: string }>(storage, 'box')];
    here.add(entry('k1'));
    here.fail('k1', 'x', 'unknown');
    there.reload();
    there.resume('k1');
    there.settle('k1');
    here.add(entry('k2'));
    there.reload();
    expect(there.list().map(({ key }) => key)).toEqual(['k2']);
    expect(here.list().map(({ key }) => key)).toEqual(['k2']);
  });

  it('goes on in memory where nothing can be written, and past what it cannot read', () => {
    const refusing = { getItem: () => 'not json', setItem: () => { throw new Error('full'); } };
    const box = createOutbox<{ verdict: string }>(refusing, 'box');
    box.add(entry('k1'));
    expect(box.list()).toMatchObject([{ key: 'k1', state: 'sending' }]);
    expect(createOutbox(memory('[1, {"key": 2}]'), 'box').list()).toEqual([]);
  });
});

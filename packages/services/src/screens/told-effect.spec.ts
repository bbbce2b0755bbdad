import { describe, expect, it } from '@jest/globals';
import type { EffectRow, RequestHistory } from '@countersign/database/requests';
import { effectLine, effectOfStep } from './told-effect.part.js';
import { undoneText } from './undoing-words.part.js';

const paid: EffectRow = { id: 'pay', stepId: 'pay', stepName: 'Pay', kind: 'http', undoesId: null, resolution: null, resolvedBy: null, asks: null, event: 'POST /payments', target: 'Bank', waitsFor: null, state: 'succeeded', attempts: 1, nextAttemptAt: null, lastProblem: null, wantedAt: '2026-12-01T10:00:00Z', endedAt: '2026-12-01T10:01:00Z' };
const undo: EffectRow = { ...paid, id: 'undo', stepName: 'Undo Pay', undoesId: 'pay', event: 'POST /payments/cancel', wantedAt: '2026-12-01T11:00:00Z', endedAt: '2026-12-01T11:01:00Z' };
const byPerson = { kind: 'person', event: '', target: '', state: 'parked', endedAt: null, lastProblem: 'This cannot be undone from here. A person has to, and says so.' };
const wanted = (how: unknown, stepId = 'pay') => ({ at: '2026-12-01T11:00:00Z', fact: { kind: 'compensation_wanted', stepId, how } });

const wayOf = (effect: Partial<EffectRow>, undoing: Partial<EffectRow> | null = null, facts: RequestHistory['facts'] = []) => {
  const told = effectOfStep({ effects: [{ ...paid, ...effect }, ...(undoing === null ? [] : [{ ...undo, ...undoing }])], facts }, 'pay');
  return told && [told.state, told.effect.word, told.effect.text, told.effect.note];
};

describe('what the way of a request says of an effect (row:A2 row:A7)', () => {
  it.each([
    [{}, ['done', 'done', 'Delivered to Bank', null]],
    [{ attempts: 3 }, ['done', 'done', 'Delivered to Bank after 3 attempts', null]],
    [{ kind: 'notice', target: 'Ada Newman' }, ['done', 'done', 'Told Ada Newman', null]],
    [{ state: 'wanted', attempts: 0 }, ['current', 'now', 'On its way to Bank', null]],
    [{ state: 'wanted', attempts: 0, waitsFor: 'Reserve' }, ['current', 'waits', 'Waits for Reserve', null]],
    [{ state: 'wanted', attempts: 2, lastProblem: 'the other system answered 503' }, ['current', 'now', '2 attempts failed', 'the other system answered 503']],
    [{ state: 'failed', lastProblem: 'the other system answered 400' }, ['stopped', 'stopped', 'Not delivered to Bank', 'the other system answered 400']],
    [{ state: 'given_up', lastProblem: 'the other system answered 400' }, ['stopped', 'given up', 'Not carried out', 'the other system answered 400']],
    [{ state: 'called_off', lastProblem: '“Order” failed for good before this was carried out.' }, ['skipped', 'called off', 'Not carried out any more', '“Order” failed for good before this was carried out.']],
    [{ state: 'skipped', resolution: 'Not wanted' }, ['skipped', 'left out', 'Left out', 'Not wanted']],
    [{ state: 'resolved', resolution: 'Paid by hand' }, ['done', 'done', 'Done by hand', 'Paid by hand']],
    [{ kind: 'ask', target: 'Ada', asks: 'Order the badge', state: 'asked' }, ['current', 'asked', 'Waits for Ada', 'Order the badge']],
    [{ kind: 'ask', target: '', asks: 'Order the badge', state: 'wanted', attempts: 0 }, ['current', 'now', 'Somebody is about to be asked', 'Order the badge']],
    [{ kind: 'ask', target: 'Ada', state: 'failed', lastProblem: 'Ada says that it could not be done: none left' }, ['stopped', 'stopped', 'Not done', 'Ada says that it could not be done: none left']],
    [{ kind: 'ask', target: 'Ada', state: 'resolved', resolvedBy: 'Ada', resolution: 'Badge 7' }, ['done', 'done', 'Done, as Ada says', 'Badge 7']],
    [{ state: 'unknown', lastProblem: 'no answer' }, ['stopped', 'nobody knows', 'May have been delivered to Bank; nobody knows', 'no answer']],
  ] as const)('%j', (effect, way) => expect(wayOf(effect)).toEqual(way));

  it.each([
    [{ state: 'compensating' }, { state: 'running', endedAt: null }, ['current', 'being undone', 'Delivered to Bank, and is being undone', null]],
    [{}, { state: 'wanted', endedAt: null, attempts: 0, waitsFor: 'Undo Order' }, ['current', 'being undone', 'Delivered to Bank, and is being undone, after Undo Order', null]],
    [{ state: 'compensated' }, {}, ['skipped', 'undone', 'Delivered to Bank, and undone by POST /payments/cancel at Bank', null]],
    [{}, byPerson, ['stopped', 'waits for a person', 'Delivered to Bank; a person has to undo it, and say so', null]],
    [{}, { state: 'failed', lastProblem: 'the other system answered 410' }, ['stopped', 'waits for a person', 'Delivered to Bank; it could not be undone, and waits for a person', 'the other system answered 410']],
    [{}, { ...byPerson, state: 'resolved', resolution: 'They sent it back' }, ['skipped', 'undone', 'Delivered to Bank, and undone by hand', 'They sent it back']],
    [{}, { state: 'skipped', resolution: 'Too late' }, ['done', 'stays', 'Delivered to Bank, and stays as it is: somebody left out what undoes it', 'Too late']],
  ] as const)('%j, undone by %j', (effect, undoing, way) => expect(wayOf(effect, undoing)).toEqual(way));

  it('says that it stays where its workflow says that nothing undoes it, and nothing of a step that wanted none', () => {
    expect(wayOf({ kind: 'notice', target: 'Ada' }, null, [wanted('nothing')])).toEqual(['done', 'stays', 'Told Ada, and stays as it is', null]);
    expect(effectOfStep({ effects: [], facts: [] }, 'pay')).toBeUndefined();
  });

  it('keeps what was done in the ledger as it was, whatever is undone of it', () => {
    expect(effectLine({ ...paid, state: 'compensated' })).toMatchObject({ what: 'delivered to Bank', note: null });
    expect(effectLine({ ...undo, ...byPerson })).toMatchObject({ what: 'waits for a person' });
  });
});

describe('how far undoing has come, in a sentence (row:A6)', () => {
  const of = (name: string, state: string | null): EffectRow[] => [{ ...paid, id: name, stepId: name, stepName: name }, ...(state === null ? [] : [{ ...undo, stepId: name, state, undoesId: name }])];
  it('names who waits for a person apart from what is undone, still to be undone, and left', () => {
    const effects = [...of('Pay', 'wanted'), ...of('Order', 'parked'), ...of('Hook', 'succeeded'), ...of('Tell', null)];
    expect(undoneText({ effects, facts: [wanted('nothing', 'Tell'), wanted('person', 'Order'), wanted({}, 'Hook'), wanted({}, 'Pay')] })).toBe('Pay is to be undone still, Hook is undone, Order waits for a person, Tell is left as it is');
    expect(undoneText({ effects, facts: [] })).toBeNull();
  });
});

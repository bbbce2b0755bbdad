import { describe, expect, test } from '@jest/globals';
import { approval, definitionOf, effect, end, refusal, Trial, wait } from '../trials/trial.js';
import type { EffectStep, Step } from '../definition/definition.js';
import { pathOfRun } from '../state/path-of-run.js';
import type { EffectStanding } from './command.js';

const standings = (of: Readonly<Record<string, EffectStanding['is']>>): EffectStanding[] => Object.entries(of).map(([stepId, is]) => ({ stepId, is }));
const said = (trial: Trial) => trial.lastFacts.map(({ at: _at, kind, ...fact }) => [kind, ...('stepId' in fact ? [fact.stepId] : []), ...('because' in fact ? [fact.because] : []), ...('as' in fact ? [fact.as] : [])].join(' '));

function acting(...steps: Step[]): Trial {
  const trial = new Trial(definitionOf(approval('one'), ...steps));
  trial.sign('ann');
  return trial;
}
const three = (more: Partial<EffectStep> = {}) => acting(effect('reserve'), effect('pay', { onReverse: 'person' }), effect('send', { onFailure: 'compensate' }), effect('tell', more));
const fail = (trial: Trial, of: Parameters<typeof standings>[0], stepId = 'send') => trial.send({ kind: 'compensate', stepId, effects: standings(of) });

describe('an effect that fails for good whose step says so (row:C4 row:A6)', () => {
  test('has what was carried out undone, the last first, and nothing more begun', () => {
    const trial = three();
    fail(trial, { reserve: 'done', pay: 'done', send: 'not_done', tell: 'not_begun' });
    expect(said(trial)).toEqual(['compensation_begun send', 'effect_let_go send not_done', 'effect_let_go tell not_begun', 'compensation_wanted pay', 'compensation_wanted reserve', 'ended']);
    expect(trial.lastFacts.flatMap((fact) => (fact.kind === 'compensation_wanted' ? [fact.how] : []))).toEqual(['person', effect('reserve').onReverse]);
    expect(trial.state).toMatchObject({ status: 'reversed', effectStepIds: [], compensation: { stepId: 'send', state: 'compensating', leftStepIds: ['pay', 'reserve'] } });
    expect(trial.lastFacts[0]).toStrictEqual({ kind: 'compensation_begun', stepId: 'send', at: trial.world.now });
  });

  test('waits for what is under way: only then is it known whether there is something to undo', () => {
    const trial = three();
    fail(trial, { reserve: 'done', pay: 'under_way', send: 'not_done', tell: 'not_begun' });
    expect(said(trial)).toEqual(['compensation_begun send', 'effect_let_go send not_done', 'effect_let_go tell not_begun']);
    expect(trial.state).toMatchObject({ status: 'approved', effectStepIds: ['reserve', 'pay'], compensation: { state: 'waiting', leftStepIds: [] } });
    // What nothing is said of is under way.
    trial.send({ kind: 'effects_ended', effects: standings({ reserve: 'done' }) });
    expect(said(trial)).toEqual([]);
    trial.send({ kind: 'effects_ended', effects: standings({ reserve: 'done', pay: 'not_done' }) });
    expect(said(trial)).toEqual(['effect_let_go pay not_done', 'compensation_wanted reserve', 'ended']);
    expect(trial.send({ kind: 'effects_ended', effects: [] })).toEqual(refusal('not_waiting'));
  });

  test('ends at once where nothing was carried out, or nothing has to be undone, and says which', () => {
    const none = three();
    fail(none, { reserve: 'not_done', pay: 'not_begun', send: 'not_done', tell: 'not_begun' });
    expect(said(none).slice(-2)).toEqual(['ended', 'compensated']);
    const left = acting(effect('told', { onReverse: 'nothing' }), effect('send', { onFailure: 'compensate' }));
    fail(left, { told: 'done', send: 'not_done' });
    expect(said(left)).toEqual(['compensation_begun send', 'effect_let_go send not_done', 'compensation_wanted told', 'ended', 'compensated']);
    for (const trial of [none, left]) expect(trial.state).toMatchObject({ status: 'reversed', effectStepIds: [], compensation: { state: 'compensated', leftStepIds: [] } });
  });

  test('stops a run that waits between its effects, for ever', () => {
    const trial = acting(effect('pay'), effect('send', { onFailure: 'compensate' }), wait('w'), effect('later'));
    fail(trial, { pay: 'under_way', send: 'not_done' });
    expect(trial.state).toMatchObject({ status: 'open', waits: [] });
    expect(trial.send({ kind: 'end_wait', stepId: 'w' })).toEqual(refusal('not_waiting'));
    trial.send({ kind: 'resolve_again' });
    expect(trial.lastFacts).toEqual([]);
    trial.send({ kind: 'effects_ended', effects: standings({ pay: 'done' }) });
    expect(trial.state).toMatchObject({ status: 'reversed', waits: [] });
  });
});

describe('a run whose effects are being undone', () => {
  test('is neither moved nor revised: its effects have begun', () => {
    const trial = acting(effect('pay'), effect('send', { onFailure: 'compensate' }), wait('w'), effect('later'));
    fail(trial, { pay: 'under_way', send: 'not_done' });
    expect(trial.migrate(trial.definition)).toMatchObject(refusal('cannot_move'));
    expect(trial.revise(2)).toEqual(refusal('effects_under_way'));
  });

  test('keeps its way as it was', () => {
    const trial = three();
    const before = pathOfRun(trial.facts).steps;
    fail(trial, { reserve: 'done', pay: 'done', send: 'not_done', tell: 'not_begun' });
    for (const stepId of ['pay', 'reserve']) trial.send({ kind: 'compensation_ended', stepId, as: 'undone' });
    expect(trial.lastKinds).toEqual(['compensation_ended', 'compensated']);
    expect([...pathOfRun(trial.facts).steps]).toEqual([...before]);
  });
});

describe('what undoes it', () => {
  test('is counted once, by its end, until nothing is left', () => {
    const trial = three();
    fail(trial, { reserve: 'done', pay: 'done', send: 'not_done', tell: 'not_begun' });
    trial.send({ kind: 'compensation_ended', stepId: 'pay', as: 'by_hand' });
    expect([said(trial), trial.state?.compensation?.state]).toEqual([['compensation_ended pay by_hand'], 'compensating']);
    for (const stepId of ['pay', 'send', 'tell']) expect(trial.send({ kind: 'compensation_ended', stepId, as: 'undone' })).toEqual(refusal('not_waiting'));
    trial.send({ kind: 'compensation_ended', stepId: 'reserve', as: 'undone' });
    expect(said(trial)).toEqual(['compensation_ended reserve undone', 'compensated']);
    expect(trial.send({ kind: 'compensation_ended', stepId: 'reserve', as: 'undone' })).toEqual(refusal('not_waiting'));
  });

  test('is nothing where nothing is undone', () => expect(three().send({ kind: 'compensation_ended', stepId: 'pay', as: 'undone' })).toEqual(refusal('not_waiting')));

  test('goes on where somebody undoes all of it while it waits', () => {
    const trial = three();
    fail(trial, { reserve: 'done', pay: 'under_way', send: 'not_done', tell: 'not_begun' });
    trial.send({ kind: 'reverse', memberId: 'ada', reason: 'at once', outcome: 'rejected' });
    expect(trial.state).toMatchObject({ status: 'rejected', compensation: { state: 'compensating', leftStepIds: ['pay', 'reserve'] } });
  });
});

describe('somebody who has it undone', () => {
  const decide = (trial: Trial, reason = 'the vendor is closed', stepId = 'pay') => trial.send({ kind: 'compensate', stepId, memberId: 'ada', reason, effects: standings({ reserve: 'done', pay: 'done', send: 'not_done', tell: 'not_done' }) });

  test('says so, and why', () => {
    const trial = three();
    decide(trial);
    expect(trial.lastFacts[0]).toEqual({ kind: 'compensation_begun', stepId: 'pay', byMemberId: 'ada', reason: 'the vendor is closed', at: trial.world.now });
    expect(trial.state).toMatchObject({ status: 'reversed', compensation: { stepId: 'pay', leftStepIds: ['pay', 'reserve'] } });
    expect(decide(trial)).toEqual(refusal('not_waiting'));
  });

  test('is refused without a reason, of a step whose effect is not wanted, and where nothing was approved', () => {
    expect(decide(three(), ' ')).toEqual(refusal('reason_required'));
    expect(three().send({ kind: 'compensate', stepId: 'pay', memberId: 'ada', effects: [] })).toEqual(refusal('reason_required'));
    expect(decide(three(), 'why', 'one')).toEqual(refusal('not_approved'));
    expect(decide(new Trial(definitionOf(approval('one'), effect('pay'))))).toEqual(refusal('not_approved'));
    const reversed = three();
    reversed.send({ kind: 'reverse', memberId: 'ada', reason: 'a duplicate', outcome: 'reversed' });
    expect(decide(reversed)).toEqual(refusal('not_approved'));
    const rejected = acting(effect('pay'), end('no', 'rejected'));
    expect([rejected.state?.status, decide(rejected)]).toEqual(['rejected', refusal('not_approved')]);
  });
});

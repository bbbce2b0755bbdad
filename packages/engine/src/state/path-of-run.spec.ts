import { describe, expect, test } from '@jest/globals';
import { pathOfRun, type Fact, type FactBody, type Step } from '../index.js';
import { approval, condition, definitionOf, effect, parallel, people, Trial, wait, type Surroundings } from '../trials/trial.js';

const definition = definitionOf(approval('one'), approval('big', { when: 'amount > 5000' }), approval('two'), effect('pay'));
type Act = (trial: Trial) => unknown;

/** Every fact of a run whose commands came a minute apart. */
function run(acts: readonly (Act | [Surroundings, Act])[], { steps = definition.steps, ...first }: Surroundings & { readonly steps?: readonly Step[] } = {}): Fact[] {
  const around = (surroundings: Surroundings, minute: number): Surroundings => ({ conditions: { 'amount > 5000': false }, ...surroundings, now: `minute ${minute}` });
  const trial = new Trial(definitionOf(...steps), around(first, 0));
  acts.forEach((act, index) => {
    const [surroundings, send] = Array.isArray(act) ? act : [{}, act];
    send(trial.around(around(surroundings, index + 1)));
  });
  return trial.facts;
}
const sign: Act = (trial) => trial.sign('ann');
const signAt = (at: string, memberId = 'ann'): Act => (trial) => trial.sign(memberId, { at });
const nothing = { condition: null, reachedAt: null, closedAt: null, branchId: null, decisions: [] };

describe('the path of a run', () => {
  test('says of a step that was signed when it was asked, who signed, and when it was done', () => {
    expect(pathOfRun(run([sign])).steps.get('one')).toMatchObject({ condition: null, reachedAt: 'minute 0', closedAt: 'minute 1', decisions: [{ memberId: 'ann', verdict: 'approve', at: 'minute 1' }] });
  });

  test('says of a step that was skipped which condition was false, and of what', () => {
    expect(pathOfRun(run([sign])).steps.get('big')).toEqual({
      ...nothing, reachedAt: 'minute 1', condition: { at: 'minute 1', kind: 'condition_evaluated', stepId: 'big', source: 'amount > 5000', inputs: { 'request.days': 3 }, result: false },
    });
  });

  test('takes from a step with a signature that was taken back what is said to be void, and no more', () => {
    const decided = (stepId: string): Fact => ({ at: 'then', kind: 'decided', number: 1, stepId, memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null });
    const revoked: Fact = { at: 'later', kind: 'decision_revoked', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', reason: 'a slip', reopenedStepIds: ['one', 'two', 'three', 'four'] };
    const { steps } = pathOfRun([...run([]).slice(0, 1), decided('one'), decided('two'), revoked]);
    expect([...steps]).toEqual([['two', { ...nothing, decisions: [decided('two')] }]]);
    const told = { ...revoked, voided: ['three', 'four'].map((stepId) => ({ stepId, memberId: 'ann', fields: [] })) };
    const facts = ['one', 'two', 'three', 'four'].map(decided);
    expect([...pathOfRun([...run([]).slice(0, 1), ...facts, told]).steps.keys()]).toEqual(['two']);
  });

  test('says nothing of what is of no step, and goes on past a signature that serves another', () => {
    const steps = [approval('one'), approval('two', { servedBy: ['one'] }), effect('pay')];
    const undo: Act = (trial) => trial.send({ kind: 'reverse', memberId: 'ada', reason: 'why', outcome: 'reversed' });
    const path = pathOfRun(run([sign, undo], { steps })).steps;
    expect([...path.keys()]).toStrictEqual(['one', 'two', 'pay']);
    expect(path.get('two')).toMatchObject({ reachedAt: 'minute 1', closedAt: 'minute 1' });
  });

  test('goes on past those who were added to a step and are asked no more', () => {
    const add: Act = (trial) => trial.send({ kind: 'add_signer', memberId: 'ada', taskNumber: 1, signer: { memberId: 'cyd', because: 'was added' }, reason: 'why' });
    const remove: Act = (trial) => trial.send({ kind: 'remove_signer', memberId: 'ada', stepId: 'one', signerId: 'cyd', reason: 'why not' });
    expect(pathOfRun(run([add])).steps.get('one')).toEqual({ ...nothing, reachedAt: 'minute 0' });
    expect(pathOfRun(run([add, remove])).steps.get('one')).toEqual({ ...nothing, reachedAt: 'minute 0' });
    expect(pathOfRun(run([add, remove, sign])).steps.get('one')).toMatchObject({ reachedAt: 'minute 0', closedAt: 'minute 3', decisions: [{ memberId: 'ann' }] });
  });

  test('invents no condition for a step whose evaluation was not recorded', () => {
    const facts = run([sign]).filter(({ kind }) => kind !== 'condition_evaluated');
    expect(pathOfRun(facts).steps.get('big')).toMatchObject({ condition: null, reachedAt: 'minute 1' });
  });

  test('says nothing of a step that the run has not come to, and of the open one that it is open', () => {
    const { steps } = pathOfRun(run([[{ conditions: { 'amount > 5000': true } }, sign]]));
    expect([...steps.keys()]).toEqual(['one', 'big']);
    expect(steps.get('big')).toMatchObject({ condition: { result: true }, reachedAt: 'minute 1', closedAt: null, decisions: [] });
  });

  test('says when an effect was wanted', () => {
    expect(pathOfRun(run([sign, sign])).steps.get('pay')).toEqual({ ...nothing, reachedAt: 'minute 2' });
  });

  test('says when a step was come to that nobody could sign, and then when somebody could', () => {
    expect(pathOfRun(run([], { candidates: { one: [] } })).steps.get('one')).toEqual({ ...nothing, reachedAt: 'minute 0' });
    const resumed = run([(trial) => trial.send({ kind: 'resolve_again' })], { candidates: { one: [] } });
    expect(pathOfRun(resumed).steps.get('one')).toMatchObject({ reachedAt: 'minute 1', closedAt: null });
  });

  test('says which branch was taken, when what it holds was done, and how long was waited', () => {
    const steps = [condition('which', { yes: [approval('a')] }), parallel('both', 'all', [approval('b')], [wait('w')]), approval('last')];
    const { steps: path } = pathOfRun(run([sign, signAt('b'), (trial) => trial.send({ kind: 'end_wait', stepId: 'w' })], { steps, conditions: { yes: true } }));
    expect(path.get('which')).toMatchObject({ branchId: 'yes', reachedAt: 'minute 0', closedAt: 'minute 1' });
    expect(path.get('both')).toMatchObject({ branchId: 'all', reachedAt: 'minute 1', closedAt: 'minute 3' });
    expect(path.get('w')).toMatchObject({ reachedAt: 'minute 1', closedAt: 'minute 3' });
  });

  test('says of a step that was let go when that was', () => {
    const steps = [parallel('both', 1, [approval('a')], [approval('b')], [approval('c')]), approval('last')];
    const { steps: path } = pathOfRun(run([signAt('a')], { steps, candidates: { b: [] } }));
    for (const id of ['b', 'c']) expect(path.get(id)).toMatchObject({ reachedAt: 'minute 0', closedAt: 'minute 1', decisions: [] });
  });

  test('keeps a rejection and its reason with the step that returned the request', () => {
    expect(pathOfRun(run([(trial) => trial.reject('ann')])).steps.get('one')).toMatchObject({ closedAt: 'minute 1', decisions: [{ verdict: 'reject', reason: 'no' }] });
  });

  test('does not change by others being asked, nor by a task running out of time but that it is closed', () => {
    const before = pathOfRun(run([])).steps.get('one');
    expect(pathOfRun(run([(trial) => trial.send({ kind: 'reassign', memberId: 'ada', taskNumber: 1, reason: 'ill', to: people('cyd'), instead: false })])).steps.get('one')).toEqual(before);
    const steps = [approval('one', { due: { hours: 1 }, onOverdue: { after: { hours: 1 }, then: 'return' } })];
    expect(pathOfRun(run([(trial) => trial.send({ kind: 'overdue', taskNumber: 1 })], { steps })).steps.get('one')).toEqual({ ...nothing, reachedAt: 'minute 0', closedAt: 'minute 1' });
  });

  test('knows of no step but those that a fact names, also when the run has ended', () => {
    expect([...pathOfRun(run([(trial) => trial.send({ kind: 'withdraw', memberId: 'rita' })])).steps.keys()]).toEqual(['one']);
    const undone = run([sign, sign, (trial) => trial.send({ kind: 'reverse', memberId: 'ada', reason: 'twice', outcome: 'reversed' })]);
    expect(pathOfRun(undone).steps.get('pay')).toEqual({ ...nothing, reachedAt: 'minute 2' });
  });
});

describe('a new round', () => {
  test('begins with a material revision, and forgets the steps that it opens again; the others stay', () => {
    const facts = run([sign, [{ changed: { one: ['amount'] } }, (trial) => trial.revise(2)]]);
    expect(pathOfRun(facts).round).toEqual({ number: 2, revision: 2, beganAt: 'minute 2' });
    expect([...pathOfRun(facts).steps.keys()]).toEqual(['big', 'two', 'one']);
    expect(pathOfRun(facts).steps.get('one')).toMatchObject({ reachedAt: 'minute 2', closedAt: null, decisions: [] });
  });

  test('does not begin with any other', () => {
    const once = pathOfRun(run([sign, (trial) => trial.revise(2, { materialDigest: 'm1' })]));
    expect(once.round).toEqual({ number: 1, revision: 1, beganAt: 'minute 0' });
    expect(once.steps.get('one')?.decisions).toHaveLength(1);
    expect(pathOfRun(run([(trial) => trial.revise(2), (trial) => trial.revise(3)])).round.number).toBe(3);
  });

  test('keeps, of a step that is opened again, the signatures that count still', () => {
    const steps = [approval('one', { quorum: 2 }), approval('two')];
    const facts = run([signAt('one'), signAt('one', 'bob'), [{ changed: { 'one:ann': ['amount'], 'one:': [] } }, (trial) => trial.revise(2)]], { steps });
    expect(pathOfRun(facts).steps.get('one')).toMatchObject({ reachedAt: 'minute 3', closedAt: null, decisions: [{ memberId: 'bob' }] });
  });
});

describe('what is opened again', () => {
  const steps = [approval('one', { quorum: 2, revocableMinutes: 5 }), approval('two', { onReject: { goTo: 'one' } }), approval('three')];
  const signed: Act[] = [signAt('one'), signAt('one', 'bob')];
  test('on the way back forgets all that was said', () => {
    const facts = run([...signed, (trial) => trial.reject('ann')], { steps });
    expect(pathOfRun(facts).steps).toEqual(new Map([['one', { ...nothing, reachedAt: 'minute 3' }]]));
  });

  test('by one who took their signature back keeps the other', () => {
    const facts = run([...signed, (trial) => trial.revoke('ann', 1)], { steps });
    expect(pathOfRun(facts).steps.get('one')).toMatchObject({ reachedAt: 'minute 3', closedAt: null, decisions: [{ memberId: 'bob' }] });
  });

  test('by moving to another version keeps what counts there', () => {
    const facts = run([...signed, (trial) => trial.sign('ann'), (trial) => trial.migrate(definitionOf(approval('one', { quorum: 2 }), approval('two', { quorum: 2 }), approval('three')))], { steps });
    const { steps: path } = pathOfRun(facts);
    expect(path.get('one')).toMatchObject({ closedAt: 'minute 4', decisions: [{ memberId: 'ann' }, { memberId: 'bob' }] });
    expect(path.get('two')).toMatchObject({ reachedAt: 'minute 4', decisions: [] });
  });

  test('for want of people keeps what was signed on the task that was set aside, and no refusal', () => {
    const facts = run([signAt('one'), [{ candidates: { one: ['cyd', 'dan'] } }, (trial) => trial.send({ kind: 'resolve_again' })]], { steps });
    expect(pathOfRun(facts).steps.get('one')).toMatchObject({ reachedAt: 'minute 2', closedAt: null, decisions: [{ memberId: 'ann' }] });
    const at = 'then';
    const bodies: FactBody[] = [
      { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' },
      { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'reject', revision: 1, revisionDigest: 'd1', reason: 'no' },
      { kind: 'task_opened', number: 2, stepId: 'one', quorum: 2, candidates: [], excluded: [] },
    ];
    expect(pathOfRun(bodies.map((body) => ({ at, ...body }))).steps.get('one')).toEqual({ ...nothing, reachedAt: at });
  });
});

test('reading a path reads what was recorded and changes nothing of it', () => {
  const facts = Object.freeze(run([sign]).map((fact) => Object.freeze(fact)));
  expect(pathOfRun(facts)).toEqual(pathOfRun(facts));
  expect(() => pathOfRun([])).toThrow('a run without facts has no path');
  expect(() => pathOfRun(facts.slice(1))).toThrow('a run begins with run_started, not task_opened');
});

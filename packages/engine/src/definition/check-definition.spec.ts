import { describe, expect, test } from '@jest/globals';
import { checkDefinition, type ApprovalStep, type Source, type Step } from '../index.js';
import { approval, condition, definitionOf, effect, end, parallel, wait } from '../trials/trial.js';

const check = (...steps: Step[]) => checkDefinition(definitionOf(...steps));
const asks = (...anyOf: Source[]): Partial<ApprovalStep> => ({ approvers: { anyOf } });
const member = (memberId: string): Source => ({ kind: 'member', memberId });
const a = approval('a');

describe('a definition', () => {
  test.each<[string, Step[]]>([
    ['one approval', [a]],
    ['approvals and then effects', [a, approval('b'), effect('c'), effect('d')]],
    ['as many named as must sign', [approval('a', { ...asks(member('m'), member('n')), quorum: 2 })]],
    ['all of those who are asked', [approval('a', { ...asks(member('m')), quorum: 'all' })]],
    ['a quorum that a role may fill', [approval('a', { ...asks({ kind: 'role', roleId: 'r' }, member('m')), quorum: 9 })]],
    ['a quorum that a group may fill', [approval('a', { ...asks({ kind: 'group', groupId: 'g' }), quorum: 9 })]],
    ['a quorum that the managers may fill', [approval('a', { ...asks({ kind: 'manager', levels: 2 }, member('m')), quorum: 3 })]],
    ['the first manager with authority, and another', [approval('a', { ...asks({ kind: 'manager', levels: 'authority' }, member('m')), quorum: 2 })]],
    ['as many as are named, one of whom may be left out', [approval('a', { approvers: { anyOf: [member('m'), member('n')], except: [{ ...member('n'), when: 'big' }] }, quorum: 2 })]],
    ['a step that differs from another, and one that another serves', [a, approval('b', { differsFrom: ['a'] }), approval('c', { servedBy: ['a'], differsFrom: ['b'] })]],
    ['a rejection that goes back to an earlier step', [a, approval('b', { onReject: { goTo: 'a' } })]],
    ['a rejection that goes back out of a branch', [a, parallel('p', 'all', [approval('b', { onReject: { goTo: 'a' } })], [approval('c')])]],
    ['a rejection that goes back to a composite step', [parallel('p', 'all', [a], [approval('b')]), approval('c', { onReject: { goTo: 'p' } })]],
    ['conditions, branches, waits and an end', [condition('q', { big: [a, wait('w')] }, [end('no', 'rejected')]), parallel('p', 1, [approval('b')], [approval('c')]), effect('e')]],
    ['a wait for an hour', [wait('w', { hours: 1 }), a]],
    ['a wait for a message', [wait('w', { message: 'goods' }), a]],
    ['as many as are named, of whom those of the unit may be left out', [approval('a', { approvers: { anyOf: [member('m'), member('n')], except: [{ ...member('n'), ofUnit: 'requester' }] }, quorum: 2 })]],
    ['a branch of a parallel step that is called as the rest of a condition is', [{ ...parallel('p', 'all'), branches: [{ id: 'otherwise', steps: [a] }, { id: 'x', steps: [approval('b')] }] }]],
    ['a wait for a day', [wait('w', { field: 'day' }), a]],
    ['effects in branches of a condition, at the tail', [a, condition('q', { big: [effect('c')] }, [effect('d')])]],
    ['an end in a branch, and a way on beside it', [a, condition('q', { big: [end('yes', 'approved')] }), approval('b')]],
    ['times', [approval('a', { due: { workingDays: 2 }, reminders: [{ workingHours: 4 }, { hours: 0 }], onOverdue: { after: { hours: 0 }, escalateTo: [member('m')] }, revocableMinutes: 1 })]],
    ['a parallel step on every way of which enough is asked', [parallel('p', 2, [a], [wait('w')], [wait('v')]), approval('b')]],
    ['branches of which enough ask somebody', [parallel('p', 2, [a], [approval('b')], [wait('w')])]],
    ['a branch that is not asked where another must be', [condition('q', { big: [a] }, [end('no', 'rejected')])]],
  ])('with %s may be published', (_name, steps) => expect(check(...steps)).toEqual([]));

  test.each<[string, Step[], (string | null)[]]>([
    ['no step', [], [null]],
    ['effects only: everything would be approved', [effect('a')], [null]],
    ['an id used twice', [a, approval('b'), a], ['a']],
    ['an id used twice, once within a branch', [a, condition('q', { big: [a] })], ['a']],
    ['an approval after an effect', [a, effect('b'), approval('c')], ['c']],
    ['an approval after an effect in a branch', [a, condition('q', { big: [effect('b')] }), approval('c')], ['c']],
    ['an approval in a branch after an effect', [a, effect('b'), condition('q', { big: [approval('c')] })], ['c']],
    ['nobody who may sign', [approval('a', asks())], ['a']],
    ['a quorum of none', [approval('a', { quorum: 0 })], ['a']],
    ['a quorum below none', [approval('a', { quorum: -1 })], ['a']],
    ['half a signature', [approval('a', { quorum: 1.5 })], ['a']],
    ['a quorum that is no number', [approval('a', { quorum: Number.NaN })], ['a']],
    ['more signatures than members named', [approval('a', { ...asks(member('m')), quorum: 2 })], ['a']],
    ['the same member named twice for two signatures', [approval('a', { ...asks(member('m'), member('m')), quorum: 2 })], ['a']],
    ['more signatures than managers', [approval('a', { ...asks({ kind: 'manager', levels: 1 }, { kind: 'manager', levels: 2 }), quorum: 3 })], ['a']],
    ['a rejection that goes to itself', [approval('a', { onReject: { goTo: 'a' } })], ['a']],
    ['a rejection that goes to a later step', [approval('a', { onReject: { goTo: 'b' } }), approval('b')], ['a']],
    ['a rejection that goes to no step', [approval('a', { onReject: { goTo: 'x' } })], ['a']],
    ['a rejection that goes into another branch', [parallel('p', 'all', [a], [approval('b', { onReject: { goTo: 'a' } })])], ['b']],
    ['a step that differs from itself, or from an effect', [approval('a', { differsFrom: ['a', 'e'] }), effect('e')], ['a', 'a']],
    ['a step that is served by a later one', [approval('a', { servedBy: ['b'] }), approval('b')], ['a']],
    ['a step that is served by none', [approval('a', { servedBy: ['x'] })], ['a']],
    ['a step that both differs from another and is served by it', [a, approval('b', { differsFrom: ['a'], servedBy: ['a'] })], ['b']],
    ['a time below none', [approval('a', { due: { hours: 2 }, reminders: [{ hours: -1 }] })], ['a']],
    ['a due time below none', [approval('a', { due: { hours: -1 } })], ['a', 'a']],
    ['a time below none once it is overdue', [approval('a', { due: { hours: 2 }, onOverdue: { after: { hours: -1 }, then: 'reject' } })], ['a']],
    ['a step that is due at once', [approval('a', { due: { workingHours: 0 } })], ['a']],
    ['a reminder of what is never due', [approval('a', { reminders: [{ hours: 1 }] })], ['a']],
    ['what to do when what is never due is overdue', [approval('a', { onOverdue: { after: { hours: 1 }, then: 'reject' } })], ['a']],
    ['nobody to escalate to', [approval('a', { due: { hours: 1 }, onOverdue: { after: { hours: 1 }, escalateTo: [] } })], ['a']],
    ['a decision that may be taken back for no time', [approval('a', { revocableMinutes: 0 })], ['a']],
    ['a wait for no time', [wait('w', { workingDays: 0 }), a], ['w']],
    ['one branch', [parallel('p', 'all', [a])], ['p']],
    ['more branches waited for than there are', [parallel('p', 3, [a], [approval('b')])], ['p']],
    ['no branch waited for', [parallel('p', 0, [a], [approval('b')])], ['p', null]],
    ['an empty branch', [parallel('p', 'all', [a], [])], ['p']],
    ['two branches of one id', [{ ...parallel('p', 'all', [a], [approval('b')]), branches: [{ id: 'x', steps: [a] }, { id: 'x', steps: [approval('b')] }] }], ['p']],
    ['a branch with the name of the rest', [condition('q', { otherwise: [a] }, [approval('b')])], ['q']],
    ['a step after an end', [a, end('no', 'rejected'), approval('b')], ['b']],
    ['a step after branches that all end', [a, condition('q', { big: [end('no', 'rejected')] }, [end('yes', 'approved')]), approval('b')], ['b']],
    ['an end that approves while others are asked', [parallel('p', 'all', [a, end('yes', 'approved')], [approval('b')])], ['yes']],
    ['an effect beside steps that are asked', [parallel('p', 'all', [a, effect('e')], [approval('b')])], ['e']],
    ['an effect in a branch within a parallel one', [parallel('p', 'all', [a, condition('q', { big: [effect('e')] })], [approval('b')])], ['e']],
    ['a way on which nobody is asked', [condition('q', { big: [a] })], [null]],
    ['a way on which nobody is asked, to an approval', [condition('q', { big: [end('yes', 'approved')] }, [a])], [null]],
    ['branches of which enough ask nobody', [parallel('p', 1, [a], [wait('w')])], [null]],
    ['more than the one manager whose authority covers it', [approval('a', { ...asks({ kind: 'manager', levels: 'authority' }), quorum: 2 })], ['a']],
    ['as many as are named, one of whom is left out', [approval('a', { approvers: { anyOf: [member('m'), member('n')], except: [member('n')] }, quorum: 2 })], ['a']],
    ['nobody but those who are left out', [approval('a', { approvers: { anyOf: [member('m')], except: [member('m')] } })], ['a']],
    ['two things wrong', [approval('a', { quorum: 0, ...asks() }), effect('b'), approval('c')], ['a', 'a', 'c']],
  ])('with %s is refused, at the step', (_name, steps, stepIds) => {
    const findings = check(...steps);
    expect(findings.map(({ stepId }) => stepId).toSorted()).toEqual(stepIds.toSorted());
    for (const { message } of findings) expect(message).toMatch(/\.$/);
  });

  test('that ends under a condition leads on', () => {
    expect(check(a, { ...end('no', 'rejected'), when: 'big' }, approval('b'))).toEqual([]);
  });

  test.each<[string, Step[], string]>([
    ['there is no approval', [effect('a')], 'There is no approval step. Add at least one: a workflow without one would approve everything.'],
    ['two people are too few', [approval('a', { ...asks(member('m'), member('n')), quorum: 3 })], '"a" asks for 3 approvals but names 2 people. Lower the number or name more.'],
    ['a step comes later', [approval('a', { onReject: { goTo: 'b' } }), approval('b')], '"a" goes to "b" when it is rejected, which does not come before it. Name an earlier step of the same branch, or one before it.'],
    ['a step is not there', [approval('a', { onReject: { goTo: 'x' } })], '"a" goes to "x" when it is rejected, and there is no such step.'],
  ])('says where %s', (_what, steps, message) => expect(check(...steps).map((finding) => finding.message)).toEqual([message]));

  test.each<[Partial<ApprovalStep>, string]>([
    [asks(), 'approvers/anyOf'],
    [{ quorum: 0 }, 'quorum'],
    [{ ...asks(member('m')), quorum: 2 }, 'quorum'],
    [{ onReject: { goTo: 'x' } }, 'onReject'],
    [{ differsFrom: ['x'] }, 'differsFrom'],
    [{ servedBy: ['x'] }, 'servedBy'],
    [{ due: { hours: 2 }, reminders: [{ hours: -1 }] }, 'reminders'],
    [{ due: { hours: 2 }, onOverdue: { after: { hours: -1 }, then: 'reject' } }, 'onOverdue'],
    [{ due: { hours: 0 } }, 'due'],
    [{ due: { hours: 1 }, onOverdue: { after: { hours: 1 }, escalateTo: [] } }, 'onOverdue/escalateTo'],
    [{ revocableMinutes: 0 }, 'revocableMinutes'],
    [{ reminders: [{ hours: 1 }] }, 'due'],
  ])('tells of %j the field that it is about: %s', (part, field) => expect(check(approval('a', part)).map((finding) => finding.field)).toEqual([field]));

  test('tells the branches, the number and the time of other steps', () => {
    expect(check(parallel('p', 3, [a], [approval('b')]), wait('w', { hours: 0 })).map((finding) => finding.field)).toEqual(['join', 'until']);
    expect(check({ ...parallel('p', 'all', [a], [approval('b')]), branches: [{ id: 'x', steps: [a] }, { id: 'x', steps: [approval('b')] }] }).map((finding) => finding.field)).toEqual(['branches']);
    expect(check(approval('b', { servedBy: ['a'] }), a).map((finding) => finding.field)).toEqual(['servedBy']);
    expect(check(a, approval('b', { differsFrom: ['a'], servedBy: ['a'] })).map((finding) => finding.field)).toEqual(['servedBy']);
    expect(check(parallel('p', 'all', [a], []), parallel('q', 'all', [approval('b')])).map((finding) => finding.field)).toEqual([expect.stringMatching(/^branches\/./), 'branches']);
  });

  test('names the step and says what to do', () => {
    expect(check(approval('a', { name: 'Board', quorum: 2, ...asks(member('m')) }))).toEqual([{ stepId: 'a', field: 'quorum', message: '"Board" asks for 2 approvals but names 1 person. Lower the number or name more.' }]);
  });
});

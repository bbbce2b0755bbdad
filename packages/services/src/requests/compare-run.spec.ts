import { foldFacts, type Fact } from '@countersign/engine';
import { describe, expect, it } from '@jest/globals';
import { compareRun } from './compare-run.part.js';

const at = '2026-11-23T09:00:00.000Z';
const member = '019ab0c0-0000-7000-8000-000000000001';
const facts: readonly Fact[] = [
  { at, kind: 'run_started', requesterId: member, revision: 1, revisionDigest: 'r1', materialDigest: 'm1' },
  { at, kind: 'condition_evaluated', stepId: 'first', source: 'true', inputs: { 'a/b~c': 1 }, result: true },
  { at, kind: 'task_opened', number: 1, stepId: 'first', quorum: 2, candidates: [{ memberId: 'b', because: 'role' }, { memberId: 'c', because: 'role' }], excluded: [] },
  { at, kind: 'decided', number: 1, stepId: 'first', memberId: 'b', verdict: 'approve', revision: 1, revisionDigest: 'r1', reason: 'Private words.' },
];
const moved: Fact = { at, kind: 'migrated', fromVersion: 1, toVersion: 2, byMemberId: member, reason: 'Private words.', voided: [], reopenedStepIds: ['first'] };
const numbered = facts.map((fact, index) => ({ seq: index + 1, fact }));
const whole = { state: foldFacts(facts), factCount: 4, facts: numbered, stepIds: ['first'], workflowVersion: 1 };
const without = (...seqs: number[]) => numbered.filter(({ seq }) => !seqs.includes(seq));

describe('a run and its facts (row:B1)', () => {
  it('do not differ where the facts, folded, give the state; in whatever order its fields are kept', () => {
    expect(compareRun(whole)).toBeNull();
    expect(compareRun({ ...whole, state: Object.fromEntries(Object.entries(whole.state).toReversed()) as never })).toBeNull();
  });

  it('do not differ where it was moved to the version that it is pinned to (row:B2)', () => {
    const all = [...facts, moved];
    expect(compareRun({ state: foldFacts(all), factCount: 5, facts: [...numbered, { seq: 5, fact: moved }], stepIds: ['first'], workflowVersion: 2 })).toBeNull();
  });

  it.each([
    ['a value of the state', { state: { ...whole.state, status: 'approved' as const } }, '/state/status', 'string', 'string'],
    ['somebody who signed', { state: { ...whole.state, signatures: [...whole.state.signatures, ...whole.state.signatures] } }, '/state/signatures/1', 'object', 'missing'],
    ['a signature that is gone', { state: { ...whole.state, signatures: [] } }, '/state/signatures/0', 'missing', 'object'],
    ['an open task that is gone', { state: { ...whole.state, openTasks: [] } }, '/state/openTasks/0', 'missing', 'object'],
    ['a list that became a value', { state: { ...whole.state, doneStepIds: 'first' as never } }, '/state/doneStepIds', 'string', 'array'],
    ['a field that nobody knows', { state: { ...whole.state, 'a/b~c': true } as never }, '/state/a~1b~0c', 'boolean', 'missing'],
    ['the first fact', { facts: without(1) }, '/facts/1', 'missing', 'object'],
    ['a fact in the middle', { facts: without(2) }, '/facts/2', 'missing', 'object'],
    ['the last fact', { facts: without(4) }, '/factCount', 'number', 'number'],
    ['the last fact, and the count with it', { facts: without(4), factCount: 3 }, '/state/signatures/0', 'object', 'missing'],
    ['all facts, and the count with them', { facts: [], factCount: 0 }, '/state', 'object', 'missing'],
    ['a fact before the first', { facts: [{ seq: 0, fact: facts[0] as Fact }, ...numbered] }, '/facts/0', 'object', 'missing'],
    ['a beginning that is none', { facts: without(1).map(({ seq, fact }) => ({ seq: seq - 1, fact })), factCount: 3 }, '/facts/1', 'object', 'missing'],
    ['a fact that is none', { facts: [...without(3, 4), { seq: 3, fact: { at, kind: 'task_opened', stepId: 'first' } as never }] }, '/facts/3', 'object', 'missing'],
    ['a fact of a kind that nobody knows', { facts: [...without(4), { seq: 4, fact: { at, kind: 'unheard_of' } as never }] }, '/facts/4', 'object', 'missing'],
    ['a version that it was not moved to', { facts: [...numbered, { seq: 5, fact: moved }], factCount: 5, workflowVersion: 1 }, '/workflowVersion', 'number', 'number'],
    ['a step that its version does not have', { stepIds: ['second'] }, '/facts/2/stepId', 'string', 'missing'],
  ])('are told apart by %s, by its place and kinds alone', (_, changed, pointer, kept, told) => {
    const found = compareRun({ ...whole, ...changed });
    expect(found).toMatchObject({ pointer, kept, told });
    expect(JSON.stringify(found)).not.toMatch(/Private|"b"|019ab0c0/);
  });

  it('differ by the same digest for as long as both values stay, and by another one afterwards', () => {
    const revisedTo = (revision: number) => compareRun({ ...whole, state: { ...whole.state, revision } })?.digest;
    expect(revisedTo(2)).toBe(revisedTo(2));
    expect(revisedTo(2)).not.toBe(revisedTo(3));
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allOperations } from '@countersign/contracts/operations';
import { permissions } from '@countersign/contracts/platform';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HistoryCase } from '../history/history-case.js';
import { readXesFile } from '../history/read-xes.js';
import { missingOf } from './check-links.js';
import { expectedAnswers } from './expected/all-answers.js';
import { factKinds, questionWays, subjectKinds, type ExpectedAnswer, type Link, type Part } from './expected/expected-answer.js';
import type { Recorded } from './recorded.js';
import { scenarios } from './scenarios/all-scenarios.js';

const repository = resolve(__dirname, '../../../..');
const answered = expectedAnswers.filter((answer) => answer.given !== 'refused');
const places = expectedAnswers.map(({ id, subject: { place } }) => ({ id, place }));
const cases = new Map<string, HistoryCase>();

beforeAll(async () => {
  for (const log of ['RequestForPayment', 'DomesticDeclarations']) {
    for await (const history of readXesFile(resolve(repository, `apps/lab/data/explained-${log}.xes.gz`))) cases.set(`${log} ${history.id}`, history);
  }
});

describe('the table of expected answers', () => {
  test('has each question once, and at least 48 of them', () => {
    const ids = expectedAnswers.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.length).toBeGreaterThanOrEqual(48);
  });

  test('asks about every kind of subject in full, in every way, and refuses some', () => {
    expect(new Set(answered.map(({ subject }) => subject.kind))).toEqual(new Set(subjectKinds));
    expect(new Set(answered.map(({ way }) => way))).toEqual(new Set(questionWays));
    expect(new Set(expectedAnswers.map(({ given }) => given))).toEqual(new Set(['in_full', 'in_part', 'refused']));
  });

  test('asks about cases that are in the repository, up to events that they have, and about every one of those', () => {
    const asked = places.flatMap(({ id, place }) => ('log' in place ? [{ id, key: `${place.log} ${place.caseId}`, at: place.at ?? 1 }] : []));
    expect(asked.filter(({ key, at }) => at < 1 || at > (cases.get(key)?.events.length ?? 0))).toEqual([]);
    expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(cases.keys()));
  });

  test('asks about scenarios that are there, about requests that were submitted by then, and about every one of those', () => {
    const asked = places.flatMap(({ id, place }) => ('scenario' in place ? [{ id, ...place }] : []));
    const isThere = ({ scenario, request, at }: (typeof asked)[number]) => scenarios.get(scenario)?.acts.slice(0, at).some((act) => act.does === 'submit' && act.request === request);
    expect(asked.filter((place) => !isThere(place))).toEqual([]);
    expect(new Set(asked.map(({ scenario }) => scenario))).toEqual(new Set(scenarios.keys()));
  });

  test('answers in one sentence, which holds what it has to and no code, id or digest', () => {
    for (const { id, answer, mentions } of answered) {
      expect([id, mentions.filter((words) => !answer.includes(words))]).toEqual([id, []]);
      expect([id, /^[^\n]+[.?]$/.test(answer), /\b[a-z]+_[a-z_]+\b|[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{40}/.exec(answer)]).toEqual([id, true, null]);
    }
  });

  test('leads from every answer to a record, and from most to a rule with its values', () => {
    expect(answered.filter(({ chain }) => chain.length === 0).map(({ id }) => id)).toEqual([]);
    expect(answered.filter(({ chain }) => !chain.some(({ rule, inputs }) => rule !== undefined || inputs !== undefined)).map(({ id }) => id)).toEqual([]);
    expect(answered.filter(({ near }) => near.length > 0).length).toBeGreaterThan(answered.length / 2);
    expect(answered.filter(({ wouldChange }) => wouldChange.length > 0).length).toBeGreaterThan(answered.length / 2);
  });

  test('says of each who is told less what is kept from them', () => {
    expect(answered.filter(({ given, withheld = [] }) => (given === 'in_part') !== withheld.length > 0).map(({ id }) => id)).toEqual([]);
  });

  test('calls facts, operations and permissions as they are called', () => {
    const source = readFileSync(resolve(repository, 'packages/engine/src/facts/facts.ts'), 'utf8');
    expect(new Set(Array.from(source.matchAll(/readonly kind: '(\w+)'/g), ([, kind]) => kind))).toEqual(new Set(factKinds));
    const names = new Set([...allOperations.values()].map(({ name }) => name));
    expect(answered.flatMap(({ wouldChange }) => wouldChange.flatMap(({ operation }) => (operation === null || names.has(operation) ? [] : [operation])))).toEqual([]);
    const rights = answered.flatMap(({ chain, near }) => [...chain, ...near].flatMap(({ rule }) => (rule?.of === 'right' ? [rule.permission] : [])));
    expect(rights.filter((right) => !(permissions as readonly string[]).includes(right))).toEqual([]);
  });
});

describe('looking for what an answer rests on', () => {
  const opened: Link = { says: 'Asked', fact: { fact: 'task_opened', with: { stepId: 'one', candidates: [{ memberId: 'Bo' }] } }, entry: { entry: 'request.submitted', with: { actor: { memberId: 'Rosa' } } }, rule: { of: 'workflow', version: 1, stepId: 'one', at: 'quorum', is: 1, says: 'One' } };
  const decided: Link = { says: 'Signed', fact: { fact: 'decided', with: { memberId: 'Bo' } }, entry: { entry: 'request.decided', with: {} } };
  const asking = (...chain: Link[]): ExpectedAnswer => ({ id: 'q', way: 'why', question: '?', subject: { kind: 'request', place: { scenario: 's', request: 'r' } }, asker: { member: 'Rosa' }, given: 'in_full', answer: '', mentions: [], chain, near: [], wouldChange: [] });
  const facts: readonly Part[] = [{ kind: 'task_opened', stepId: 'one', candidates: [{ memberId: 'Bo', because: 'holds a role' }] }, { kind: 'decided', memberId: 'Bo' }];
  const entries = [{ action: 'request.submitted', subjectId: 'id', whole: { actor: { memberId: 'Rosa' } } }, { action: 'request.decided', subjectId: 'id', whole: {} }];
  const recorded: Recorded = { facts: new Map([['id', facts]]), entries, definitions: new Map([['id', new Map([[1, { steps: [{ id: 'one', kind: 'approval', quorum: 1 }] }]])]]) };
  const missing = (answer: ExpectedAnswer, change: Partial<Recorded> = {}) => missingOf(answer, { requestIds: new Map([['r', 'id']]), people: new Map() }, { ...recorded, ...change });

  test('finds what is there', () => {
    expect(missing(asking(opened, decided))).toEqual([]);
  });

  test.each([
    ['a fact that did not become true', { facts: new Map([['id', facts.slice(0, 1)]]) }, 'the fact decided'],
    ['a fact of somebody else', { facts: new Map([['id', [{ kind: 'task_opened', stepId: 'one', candidates: [{ memberId: 'Ann' }] }, ...facts.slice(1)]]]) }, 'the fact task_opened'],
    ['one more who was asked', { facts: new Map([['id', [{ kind: 'task_opened', stepId: 'one', candidates: [{ memberId: 'Bo' }, { memberId: 'Ann' }] }, ...facts.slice(1)]]]) }, 'the fact task_opened'],
    ['a fact that is there twice', { facts: new Map([['id', [...facts, ...facts.slice(1)]]]) }, 'is there 2 times'],
    ['an entry that is not there', { entries: entries.slice(1) }, 'the entry request.submitted'],
    ['an entry about another request', { entries: [{ ...(entries[0] as (typeof entries)[number]), subjectId: 'other' }, ...entries.slice(1)] }, 'the entry request.submitted'],
    ['another rule in the version', { definitions: new Map([['id', new Map([[1, { steps: [{ id: 'one', kind: 'approval', quorum: 2 }] }]])]]) }, 'at one/quorum'],
  ])('misses %s', (_, change: Partial<Recorded>, problem) => {
    expect(missing(asking(opened, decided), change)).toEqual([expect.stringContaining(problem)]);
  });

  test('misses the order in which it became so', () => {
    expect(missing(asking(decided, opened))).toEqual([expect.stringContaining('not in the order')]);
  });
});

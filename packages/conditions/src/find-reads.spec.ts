import { describe, expect, test } from '@jest/globals';
import { compileCondition, type StepDecision } from './index.js';

const approved: StepDecision = { outcome: 'approved', count: 2, signers: ['ann', 'bob'], lastAt: '2026-03-01T10:30:00Z', rejections: 1, changesRequested: 3 };

function compiled(source: string) {
  const compilation = compileCondition(source);
  if (!compilation.ok) throw new Error(`${source}: ${compilation.message}`);
  return compilation.condition;
}
const ask = (source: string, decisions?: Readonly<Record<string, StepDecision>>) => compiled(source).evaluate({ request: { days: 3, decisions: 1 }, requester: { unit: 'Sales' }, ...(decisions && { decisions }) });

describe('what was decided before', () => {
  test.each([
    'decisions.cfo.outcome == "approved" && decisions.cfo.count == 2 && decisions.cfo.signers == ["ann", "bob"]',
    'timestamp(decisions.cfo.lastAt) > timestamp("2026-01-01T00:00:00Z") && decisions.cfo.rejections == 1 && decisions["cfo"].changesRequested == 3',
    'size(decisions) == 1 && request.days == 3 && requester.unit == "Sales"',
    'has(decisions.cfo) && "cfo" in decisions && decisions.all(step, decisions[step].count == 2)',
  ])('is read by the step: %s', (source) => expect(ask(source, { cfo: approved })).toMatchObject({ ok: true, result: true }));

  test.each([
    'decisions.board.outcome == "not_reached" && decisions.board.count == 0 && decisions.board.signers == [] && decisions.board.lastAt == null',
    'decisions["board"].rejections == 0 && decisions["board"].changesRequested == 0 && decisions.cfo.count == 2',
    '[1].all(n, decisions.board.count < n)',
  ])('a step that was not reached says so: %s', (source) => expect(ask(source, { cfo: approved })).toMatchObject({ ok: true, result: true }));

  test('is there for steps that are named and no others', () => {
    expect(ask('size(decisions) == 0 && request.days == 3 && request.decisions == 1 && requester.unit == "Sales"')).toMatchObject({ ok: true, result: true });
    expect(ask('decisions[0].count == 0')).toMatchObject({ ok: false });
    expect(ask('decisions == {} && decisions.all(step, decisions[step].count == 1)')).toMatchObject({ ok: true, result: true });
  });

  test('is kept with the answer as far as it was read', () => {
    expect(ask('decisions.cfo.count > 1 && decisions.board.outcome == "not_reached" && has(decisions.cfo)', { cfo: approved })).toEqual({ ok: true, result: true, inputs: { 'decisions.cfo.count': 2, 'decisions.board.outcome': 'not_reached', 'has(decisions.cfo)': true } });
    expect(ask('decisions == decisions', { cfo: approved })).toEqual({ ok: true, result: true, inputs: { decisions: { cfo: approved } } });
  });

  test.each([
    ['decisions.cfo.count > 1', true],
    ['request.days > 3 || decisions["cfo"].count > 1 && requester.unit == "Sales"', true],
    ['size(decisions) > 1', true],
    ['[decisions].all(one, size(one) > 1)', true],
    ['request.decisions == 1 && requester.unit == "decisions"', false],
    ['[{"cfo": 1}].all(decisions, decisions.cfo == 1)', false],
    ['true', false],
  ])('%s reads it: %s', (source, expected) => expect(compiled(source).readsDecisions()).toBe(expected));
});

test('a field of the content is none of the requester or of a step', () => {
  const reads = (source: string, field: string) => compiled(source).reads(field);
  expect(reads('requester.unit == "Sales" && request.days == 3', 'unit')).toBe(false);
  expect(reads('decisions.days.count > 1', 'days')).toBe(false);
  expect(reads('size(requester) > 1 || size(decisions) > 1', 'days')).toBe(false);
  expect(reads('requester.unit == "Sales" && request.days == 3', 'days')).toBe(true);
});

test('a requester’s roles, groups and manager are read beside anything else', () => {
  expect(compiled('request.days > 3 && requester.unit == "Sales" && size(requester.roles) > 1').readsStanding()).toBe(true);
  expect(compiled('request.roles == 1 && requester.unit == "groups" && decisions.roles.count > 1').readsStanding()).toBe(false);
  expect(compiled('true').readsStanding()).toBe(false);
});

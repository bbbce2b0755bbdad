import { describe, expect, it } from '@jest/globals';
import { previewWorkingTime } from '@countersign/contracts/calendars';
import { refusalCatalog, type FieldProblem } from '@countersign/contracts/platform';
import { createWorkflow } from '@countersign/contracts/workflows';
import { answerFaults } from './input-answers.js';
import { fits, without } from './input-calls.js';
import { placesOf, withValueAt } from './input-places.js';

const refused = (...errors: FieldProblem[]) => {
  const json = { type: 'urn:countersign:refusal:invalid_input', title: 'Some of what was sent cannot be accepted', status: 422, code: 'invalid_input', detail: 'One field cannot be accepted as it is. Nothing was changed.', errors };
  return { status: 422, headers: new Headers({ 'content-type': 'application/problem+json' }), text: JSON.stringify(json), json };
};
const taken = (name: string, detail: string, more: object = {}) => {
  const json = { type: 'urn:countersign:refusal:name_taken', title: refusalCatalog.name_taken.title, status: 409, code: 'name_taken', detail };
  return answerFaults(createWorkflow, { status: 409, headers: new Headers({ 'content-type': 'application/problem+json' }), text: JSON.stringify(json), json }, 'answered', { names: ['app_roles'], sent: { body: { name, ...more } } });
};
const needed = (pointer: string) => ({ pointer, detail: 'This is needed.' });

const step = { id: 'a', kind: 'approval', name: 'A', approvers: { anyOf: [] }, quorum: 1, onReject: { goTo: 'a' }, due: { hours: 1 }, onOverdue: { after: { hours: 2 }, escalateTo: [] } };
const wait = { id: 'b', kind: 'wait', name: 'B', until: { workingDays: 1 } };
const input = { body: { name: 'W', definition: { formatVersion: 2, steps: [step, wait] } } };
const at = '/body/definition/steps';
const places = placesOf(createWorkflow, input);
const lackOf = (pointer: string) => {
  const place = places.find((one) => one.pointer === at + pointer);
  if (!place) throw new Error(`${pointer} is no place`);
  expect(fits(createWorkflow, withValueAt(input, place, undefined))).toBe(false);
  return without(place);
};

describe('where a field is missing, the refusal has to name', () => {
  it.each(['/0/name', '/0/kind', '/0/approvers', '/0/onReject/goTo', '/0/onOverdue/after', '/1/until'])('the field itself, where nothing else can be meant: %s', (pointer) => {
    expect(lackOf(pointer)).toMatchObject({ pointer: at + pointer });
    expect(lackOf(pointer).lacks).toBeUndefined();
  });

  it.each([['/0/due/hours', '/0/due'], ['/0/onOverdue/escalateTo', '/0/onOverdue'], ['/0/onOverdue/after/hours', '/0/onOverdue/after'], ['/1/until/workingDays', '/1/until']])('what holds it, and in words the field, where others would do: %s', (pointer, holder) => {
    expect(lackOf(pointer)).toMatchObject({ pointer: at + holder, lacks: pointer.slice(pointer.lastIndexOf('/') + 1) });
  });
});

describe('an answer that names another place is a fault', () => {
  const judged = (about: { pointer: string; lacks?: string }, ...errors: FieldProblem[]) => answerFaults(previewWorkingTime, refused(...errors), ['invalid_input'], { ...about, names: [], sent: {} });
  const itself = { pointer: '/body/spans/0/workingHours' };
  const lacking = { pointer: '/body/spans/0', lacks: 'workingHours' };
  const says = (detail: string, pointer = lacking.pointer) => judged(lacking, { pointer, detail });

  it('where the field itself has to be named', () => {
    expect(judged(itself, needed(itself.pointer))).toEqual([]);
    expect(judged(itself, needed('/body/spans/0'))).toEqual(['it names /body/spans/0, and the fault is at /body/spans/0/workingHours']);
    expect(judged(itself, needed('/body/spans/0/workingHoursToo'))).toHaveLength(1);
    expect(judged(itself)).toEqual(['it names no field']);
  });

  it('where what would do has to be said', () => {
    const fault = ['it does not say at /body/spans/0 that workingHours would do'];
    expect(says('One of these is needed: workingHours, workingDays.')).toEqual([]);
    expect(says('This is of no kind that is known here.')).toEqual(fault);
    expect(says('One of these is needed: workingHoursToo, workingDays.')).toEqual(fault);
    expect(says('One of these is needed: workingHours, workingDays.', '/body/spans')).toEqual(fault);
    expect(says('One of these is needed: workingHours, workingDays.', '/body/spans/0/workingHours')).toEqual(fault);
    expect(judged(lacking)).toEqual(['it names no field']);
  });
});

describe('a word that only programmers use', () => {
  const understood = (word: string) => taken(word, `There is a workflow named "${word}" already.`);
  it.each(['undefined', 'a regex', 'app_roles', 'select 1 from x', 'NaN'])('is no fault where the caller wrote it and gets it back in quotation marks: %s', (word) => expect(understood(word)).toEqual([]));

  it('is looked for however deep it is nested, and however much is sent', () => {
    const nested = Array.from({ length: 20_000 }).reduce<unknown>((inside) => [inside], 'undefined');
    expect(taken('W', 'There is a workflow named "undefined" already.', { nested, much: Array.from({ length: 300_000 }, () => 'x') })).toEqual([]);
  });

  it('is no fault where it is a word of ours as well: a message is received', () => {
    expect(taken('W', 'This must be one of: received, kept, done, dead.')).toEqual([]);
    expect(taken('W', 'This must be one of: kept, received.')).toEqual([]);
  });

  it('is one anywhere else', () => {
    expect(taken('undefined', 'There is a workflow named undefined already.')).toHaveLength(1);
    expect(taken('W', 'There is a workflow named "undefined" already.')).toHaveLength(1);
    expect(taken('undefined', 'There is a workflow named "undefined" already: "NaN".')).toHaveLength(1);
    expect(taken('W', 'The name is wrong, received string instead.')).toHaveLength(1);
    expect(taken('app_roles', 'There is a row in app_roles already.')).toEqual(['it tells “app_roles”']);
  });
});

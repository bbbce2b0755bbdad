import { describe, expect, it } from '@jest/globals';
import { Validator } from '@cfworker/json-schema';
import { workflowDefinition } from '../workflows/index.js';
import { examples } from './examples.js';
import { workflowSchema } from './workflow-schema.js';

const validator = new Validator(workflowSchema() as never, '2020-12');
const fits = (definition: unknown): boolean => validator.validate(definition).valid;
const id = '019ab0c0-0000-7000-8000-000000000001';

/** Every definition that the examples of all operations show. */
function shownIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = 'formatVersion' in value && 'steps' in value && Array.isArray(value.steps) && value.steps.length > 0 ? [value] : [];
  return [...here, ...Object.values(value).flatMap(shownIn)];
}

const sign = { id: 'sign', kind: 'approval', name: 'Sign', approvers: { anyOf: [{ kind: 'role', roleId: id, when: 'true', ofUnit: 'requester' }, { kind: 'manager', levels: 'authority' }], except: [{ kind: 'member', memberId: id }], authority: true }, quorum: 'all', onReject: { goTo: 'first' }, differsFrom: ['first'], requesterMaySign: false, boundTo: ['amount'], stepUp: true, revocableMinutes: 5, due: { workingDays: 2 }, reminders: [{ hours: 4 }], onOverdue: { after: { workingHours: 8 }, escalateTo: [{ kind: 'group', groupId: id }] } };
const everything = {
  formatVersion: 2,
  steps: [
    { ...sign, id: 'first', onReject: 'end', differsFrom: undefined },
    { id: 'fork', kind: 'condition', name: 'Fork', branches: [{ id: 'large', when: 'true', steps: [{ id: 'both', kind: 'parallel', name: 'Both', branches: [{ id: 'a', steps: [sign] }, { id: 'b', steps: [] }], join: 1 }] }], otherwise: [{ id: 'over', kind: 'end', name: 'Over', outcome: 'rejected' }] },
    { id: 'wait', kind: 'wait', name: 'Wait', until: { field: 'start' } },
    { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: id, event: 'payment.requested' }, onReverse: 'person' },
    { id: 'badge', kind: 'effect', name: 'Badge', effect: { kind: 'ask', to: [{ kind: 'requester' }, { kind: 'manager' }, { kind: 'group', groupId: id }], text: 'Order it' }, onReverse: { kind: 'ask', to: [{ kind: 'member', memberId: id }], text: 'Collect it' } },
  ],
};
const written: unknown = JSON.parse(JSON.stringify(everything));

/** Every definition that is wrong by one thing: a required property gone, one more, or a value of another type, wherever it stands. */
function spoilt(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => spoilt(item).map((bad) => value.map((each, at) => (at === index ? bad : (each as unknown)))));
  if (typeof value !== 'object' || value === null) return [Symbol.for('nothing'), { not: 'this' }].slice(1);
  const entries = Object.entries(value);
  return [{ ...value, unknown: 1 }, ...entries.flatMap(([key, inner]) => [Object.fromEntries(entries.filter(([other]) => other !== key)), ...spoilt(inner).map((bad) => ({ ...value, [key]: bad }))])];
}

describe('the published schema of workflow definitions', () => {
  const shown = [...shownIn(examples), written];
  it('lets through every definition that the contract does, of those that the examples show and of one with everything in it (row:A2 row:B2)', () => {
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter((definition) => workflowDefinition.safeParse(definition).success !== true)).toEqual([]);
    expect(shown.filter((definition) => !fits(definition))).toEqual([]);
  });

  it('says of every definition that is spoilt in one place what the contract says of it (row:A2)', () => {
    const bad = spoilt(written);
    const refused = bad.filter((definition) => !workflowDefinition.safeParse(definition).success);
    expect(refused.length).toBeGreaterThan(100);
    expect(bad.filter((definition) => fits(definition) !== workflowDefinition.safeParse(definition).success)).toEqual([]);
  });

  it('refuses formats that there are not, steps without end, and nesting that is too deep', () => {
    const nested = (depth: number): object => (depth === 0 ? sign : { id: `d${depth}`, kind: 'parallel', name: 'Deep', branches: [{ id: 'a', steps: [nested(depth - 1)] }], join: 'all' });
    expect(fits({ formatVersion: 2, steps: [nested(2)] })).toBe(true);
    for (const wrong of [{ formatVersion: 3, steps: [sign] }, { formatVersion: 2, steps: [] }, { formatVersion: 2, steps: Array.from({ length: 51 }, () => sign) }, { formatVersion: 2, steps: [nested(3)] }, null, []]) expect(fits(wrong)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Person } from '@countersign/database/requests';
import type { ApprovalStep, Source } from '@countersign/engine';
import { whoMaySign, type Resolving } from './who-may-sign.part.js';

const signing = { id: 'signing', name: 'Signer', decides: true, reads: true };
const person = (name: string, change: Partial<Person> = {}): Person => ({ memberId: name.toLowerCase(), name, unit: null, roles: [signing], groups: [], limits: [], ...change });
const upTo = (amount: string, currency = 'EUR') => ({ amount, currency });
const manager = (name: string, isRemoved = false) => ({ memberId: name.toLowerCase(), name, isRemoved });
const board: Source = { kind: 'group', groupId: 'board' };
const inBoard = { groups: [{ id: 'board', name: 'Board' }] };

interface Asked extends Partial<Omit<Resolving, 'step' | 'sources'>> {
  readonly except?: readonly Source[];
  readonly authority?: boolean;
}

function resolved(sources: readonly Source[], { except, authority, ...rest }: Asked) {
  const step: ApprovalStep = { id: 'sign', kind: 'approval', name: 'Sign', approvers: { anyOf: sources, ...(except && { except }), ...(authority !== undefined && { authority }) }, quorum: 1, onReject: 'end' };
  const { candidates, excluded } = whoMaySign({ people: [], managers: [], requester: { name: 'Mara Oduya', unit: null }, amount: upTo('5000.00'), ask: () => ({ ok: true, result: true, inputs: {} }), ...rest, step, sources });
  const lines = (named: typeof candidates) => named.map(({ memberId, because }) => `${memberId} ${because}`);
  return { candidates: lines(candidates), excluded: lines(excluded) };
}

describe('who may sign (row:A1)', () => {
  it('finds those who are in a group, and nobody of another', () => {
    const people = [person('Ana', inBoard), person('Ben', { groups: [{ id: 'legal', name: 'Legal' }] })];
    expect(resolved([board], { people })).toEqual({ candidates: ['ana is in the group Board'], excluded: [] });
  });

  it('names each person once, by the first rule by which they may sign', () => {
    const people = [person('Ana', { ...inBoard, roles: [signing, { ...signing, id: 'finance', name: 'Finance' }] })];
    expect(resolved([board, { kind: 'role', roleId: 'finance' }], { people }).candidates).toEqual(['ana is in the group Board']);
    const managers = [manager('Ana')];
    expect(resolved([{ kind: 'manager', levels: 'authority' }, board], { people, managers }).candidates).toEqual(['ana is in the group Board']);
  });

  it('leaves out whom the step excepts, and says by which rule', () => {
    const people = [person('Ana', inBoard), person('Ben', inBoard)];
    expect(resolved([board], { people, except: [{ kind: 'member', memberId: 'ben' }] })).toEqual({ candidates: ['ana is in the group Board'], excluded: ['ben is left out: is named by this step'] });
  });

  it('counts a source only where its condition holds; one that cannot be worked out names nobody', () => {
    const people = [person('Ana', inBoard)];
    const conditional: Source = { ...board, when: 'request.amount > 1' };
    expect(resolved([conditional], { people }).candidates).toHaveLength(1);
    expect(resolved([conditional], { people, ask: () => ({ ok: true, result: false, inputs: {} }) }).candidates).toEqual([]);
    expect(resolved([conditional], { people, ask: () => ({ ok: false, message: 'no such field' }) }).candidates).toEqual([]);
  });

  it('finds only those of the requester’s unit where a source says so', () => {
    const people = [person('Ana', { ...inBoard, unit: 'Stage' }), person('Ben', { ...inBoard, unit: 'Sales' })];
    const source: Source = { ...board, ofUnit: 'requester' };
    expect(resolved([source], { people, requester: { name: 'Mara Oduya', unit: 'Stage' } }).candidates).toEqual(['ana is in the group Board, in Stage']);
    expect(resolved([source], { people }).candidates).toEqual([]);
  });
});

describe('managers (row:A1)', () => {
  const people = [person('Ana'), person('Ben'), person('Cem')];
  const managers = [manager('Ana'), manager('Ben'), manager('Cem')];

  it('are asked as many levels up as the step says', () => {
    expect(resolved([{ kind: 'manager', levels: 1 }], { people, managers }).candidates).toEqual(['ana is the manager of Mara Oduya']);
    expect(resolved([{ kind: 'manager', levels: 2 }], { people, managers }).candidates).toEqual(['ana is the manager of Mara Oduya', 'ben is the manager of Mara Oduya, 2 levels up']);
    expect(resolved([{ kind: 'manager', levels: 1 }], { people, managers: [] }).candidates).toEqual([]);
  });

  it('that were removed are passed over, and the reason says whom', () => {
    const chain = [manager('Gone', true), manager('Off', true), manager('Cem')];
    expect(resolved([{ kind: 'manager', levels: 1 }], { people, managers: chain }).candidates).toEqual(['cem is the manager of Mara Oduya, passing over Gone and Off, who were removed']);
  });

  it('are asked up to the first whose authority covers the amount, and nobody above', () => {
    const withLimits = [person('Ana', { limits: [upTo('500.00')] }), person('Ben', { limits: [upTo('5000.00'), upTo('4000.00')] }), person('Cem', { limits: [upTo('90000.00')] })];
    expect(resolved([{ kind: 'manager', levels: 'authority' }], { people: withLimits, managers })).toEqual({
      candidates: ['ben is the manager of Mara Oduya, 2 levels up; may approve up to €5,000.00'],
      excluded: ['ana is the manager of Mara Oduya, but may approve only up to €500.00'],
    });
    expect(resolved([{ kind: 'manager', levels: 'authority' }], { people: withLimits, managers, amount: upTo('90000.01') }).candidates).toEqual([]);
  });

  it('with authority who may not sign, or are left out, are passed for the next who may', () => {
    const withLimits = [person('Ana', { limits: [upTo('9000.00')], roles: [] }), person('Ben', { limits: [upTo('9000.00')] }), person('Cem', { limits: [upTo('9000.00')] })];
    expect(resolved([{ kind: 'manager', levels: 'authority' }], { people: withLimits, managers, except: [{ kind: 'member', memberId: 'ben' }] })).toEqual({
      candidates: ['cem is the manager of Mara Oduya, 3 levels up; may approve up to €9,000.00'],
      excluded: ['ana holds no role that may decide', 'ben is left out: is named by this step'],
    });
  });
});

describe('authority (row:A1)', () => {
  const asks = { authority: true } as const;

  it('lets those sign whose limit covers the amount, to the last digit, and says of the others how far they may go', () => {
    const people = [person('Ana', { ...inBoard, limits: [upTo('5000')] }), person('Ben', { ...inBoard, limits: [upTo('4999.99'), upTo('1.00')] })];
    expect(resolved([board], { people, ...asks })).toEqual({ candidates: ['ana is in the group Board; may approve up to €5,000.00'], excluded: ['ben is in the group Board, but may approve only up to €4,999.99'] });
    expect(resolved([board], { people, ...asks, amount: upTo('5000.000000000000000000000000000001') }).candidates).toEqual([]);
  });

  it('is none in another currency, and none without a limit', () => {
    const people = [person('Ana', { ...inBoard, limits: [upTo('90000.00', 'CHF')] }), person('Ben', inBoard)];
    expect(resolved([board], { people, ...asks }).excluded).toEqual(['ana is in the group Board, but may approve nothing of this type in EUR', 'ben is in the group Board, but may approve nothing of this type in EUR']);
  });

  it('covers no request without an amount', () => {
    const people = [person('Ana', { ...inBoard, limits: [upTo('90000.00')] })];
    expect(resolved([board], { people, ...asks, amount: null })).toEqual({ candidates: [], excluded: ['ana is in the group Board, but the request has no amount that their authority could cover'] });
  });

  it('is no right to decide', () => {
    const people = [person('Ana', { ...inBoard, roles: [], limits: [upTo('90000.00')] }), person('Ben', { ...inBoard, roles: [{ ...signing, reads: false }] })];
    expect(resolved([board], { people, ...asks }).excluded).toEqual(['ana holds no role that may decide', 'ben may see no request']);
  });
});

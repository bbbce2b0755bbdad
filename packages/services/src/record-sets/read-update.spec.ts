import { describe, expect, it } from '@jest/globals';
import type { RecordSetSettings } from '@countersign/contracts/record-sets';
import { readUpdate, type RecordShape, type SaidRecord } from './read-update.part.js';
import { rankOf } from './version-rank.part.js';

const shape: RecordShape = { idPointer: '/id', version: { kind: 'number', pointer: '/version' }, titlePointer: '/name', naturalKeyPointer: '/tax', fields: [{ name: 'IBAN', pointer: '/iban', type: 'text' }, { name: 'Limit', pointer: '/limit', type: 'number' }, { name: 'Since', pointer: '/since', type: 'time' }] };
const at = new Date('2026-11-30T12:00:00.000Z');
const read = (said: unknown, change: Partial<SaidRecord> = {}) => readUpdate({ shape, said, at, ...change });
const of = (said: unknown, change: Partial<SaidRecord> = {}) => {
  const result = read(said, change);
  if (!result.ok) throw new Error(result.problem);
  return result.update;
};

describe('a version', () => {
  it.each<[RecordSetSettings['version']['kind'], unknown, string | null]>([
    ['number', 7, '7'],
    ['number', '123456789012345678901234567890', '123456789012345678901234567890'],
    ['number', 1.5, null],
    ['number', -1, null],
    ['number', '07', null],
    ['number', null, null],
    ['time', '1970-01-01T00:00:01Z', '1000000000'],
    ['time', '1970-01-01T01:00:01.000000001+01:00', '1000000001'],
    ['time', '1970-01-01t00:00:01.5z', '1500000000'],
    ['time', 1, '1000000000'],
    ['time', '2026-02-31T00:00:00Z', null],
    ['time', 'yesterday', null],
    ['time', 1e15, null],
  ])('that is a %s and said as %j has the rank %s (row:D5)', (kind, said, rank) => {
    expect(rankOf(kind, said)).toBe(rank);
  });
});

describe('a record', () => {
  it('is kept as far as it is named, and no further (row:D5)', () => {
    const update = of({ id: 7, version: 3, name: 'Acme', tax: 'DE1', iban: 'DE00', limit: 10, since: '2026-01-01T00:00:00Z', note: 'private' });
    expect(update).toMatchObject({ outsideId: '7', version: '3', rank: '3', state: 'current', title: 'Acme', naturalKey: 'DE1', fields: { IBAN: 'DE00', Limit: 10, Since: '2026-01-01T00:00:00Z' }, problem: null });
    expect(JSON.stringify(update)).not.toContain('private');
  });

  it('is quarantined where it is not of the agreed shape, with what is right of it (row:D5 row:D3)', () => {
    expect(of({ id: 'a', version: 1, name: 'Acme', iban: 5, limit: 10 })).toMatchObject({ state: 'quarantined', fields: { Limit: 10 }, problem: expect.stringMatching(/^IBAN is no text/) });
    expect(of({ id: 'a', version: 1 })).toMatchObject({ state: 'quarantined', title: null, problem: expect.stringMatching(/no title/) });
    expect(of({ id: 'a', version: 1, name: 'Acme' }, { drift: 'The whole: no.' })).toMatchObject({ state: 'quarantined', problem: 'The whole: no.' });
  });

  it('cannot be kept without an id or a version, or with what the database does not hold (row:D5)', () => {
    for (const said of [{ version: 1, name: 'Acme' }, { id: '', version: 1 }, { id: 'a', name: 'Acme' }, { id: 'a', version: 'one' }, { id: 'a\u0007', version: 1 }, { id: 'a', version: 1, name: 'A\u0000' }, { id: 'a', version: 1, name: 'A', iban: '\ud800' }, null, 'a', ['a']]) expect(read(said).ok).toBe(false);
  });

  it('is gone where it is said to be, without having to say anything else (row:D5)', () => {
    expect(of({ id: 'a', version: 4 }, { isGone: true })).toMatchObject({ state: 'gone', title: null, fields: {}, problem: null });
  });

  it('has the time of asking as its version where the system says none (row:D5)', () => {
    expect(of({ id: 'a', name: 'Acme' }, { shape: { ...shape, version: { kind: 'time', pointer: null } } })).toMatchObject({ version: at.toISOString(), rank: rankOf('time', at.toISOString()) });
  });

  it('has another digest where it says something else, and the same where only what is not kept differs (row:D5)', () => {
    const said = { id: 'a', version: 1, name: 'Acme', iban: 'DE00' };
    expect(of({ ...said, note: 'x' }).digest).toBe(of(said).digest);
    expect(of({ ...said, iban: 'DE01' }).digest).not.toBe(of(said).digest);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differencesOf, fingerprintOf, selectFields } from './fingerprint.part.js';

const vendor = { name: 'Vendor', bank: { iban: 'DE00', 'a/b': 1 }, lines: [{ id: 1 }, { id: 2 }] };

describe('the fields of a record', () => {
  it.each([
    ['', vendor], ['/name', 'Vendor'], ['/bank/iban', 'DE00'], ['/bank/a~1b', 1], ['/lines/1/id', 2], ['/lines/01/id', null], ['/lines/length', null], ['/none', null], ['/__proto__', null], ['/constructor/name', null],
  ])('at %j are what is written there, and nothing where nothing is (RFC 6901) (row:A5)', (pointer, value) => {
    expect(selectFields(vendor, [pointer])).toEqual({ [pointer]: value });
  });
});

describe('the fingerprint of a record (row:A5)', () => {
  it('is the same in whatever order a system says it, and another for any other value', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (one, other) => {
      const turned = Object.fromEntries(Object.entries(one).reverse());
      const [a, b, c] = [one, turned, other].map((record) => fingerprintOf(selectFields(JSON.parse(JSON.stringify(record)), [''])));
      expect(a).toBe(b);
      const said = differencesOf(selectFields(JSON.parse(JSON.stringify(one)), ['']), selectFields(JSON.parse(JSON.stringify(one)), ['']));
      expect(said).toEqual([]);
      if (a !== c) expect(JSON.stringify(one)).not.toBe(JSON.stringify(other));
    }));
  });

  it('does not change with what it is not bound to', () => {
    const of = (record: unknown) => fingerprintOf(selectFields(record, ['/bank/iban']));
    expect(of({ ...vendor, name: 'Other' })).toBe(of(vendor));
    expect(of({ ...vendor, bank: { iban: 'DE01' } })).not.toBe(of(vendor));
  });

  it('says which field is another, before and after', () => {
    expect(differencesOf({ '/bank/iban': 'DE00', '/name': 'Vendor' }, { '/bank/iban': 'DE01', '/name': 'Vendor' })).toEqual(['/bank/iban was "DE00" and is "DE01".']);
  });
});

import type { RequestSheet } from '@countersign/contracts/screens';
import { describe, expect, it } from '@jest/globals';
import { listChanges } from './list-changes.js';

interface Parts {
  readonly revision?: number;
  readonly facts?: readonly (readonly [string, string])[];
  readonly digest?: string;
  readonly target?: string;
}
const sheet = ({ revision = 1, facts = [['Amount', '€9,800.00'], ['Delivery', '28 Nov 2026']], digest = 'a', target = 'https://pay.example' }: Parts = {}) =>
  ({
    request: { revision },
    facts: facts.map(([label, value]) => ({ label, value })),
    decision: { choices: [{ verdict: 'approve', label: 'Approve', consequencesDigest: digest, next: { outcome: 'approved', stepName: null }, effects: [{ label: 'Pay', target }], told: [] }] },
  }) as unknown as RequestSheet;

describe('what has changed since one signed', () => {
  it('is nothing where nothing did', () => {
    expect(listChanges(sheet(), sheet())).toEqual([]);
  });

  it('names each field with what it was and what it is, the version, what was added and what was left out', () => {
    const now = sheet({ revision: 2, facts: [['Amount', '€12,400.00'], ['Cost centre', 'Marketing']] });
    expect(listChanges(sheet(), now)).toEqual([
      { what: 'Version', was: '1', is: '2' },
      { what: 'Amount', was: '€9,800.00', is: '€12,400.00' },
      { what: 'Cost centre', was: null, is: 'Marketing' },
      { what: 'Delivery', was: '28 Nov 2026', is: null },
    ]);
  });

  it('names a consequence that goes elsewhere, and says so too when only its content differs', () => {
    expect(listChanges(sheet(), sheet({ digest: 'b', target: 'https://other.example' }))).toEqual([{ what: 'Approve', was: 'approved; Pay (https://pay.example)', is: 'approved; Pay (https://other.example)' }]);
    expect(listChanges(sheet(), sheet({ digest: 'b' }))).toEqual([{ what: 'Approve', was: null, is: 'What is sent has changed in its content.' }]);
  });

  it('does not repeat for every choice what the fields show already', () => {
    expect(listChanges(sheet(), sheet({ revision: 2, digest: 'b' }))).toEqual([{ what: 'Version', was: '1', is: '2' }]);
  });
});

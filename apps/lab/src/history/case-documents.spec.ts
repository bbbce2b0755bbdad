import { describe, expect, test } from '@jest/globals';
import { documentOfEach, documentsOf } from './case-documents.js';
import { caseOf } from './case-shorthand.js';
import type { HistoryCase } from './history-case.js';

const shortly = (history: HistoryCase) => documentsOf(history).map(({ kind, paid, events }) => `${kind}${paid ? '' : ' (unpaid)'}: ${events.map(({ act }) => act).join(' ')}`);

describe('the documents of a case', () => {
  test('are told apart by the names of its events, whatever they are called; notes belong to none', () => {
    expect(shortly(caseOf('c', 'permit:submitted trip permit:+SUP declaration:submitted declaration:+SUP requested handled'))).toEqual([
      'Permit (unpaid): submitted final_approved',
      'Declaration: submitted final_approved payment_requested payment_handled',
    ]);
    expect(shortly(caseOf('c', 'Invoice:submitted Invoice:+SUP requested'))).toEqual(['Invoice: submitted final_approved payment_requested']);
  });

  test('every event belongs to one of them or is a note, also where they are interleaved', () => {
    const history = caseOf('c', 'permit:submitted declaration:submitted permit:+SUP reminder requested handled declaration:+SUP trip');
    expect(documentOfEach(history)).toEqual([0, 1, 0, null, 1, 1, 1, null]);
    const gathered = documentsOf(history).reduce((total, { events }) => total + events.length, 0);
    expect(gathered).toBe(history.events.filter(({ act }) => act !== 'noted').length);
  });

  test('a further one of a kind begins after the final approval of the one before, where the log numbers several, and nowhere else', () => {
    const history = caseOf('c', 'declaration:submitted declaration:+SUP requested declaration:submitted declaration:+SUP requested');
    expect(documentsOf(history)).toHaveLength(1);
    const numbered = { ...history, facts: new Map([['dec_id_0', 'declaration 1'], ['dec_id_1', 'declaration 2'], ['DeclarationNumber_1', 'declaration number 2']]) };
    expect(shortly(numbered)).toEqual(['Declaration: submitted final_approved payment_requested', 'Declaration: submitted final_approved payment_requested']);
    const rejected = caseOf('c', 'declaration:submitted declaration:+SUP declaration:-nobody declaration:submitted');
    expect(documentsOf({ ...rejected, facts: numbered.facts })).toHaveLength(1);
  });

  test('are one at least, also where the case has nothing but payments or notes', () => {
    expect(shortly(caseOf('c', 'trip reminder'))).toEqual(['Request: ']);
    expect(shortly(caseOf('c', 'requested handled'))).toEqual(['Request: payment_requested payment_handled']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { checkContent, checkForm } from '@countersign/contracts/request-types';
import { documentsOf } from './case-documents.js';
import { caseOf } from './case-shorthand.js';
import type { HistoryCase } from './history-case.js';
import { contentOf, historyForm } from './history-form.js';
import { usualRoute, type Route } from './the-way.js';

const contentFor = (history: HistoryCase, route: Route, at = 0) => {
  const document = documentsOf(history)[at];
  const submitted = document?.events[0];
  if (!document || !submitted) throw new Error('a document with events was expected');
  return contentOf(history, document, route, submitted);
};
const withFacts = (history: HistoryCase, facts: Readonly<Record<string, string>>): HistoryCase => ({ ...history, facts: new Map(Object.entries(facts)) });

describe("the form of the log's requests", () => {
  test('is one that the product accepts', () => {
    expect(checkForm(historyForm)).toEqual([]);
  });

  test('takes every digit of the amount, the stated time with its offset, and the route as it is', () => {
    const facts = { RequestedAmount: '34.336342850993450', RfpNumber: 'request for payment number 148215', Project: 'project 1' };
    const content = contentFor(withFacts(caseOf('requestforpayment1', 'submitted +adm +SUP', 'organizational unit 65463'), facts), { firstCheck: false, director: true });
    expect(checkContent(historyForm, content)).toEqual([]);
    expect(content).toEqual({
      title: 'Request for payment number 148215',
      amount: { amount: '34.336342850993450', currency: 'EUR' },
      unit: 'organizational unit 65463',
      project: 'project 1',
      case_id: 'requestforpayment1',
      stated_time: '2017-01-01T00:00:00.000+01:00',
      is_checked_first: false,
      needs_the_director: true,
      is_paid: true,
    });
  });

  test('takes a case of a log that names no unit, no number, no amount and no time', () => {
    const history = withFacts(caseOf('declaration1', 'submitted', null), { Amount: 'UNKNOWN' });
    const content = contentFor({ ...history, events: history.events.map((event) => ({ ...event, statedTime: null })) }, usualRoute);
    expect(checkContent(historyForm, content)).toEqual([]);
    expect(content).toMatchObject({ title: 'Declaration1', unit: 'the whole organisation', stated_amount: 'UNKNOWN' });
    expect(content).not.toHaveProperty('amount');
    expect(content).not.toHaveProperty('stated_time');
  });

  test("has each document's own facts, under the names that its log has for them", () => {
    const facts = { 'Permit travel permit number': 'travel permit number 7', 'Permit RequestedBudget': '900.5', 'Permit BudgetNumber': 'budget 1', 'Permit ProjectNumber': 'project 9', DeclarationNumber_0: 'declaration number 8', Amount: '812.25', BudgetNumber: 'budget 2' };
    const history = withFacts(caseOf('travel 1', 'permit:submitted permit:+SUP declaration:submitted'), facts);
    expect(contentFor(history, usualRoute, 0)).toMatchObject({ title: 'Travel permit number 7', amount: { amount: '900.5' }, budget: 'budget 1', project: 'project 9', is_paid: false });
    expect(contentFor(history, usualRoute, 1)).toMatchObject({ title: 'Declaration number 8', amount: { amount: '812.25' }, budget: 'budget 2', is_paid: true });
    for (const at of [0, 1]) expect(checkContent(historyForm, contentFor(history, usualRoute, at))).toEqual([]);
  });

  test('cuts what is longer than a field between characters', () => {
    const history = withFacts(caseOf('c', 'submitted'), { Project: `${'x'.repeat(199)}😀😀` });
    expect(contentFor(history, usualRoute)).toMatchObject({ project: `${'x'.repeat(199)}😀` });
    expect(checkContent(historyForm, contentFor(history, usualRoute))).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { checkContent, checkForm } from '@countersign/contracts/request-types';
import { caseOf } from './case-shorthand.js';
import { contentOf, historyForm } from './history-form.js';

const submitted = (history: ReturnType<typeof caseOf>) => {
  const [first] = history.events;
  if (!first) throw new Error('a case has events');
  return first;
};

describe("the form of the log's requests", () => {
  test('is one that the product accepts', () => {
    expect(checkForm(historyForm)).toEqual([]);
  });

  test('takes every digit of the amount, the stated time with its offset, and the route as it is', () => {
    const history = { ...caseOf('requestforpayment1', 'submitted +adm +SUP', 'organizational unit 65463'), amount: '34.336342850993450', documentNumber: 'request for payment number 148215', project: 'project 1' };
    const content = contentOf(history, ['ADMINISTRATION', 'SUPERVISOR'], submitted(history));
    expect(checkContent(historyForm, content)).toEqual([]);
    expect(content).toEqual({
      title: 'Request for payment number 148215',
      amount: { amount: '34.336342850993450', currency: 'EUR' },
      unit: 'organizational unit 65463',
      project: 'project 1',
      case_id: 'requestforpayment1',
      stated_time: '2017-01-01T00:00:00.000+01:00',
      route_pre_approver: false,
      route_administration: true,
      route_budget_owner: false,
      route_supervisor: true,
      route_director: false,
    });
  });

  test('takes a case of a log that names no unit and no number', () => {
    const history = { ...caseOf('declaration1', 'submitted'), unit: null };
    const content = contentOf(history, ['SUPERVISOR'], submitted(history));
    expect(checkContent(historyForm, content)).toEqual([]);
    expect(content).toMatchObject({ title: 'Declaration1', unit: 'the whole organisation' });
  });
});

import { describe, expect, test } from '@jest/globals';
import type { HistoryCase } from './history-case.js';
import { readActivity } from './read-activity.js';
import { readXes } from './read-xes.js';

const facts = (amountKey: string, amount: string, more = '') => `<string key="(case)_${amountKey}" value="${amount}"/>${more}`;
const event = (activity: string, time: string, of: string) =>
  `<event><date key="time:timestamp" value="${time}"/>${of}<string key="concept:name" value="${activity}"/><string key="org:role" value="EMPLOYEE"/></event>`;
const trace = (id: string, ...events: string[]) => `<trace><string key="concept:name" value="${id}"/>${events.join('')}</trace>`;
const log = (...traces: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0"><global scope="event"><string key="concept:name" value="name"/></global>${traces.join('\n')}</log>`;

const request = facts(
  'RequestedAmount',
  '34.336342850993450',
  '<string key="(case)_OrganizationalEntity" value="organizational unit 65463"/><string key="(case)_Project" value="project &amp; 148216"/><string key="(case)_Cost_Type" value="0"/><string key="(case)_RfpNumber" value="request for payment number 148215"/>',
);
const sample = log(
  trace('requestforpayment1', event('Request For Payment SUBMITTED by EMPLOYEE', '2017-01-09T09:17:18.000+01:00', request), event('Request For Payment FINAL_APPROVED by SUPERVISOR', '2017-01-09T09:18:00.000+01:00', request), event('Payment Handled', '2017-01-10T09:18:00.000+01:00', request)),
  trace('declaration2', event('Declaration SAVED by EMPLOYEE', '2017-02-01T00:00:00.000+01:00', facts('Amount', '0.0', '<string key="(case)_BudgetNumber" value="budget 86566"/>'))),
);

async function read(chunks: Iterable<string | Uint8Array>): Promise<HistoryCase[]> {
  const cases: HistoryCase[] = [];
  for await (const history of readXes(chunks)) cases.push(history);
  return cases;
}

describe('reading a log', () => {
  test('keeps every case and event, in order, with all digits of the amount', async () => {
    const [first, second, ...others] = await read([sample]);
    expect(others).toEqual([]);
    expect(first).toEqual({
      id: 'requestforpayment1',
      amount: '34.336342850993450',
      unit: 'organizational unit 65463',
      project: 'project & 148216',
      costType: '0',
      documentNumber: 'request for payment number 148215',
      budget: null,
      events: [
        { act: 'submitted', role: 'EMPLOYEE', statedTime: '2017-01-09T09:17:18.000+01:00', activity: 'Request For Payment SUBMITTED by EMPLOYEE' },
        { act: 'final_approved', role: 'SUPERVISOR', statedTime: '2017-01-09T09:18:00.000+01:00', activity: 'Request For Payment FINAL_APPROVED by SUPERVISOR' },
        { act: 'payment_handled', role: 'UNDEFINED', statedTime: '2017-01-10T09:18:00.000+01:00', activity: 'Payment Handled' },
      ],
    });
    expect(second).toMatchObject({ id: 'declaration2', amount: '0.0', unit: null, budget: 'budget 86566' });
  });

  test('does not depend on where the text is cut, even within a character', async () => {
    const bytes = new TextEncoder().encode(sample.replace('project &amp; 148216', 'projéct ✓'));
    const whole = await read([bytes]);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => bytes.subarray(index * 7, index * 7 + 7));
    expect(await read(pieces)).toEqual(whole);
    expect(whole[0]?.project).toBe('projéct ✓');
  });

  test('refuses an event that it does not understand, a case without an amount, and a log that stops short', async () => {
    await expect(read([log(trace('a', event('Request For Payment FORGOTTEN by EMPLOYEE', '2017-01-09T09:17:18.000+01:00', request)))])).rejects.toThrow(/not understood: "Request For Payment FORGOTTEN by EMPLOYEE"/);
    await expect(read([log(trace('a', event('Payment Handled', '2017-01-09T09:17:18.000+01:00', '')))])).rejects.toThrow(/Case a names no amount/);
    await expect(read([sample.slice(0, -6)])).rejects.toThrow(/ends before it is closed/);
    await expect(read([log('<trace><string key=x/></trace>')])).rejects.toThrow(/[Uu]nquoted attribute/);
    await expect(read([log('<trace><string key="concept:name" value="a"/></trace>')])).rejects.toThrow(/Case a has no events/);
  });

  test.each([
    ['Request For Payment APPROVED by BUDGET OWNER', 'approved', 'BUDGET OWNER'],
    ['Declaration FINAL_APPROVED by DIRECTOR', 'final_approved', 'DIRECTOR'],
    ['Declaration REJECTED by PRE_APPROVER', 'rejected', 'PRE_APPROVER'],
    ['Request For Payment REJECTED by MISSING', 'rejected', 'MISSING'],
    ['Request Payment', 'payment_requested', 'UNDEFINED'],
  ])('%s', (activity, act, role) => {
    expect(readActivity(activity)).toEqual({ act, role });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentsOf } from './case-documents.js';
import type { HistoryCase } from './history-case.js';
import { readActivity } from './read-activity.js';
import { readXes, readXesFile } from './read-xes.js';

const facts = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([key, value]) => `<string key="(case)_${key}" value="${value}"/>`).join('');
const event = (activity: string, time: string, of = '') =>
  `<event><date key="time:timestamp" value="${time}"/>${of}<string key="concept:name" value="${activity}"/><string key="org:resource" value="somebody 12"/><string key="org:role" value="EMPLOYEE"/></event>`;
const trace = (id: string, ...events: string[]) => `<trace><string key="concept:name" value="${id}"/>${events.join('')}</trace>`;
const log = (...traces: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0"><global scope="event"><string key="concept:name" value="name"/></global>${traces.join('\n')}</log>`;

const request = facts({ RequestedAmount: '34.336342850993450', OrganizationalEntity: 'organizational unit 65463', Project: 'project &amp; 148216' });
const noon = '2017-01-09T12:00:00.000+01:00';
const sample = log(
  trace('requestforpayment1', event('Request For Payment SUBMITTED by EMPLOYEE', '2017-01-09T09:17:18.000+01:00', request), event('Request For Payment FINAL_APPROVED by SUPERVISOR', '2017-01-09T09:18:00.000+01:00', request), event('Payment Handled', '2017-01-10T09:18:00.000+01:00', request)),
  trace('declaration2', event('Declaration SAVED by EMPLOYEE', '2017-02-01T00:00:00.000+01:00', facts({ Amount: '0.0', BudgetNumber: 'budget 86566' }))),
);

async function gather(cases: AsyncIterable<HistoryCase>): Promise<HistoryCase[]> {
  const found: HistoryCase[] = [];
  for await (const history of cases) found.push(history);
  return found;
}
const read = (chunks: Iterable<string | Uint8Array>) => gather(readXes(chunks));

describe('reading a log', () => {
  test('keeps every case and event, in order, with the text of its facts as it stands', async () => {
    const [first, second, ...others] = await read([sample]);
    expect(others).toEqual([]);
    expect(first?.events).toEqual([
      { act: 'submitted', role: 'EMPLOYEE', document: 'Request For Payment', statedTime: '2017-01-09T09:17:18.000+01:00', activity: 'Request For Payment SUBMITTED by EMPLOYEE' },
      { act: 'final_approved', role: 'SUPERVISOR', document: 'Request For Payment', statedTime: '2017-01-09T09:18:00.000+01:00', activity: 'Request For Payment FINAL_APPROVED by SUPERVISOR' },
      { act: 'payment_handled', role: 'UNDEFINED', document: null, statedTime: '2017-01-10T09:18:00.000+01:00', activity: 'Payment Handled' },
    ]);
    expect(first).toMatchObject({ id: 'requestforpayment1', unit: 'organizational unit 65463' });
    expect([first?.facts.get('RequestedAmount'), first?.facts.get('Project')]).toEqual(['34.336342850993450', 'project & 148216']);
    expect(second).toMatchObject({ id: 'declaration2', unit: null });
    expect(second?.facts.get('Amount')).toBe('0.0');
  });

  test('does not depend on where the text is cut, even within a character', async () => {
    const bytes = new TextEncoder().encode(sample.replace('project &amp; 148216', 'projéct ✓'));
    const whole = await read([bytes]);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => bytes.subarray(index * 7, index * 7 + 7));
    expect(await read(pieces)).toEqual(whole);
    expect(whole[0]?.facts.get('Project')).toBe('projéct ✓');
  });

  test('takes facts from the case itself, from its events, nested or prefixed, and lacks what the log lacks', async () => {
    const [bare, nameless] = await read([
      `<xes:log><xes:trace><xes:string key="concept:name" value="a"/><xes:string key="Permit OrganizationalEntity" value="unit 1"><xes:string key="note" value="nested"/></xes:string>
        <xes:list key="ids"><xes:values><xes:string key="dec_id_0" value="hidden"/></xes:values></xes:list>
        <xes:event><xes:string key="concept:name" value="Permit SUBMITTED by EMPLOYEE"><xes:string key="org:role" value="nested"/></xes:string></xes:event></xes:trace>
        <xes:trace><xes:event><xes:date key="time:timestamp" value="yesterday"/></xes:event></xes:trace></xes:log>`,
    ]);
    expect(bare).toMatchObject({ id: 'a', unit: 'unit 1', events: [{ act: 'submitted', document: 'Permit', statedTime: null }] });
    expect([...(bare?.facts.keys() ?? [])]).toEqual(['concept:name', 'Permit OrganizationalEntity']);
    expect(nameless).toMatchObject({ id: 'case 2 of the log', unit: null, events: [{ act: 'noted', activity: '(an event without a name)', statedTime: null }] });
  });

  test('knows a travel case of this collection: permit, trip, declaration and reminders', async () => {
    const about = facts({ 'Permit travel permit number': 'travel permit number 3', 'Permit OrganizationalEntity': 'organizational unit 9', RequestedBudget: '100.0', Amount: '90.5', dec_id_0: 'declaration 5' });
    const activities = ['Permit SUBMITTED by EMPLOYEE', 'Permit FOR_APPROVAL by SUPERVISOR', 'Permit FINAL_APPROVED by SUPERVISOR', 'Start trip', 'End trip', 'Send Reminder', 'Declaration SUBMITTED by EMPLOYEE', 'Declaration REJECTED by MISSING', 'Declaration FINAL_APPROVED by SUPERVISOR', 'Request Payment', 'Payment Handled'];
    const [history] = await read([log(trace('travel permit 1', ...activities.map((activity) => event(activity, noon, about))))]);
    if (!history) throw new Error('a case was expected');
    expect(history.unit).toBe('organizational unit 9');
    expect(history.events.filter(({ act }) => act === 'noted').map(({ activity }) => activity)).toEqual(['Permit FOR_APPROVAL by SUPERVISOR', 'Start trip', 'End trip', 'Send Reminder']);
    expect(documentsOf(history).map(({ kind, events }) => [kind, events.length])).toEqual([['Permit', 2], ['Declaration', 5]]);
  });

  test('refuses broken text, a log that stops short, what is no log, and a decision by somebody without a part in the process', async () => {
    await expect(read([sample.slice(0, -6)])).rejects.toThrow(/ends before it is closed/);
    await expect(read([log('<trace><string key=x/></trace>')])).rejects.toThrow(/[Uu]nquoted attribute/);
    await expect(read(['<html><body></body></html>'])).rejects.toThrow(/begins with <html>, and an event log begins with <log>/);
    await expect(read([log(trace('a', event('Declaration APPROVED by PORTER', noon)))])).rejects.toThrow(/"Declaration APPROVED by PORTER" by "PORTER"/);
    await expect(read([log(trace('a', event('Declaration APPROVED by EMPLOYEE', noon)))])).rejects.toThrow(/EMPLOYEE signs no step/);
  });

  test.each([
    ['Request For Payment APPROVED by BUDGET OWNER', 'approved', 'BUDGET OWNER', 'Request For Payment'],
    ['Declaration FINAL_APPROVED by DIRECTOR', 'final_approved', 'DIRECTOR', 'Declaration'],
    ['Declaration REJECTED by PRE_APPROVER', 'rejected', 'PRE_APPROVER', 'Declaration'],
    ['Permit REJECTED by MISSING', 'rejected', 'MISSING', 'Permit'],
    ['Declaration REJECTED by EMPLOYEE', 'rejected', 'EMPLOYEE', 'Declaration'],
    ['Request Payment', 'payment_requested', 'UNDEFINED', null],
    ['Start trip', 'noted', 'UNDEFINED', null],
    ['Declaration FOR_APPROVAL by ADMINISTRATION', 'noted', 'ADMINISTRATION', null],
  ])('%s', (activity, act, role, document) => {
    expect(readActivity(activity)).toEqual({ act, role, document });
  });

  test("takes the event's role where the activity's name does not say by whom", () => {
    expect(readActivity('Permit SUBMITTED', 'EMPLOYEE')).toEqual({ act: 'submitted', role: 'EMPLOYEE', document: 'Permit' });
    expect(() => readActivity('Permit APPROVED')).toThrow(/by nobody/);
  });
});

describe('reading a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-xes-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('takes it gzipped or plain, whatever it is called, in the encoding that it names', async () => {
    const whole = await read([sample]);
    expect(await gather(readXesFile(file('a.xes.gz', gzipSync(sample))))).toEqual(whole);
    expect(await gather(readXesFile(file('b.gz', sample)))).toEqual(whole);
    const latin = Buffer.from(sample.replace('UTF-8', 'ISO-8859-1').replace('project &amp; 148216', 'Flüge'), 'latin1');
    expect((await gather(readXesFile(file('c.xes', latin))))[0]?.facts.get('Project')).toBe('Flüge');
  });

  test.each<[string, () => string, RegExp]>([
    ['that is not there', () => join(folder, 'nowhere.xes'), /there is no such file/],
    ['that is a folder', () => folder, /it is a folder/],
    ['of something else', () => file('page.html', '<html></html>'), /begins with <html>/],
    ['that is empty', () => file('empty.xes', ''), /ends before it is closed/],
    ['whose compressed data stops short', () => file('short.xes.gz', gzipSync(sample).subarray(0, 300)), /stops short/],
    ['whose compressed data is damaged', () => file('broken.xes.gz', Buffer.concat([gzipSync(sample).subarray(0, 40), Buffer.alloc(400, 7)])), /is damaged/],
    ['that is no text', () => file('binary.xes', Buffer.from([0x3c, 0x6c, 0x6f, 0x67, 0x3e, 0xff, 0xfe, 0x80])), /not text in the encoding/],
  ])('says in a sentence what is wrong with one %s', async (_, path, sentence) => {
    await expect(gather(readXesFile(path()))).rejects.toThrow(sentence);
    await expect(gather(readXesFile(path()))).rejects.toThrow(/cannot be read as an event log: [^\n]+$/);
  });
});

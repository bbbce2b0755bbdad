import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ReadyAct } from './act-memory.js';
import { Journal } from './journal.js';
import type { ReplayedCase } from './replayed-case.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'replay.jsonl');
function open() {
  const cases: number[] = [];
  const deliveries: string[] = [];
  const journal = new Journal(file(), { onCase: ({ index }) => void cases.push(index), onDelivery: (...delivery) => void deliveries.push(delivery.join(' ')) });
  return { journal, cases, deliveries };
}
const act: ReadyAct = { operation: 'decide', by: 'SUPERVISOR', about: 'task 1', body: { verdict: 'approve', reason: 'a\nb ✓' }, openStepId: 'supervisor', signedAlready: false };
const replayed: ReplayedCase = { index: 3, id: 'case 3', events: 2, noted: {}, documents: [] };
const beginning = { seed: 's', password: 'p', receiverSecret: 'whsec_x', receiverPort: 1234, date: '2026-01-01' };

describe('the journal of a replay', () => {
  test('gives a later run everything that was written: the beginning, cases, deliveries, time, and the acts of what is unfinished', () => {
    const first = open().journal;
    first.begin(beginning);
    first.memoryOf(7).keepReady(0, act);
    first.memoryOf(7).keepAnswer(0, { status: 'approved' });
    first.memoryOf(7).keepReady(1, act);
    first.memoryOf(3).keepReady(0, act);
    first.keepCase(replayed);
    first.keepDelivery('payment.requested', 'r1', 'w1');
    first.keepSpent(1500, 2, { API: 900, worker: 100 });
    first.keepSpent(500, 6, { API: 300 });
    first.keepSettled(70, { worker: 20 });
    first.close();
    const { journal, cases, deliveries } = open();
    expect(journal.beginning).toMatchObject(beginning);
    expect([cases, deliveries, journal.spentMs, journal.meanLoad, journal.settledMs]).toEqual([[3], ['payment.requested r1 w1'], 2000, 3, 70]);
    expect(journal.processorMs).toEqual({ API: 1200, worker: 120 });
    expect([journal.isFinished(3), journal.isFinished(7)]).toEqual([true, false]);
    const memory = journal.memoryOf(7);
    expect([memory.readyAt(0), memory.answerAt(0), memory.readyAt(1), memory.answerAt(1), memory.readyAt(2)]).toEqual([act, { status: 'approved' }, act, null, null]);
    expect(journal.memoryOf(3).readyAt(0)).toBeNull();
    journal.close();
  });

  test('a line that was cut short by a kill is as good as not written, and what follows it is whole', () => {
    const first = open().journal;
    first.keepCase(replayed);
    first.close();
    appendFileSync(file(), '{"line":"case","replayed":{"index":4,');
    const second = open();
    expect(second.cases).toEqual([3]);
    second.journal.keepCase({ ...replayed, index: 5 });
    second.journal.close();
    const third = open();
    expect(third.cases).toEqual([3, 5]);
    third.journal.close();
    for (const line of readFileSync(file(), 'utf8').trimEnd().split('\n')) expect(() => { JSON.parse(line); }).not.toThrow();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { startOwnStack, type OwnStack } from '../platform/own-stack.js';
import type { ActMemory } from './act-memory.js';
import { caseOf } from './case-shorthand.js';
import { checkPayments } from './check-payments.js';
import { checkRequests } from './check-requests.js';
import type { HistoryCase } from './history-case.js';
import { Journal } from './journal.js';
import { setUpOrganisation, type Organisation } from './organisation.js';
import { newReceiverSecret, PaymentReceiver } from './payment-receiver.js';
import { readXesFile } from './read-xes.js';
import { replayHistory, untilPaid } from './replay-history.js';
import { scanLog } from './scan-log.js';
import { checkTally, TallyBook } from './tally.js';

const travel = 'trip permit:submitted permit:+adm permit:+SUP reminder declaration:submitted declaration:-adm declaration:withdrawn declaration:submitted declaration:+adm declaration:+SUP requested handled';

/** Cases of the sample in which everything happens that a replay can meet, a few that go as in the log, and one of several documents. */
async function readShortForm(): Promise<HistoryCase[]> {
  const cases: HistoryCase[] = [];
  for await (const history of readXesFile('apps/lab/data/request-for-payment-sample.xes.gz')) cases.push(history);
  const chosen = new Set([148214, 148356, 149163, 149216, 171484].map((id) => `requestforpayment${id}`));
  return [...cases.filter(({ id }, index) => index < 6 || chosen.has(id)), caseOf('travel permit 1', travel, cases[0]?.unit ?? null)];
}

/** A journal whose process is killed at the nth act: before it is sent, or after it was, before its answer is kept. */
class KilledJournal extends Journal {
  killAt: { readonly moment: 'before sending' | 'after sending'; acts: number } | null = null;

  override memoryOf(index: number): ActMemory {
    const memory = super.memoryOf(index);
    const count = (moment: 'before sending' | 'after sending') => {
      if (this.killAt?.moment === moment && --this.killAt.acts < 0) throw new Error('killed');
    };
    return {
      ...memory,
      keepReady: (at, act) => {
        memory.keepReady(at, act);
        count('before sending');
      },
      keepAnswer: (at, answer) => {
        count('after sending');
        memory.keepAnswer(at, answer);
      },
    };
  }
}

let stack: OwnStack | undefined;
let cases: HistoryCase[] = [];
let organisation: Organisation;
const folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
const receiver = new PaymentReceiver(newReceiverSecret());

/** One run of the replay, on what the journal says of earlier ones. */
async function run(killAt: KilledJournal['killAt'] = null): Promise<{ book: TallyBook; foundDone: number }> {
  const book = new TallyBook();
  const journal = new KilledJournal(join(folder, 'replay.jsonl'), { onCase: (replayed) => book.add(replayed), onDelivery: () => undefined });
  journal.killAt = killAt;
  const foundDone = book.cases;
  try {
    await replayHistory({ organisation, cases, limit: Infinity, seed: 'short-form', concurrency: 4, journal, stopping: () => false, onCase: (replayed) => book.add(replayed) });
    return { book, foundDone };
  } finally {
    journal.close();
  }
}

let book: TallyBook;
beforeAll(async () => {
  await receiver.listen(0);
  stack = await startOwnStack({ repository: resolve('.'), allowedWebhookHosts: [receiver.host], environment: process.env, say: () => undefined });
  cases = await readShortForm();
  organisation = await setUpOrganisation({
    baseUrl: stack.baseUrl, seed: 'short-form', tenantName: 'Short form', description: '', password: 'a password of the replay', members: 'needed',
    endpoint: { url: receiver.url, secret: receiver.secret }, scope: await scanLog(cases), concurrency: 4,
  });
  await expect(run({ moment: 'before sending', acts: 5 })).rejects.toThrow('killed');
  await expect(run({ moment: 'after sending', acts: 12 })).rejects.toThrow('killed');
  book = (await run()).book;
  await untilPaid(book.payable, receiver.deliveries, 60_000, 1_500);
}, 180_000);

afterAll(async () => {
  await stack?.stop();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe('a replay over the real API, worker and PostgreSQL, killed twice on the way', () => {
  test('takes every case once, and goes as its rules foresee', () => {
    const tally = book.read();
    expect([tally.cases, tally.documents]).toEqual([cases.length, cases.length + 1]);
    expect(checkTally(tally)).toEqual([]);
  });

  test('meets each kind of departure with the refusal that says why', () => {
    const departures = book.read().departures.map(({ kind, codes }) => [kind, [...codes.keys()]]);
    expect(departures).toEqual(
      expect.arrayContaining([
        ['rejected_after_final_approval', ['task_closed']],
        ['submitted_again_after_withdrawal', ['request_closed']],
        ['signed_out_of_turn', ['not_found']],
        ['not_paid_in_log', []],
      ]),
    );
  });

  test('leaves exactly the requests that it submitted, each in the status that follows from its case', async () => {
    expect(await checkRequests(organisation.admin, book.statuses)).toEqual([]);
    const [id] = book.statuses.keys();
    expect(await checkRequests(organisation.admin, new Map([...book.statuses].filter(([other]) => other !== id)))).toHaveLength(1);
    expect(await checkRequests(organisation.admin, new Map([...book.statuses, ['a request that was lost', 'open']]))).toHaveLength(1);
  });

  test('pays every approved request that is paid exactly once and no other, each signed', () => {
    expect(checkPayments(book.payable, receiver.deliveries)).toMatchObject({ problems: [], paidOnce: book.payable.size });
    expect(book.payable.size).toBeGreaterThan(0);
    expect(receiver.problems).toEqual([]);
  });

  test('makes each document of a case a request that names the first, and what decides nothing a note', async () => {
    const mine = await Promise.all([...book.statuses.keys()].map((requestId) => organisation.admin.call(getRequest, { params: { requestId } })));
    const ofTravel = mine.filter(({ current }) => current.content.case_id === 'travel permit 1').sort((a, b) => a.number - b.number);
    expect(ofTravel.map(({ requestType, status, related, notes }) => [requestType.name, status, related.filter(({ relation }) => relation === 'names').map(({ number }) => number), notes.map(({ text }) => text.split(',')[0])])).toEqual([
      ['Permit', 'approved', [], ['Start trip', 'Send Reminder']],
      ['Declaration', 'withdrawn', [ofTravel[0]?.number], []],
      ['Declaration', 'approved', [ofTravel[0]?.number, ofTravel[1]?.number], []],
    ]);
  });

  test('run again finds everything done, sends nothing, and gives the same table', async () => {
    const again = await run({ moment: 'before sending', acts: 0 });
    expect(again.foundDone).toBe(cases.length);
    expect(again.book.read()).toEqual(book.read());
  });
});

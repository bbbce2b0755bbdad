import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { startOwnStack, type OwnStack } from '../platform/own-stack.js';
import { noMemory, type ActMemory } from './act-memory.js';
import { documentsOf } from './case-documents.js';
import { caseOf } from './case-shorthand.js';
import { checkPayments } from './check-payments.js';
import { checkRequests } from './check-requests.js';
import { checkTally } from './check-tally.js';
import { deriveRoutes } from './derive-routes.js';
import type { HistoryCase } from './history-case.js';
import { HttpCase, HttpDesk } from './http-desk.js';
import { Journal } from './journal.js';
import { setUpOrganisation, type Organisation } from './organisation.js';
import { ProcessorMeter } from './processor-meter.js';
import { newReceiverSecret, PaymentReceiver } from './payment-receiver.js';
import { readXesFile } from './read-xes.js';
import { replayHistory, untilPaid } from './replay-history.js';
import { scanLog } from './scan-log.js';
import { TallyBook } from './tally.js';

const travel = 'trip permit:submitted permit:+adm permit:+SUP reminder declaration:submitted declaration:-adm declaration:withdrawn declaration:submitted declaration:+adm declaration:+SUP requested handled';

/** What the sample has no case of: a budget owner of one's own, a director before the supervisor, payments of what nobody approved. */
const further = {
  'two signatures': 'submitted +adm +bud +SUP requested handled',
  'out of turn': 'submitted +pre +DIR +sup requested handled',
  'paid without approval': 'submitted -sup requested handled withdrawn',
  'paid without submission': 'saved requested handled',
};

/** Cases of the sample in which everything happens that a replay can meet, a few that go as in the log, and one of several documents. */
async function readShortForm(): Promise<HistoryCase[]> {
  const cases: HistoryCase[] = [];
  for await (const history of readXesFile('apps/lab/data/request-for-payment-sample.xes.gz')) cases.push(history);
  const chosen = new Set([148356, 171484].map((id) => `requestforpayment${id}`));
  const unit = cases[0]?.unit ?? null;
  return [...cases.filter(({ id }, index) => index < 6 || chosen.has(id)), ...Object.entries(further).map(([id, shorthand]) => caseOf(id, shorthand, unit)), caseOf('travel permit 1', travel, unit)];
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
    await replayHistory({ organisation, cases, limit: Infinity, seed: 'short-form', concurrency: 4, journal, meter: new ProcessorMeter({}), stopping: () => false, onCase: (replayed) => book.add(replayed) });
    return { book, foundDone };
  } finally {
    journal.close();
  }
}

let book: TallyBook;
/** The requests that a case became, in the order of their numbers, as the admin sees them. */
async function requestsOfCase(caseId: string) {
  const all = await Promise.all([...book.statuses.keys()].map((requestId) => organisation.admin.call(getRequest, { params: { requestId } })));
  return all.filter(({ current }) => current.content.case_id === caseId).sort((a, b) => a.number - b.number);
}

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
  await untilPaid(book.payments, receiver.received, 60_000, 1_500);
}, 180_000);

afterAll(async () => {
  await stack?.stop();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe('a replay over the real API, worker and PostgreSQL, killed twice on the way', () => {
  test('puts every case in one place, as recorded or under the refusal, and goes as its rules foresee', async () => {
    const tally = book.read();
    expect(checkTally(tally, await scanLog(cases))).toEqual([]);
    expect(tally.caseSums).toEqual({ asRecorded: cases.length - 7, asRecordedAfter: new Map([['request_closed', 4]]), refused: new Map([['not_found', 2], ['task_closed', 1]]), unexplained: [] });
    expect(checkTally(tally, await scanLog(cases.slice(1)))).not.toEqual([]);
  });

  test('meets each kind of departure with the refusal that says why', () => {
    const departures = book.read().departures.map(({ kind, codes }) => [kind, [...codes.keys()]]);
    expect(departures).toEqual(
      expect.arrayContaining([
        ['submitted_again_after_rejection', ['request_closed']],
        ['submitted_again_after_withdrawal', ['request_closed']],
        ['signed_out_of_turn', ['not_found']],
        ['paid_without_approval', expect.arrayContaining(['not_found', 'task_closed'])],
        ['not_paid_in_log', []],
      ]),
    );
  });

  test('lets one signature serve budget owner and supervisor where the supervisor signs as both, and asks for two where they are two', async () => {
    const signedIn = async (caseId: string) => {
      const [mine] = (await requestsOfCase(caseId)).filter(({ status }) => status === 'approved');
      return { steps: mine?.tasks.map(({ stepId, status }) => `${stepId} ${status}`), signed: mine?.decisions.map(({ stepId, member }) => `${stepId} by ${member.name.split(',')[0] ?? ''}`) };
    };
    expect(await signedIn('requestforpayment149290')).toEqual({ steps: ['budget-owner approved', 'supervisor approved'], signed: ['budget-owner by Supervisor'] });
    expect(await signedIn('two signatures')).toEqual({
      steps: ['first-check approved', 'budget-owner approved', 'supervisor approved'],
      signed: ['first-check by Administration', 'budget-owner by Budget owner', 'supervisor by Supervisor'],
    });
  });

  test('rejects after the final approval, and cancels what was paid by then', async () => {
    expect((await requestsOfCase('requestforpayment149163')).map(({ status }) => status)).toEqual(['rejected']);
    const history = caseOf('rejected late', 'submitted +SUP -nobody', cases[0]?.unit ?? null);
    const [document] = documentsOf(history);
    const [submitted, signed, rejected] = history.events;
    if (!document || !submitted || !signed || !rejected) throw new Error('three events of a document were expected');
    const http = new HttpCase(organisation, history, 'rejected late', noMemory);
    const desk = new HttpDesk(http, document, deriveRoutes(document));
    await desk.submit(submitted);
    expect(await desk.sign(signed, 'SUPERVISOR')).toEqual({ ok: true, status: 'approved' });
    const [id = ''] = http.requestIdsOf(document);
    await untilPaid(new Map([[id, 'made']]), receiver.received, 30_000, 0);
    expect(await desk.rejectAfterAll(rejected)).toEqual({ ok: true, status: 'rejected' });
    expect([...http.undone]).toEqual([[id, 'cancelled']]);
    await untilPaid(new Map([[id, 'cancelled']]), receiver.received, 30_000, 0);
    book.payments.set(id, 'cancelled');
    book.statuses.set(id, 'rejected');
    expect(receiver.received.cancellations.get(id)?.size).toBe(1);
  });

  test('leaves exactly the requests that it submitted, each in the status that follows from its case', async () => {
    expect(await checkRequests(organisation.admin, book.statuses)).toEqual([]);
    const [id] = book.statuses.keys();
    expect(await checkRequests(organisation.admin, new Map([...book.statuses].filter(([other]) => other !== id)))).toHaveLength(1);
    expect(await checkRequests(organisation.admin, new Map([...book.statuses, ['a request that was lost', 'open']]))).toHaveLength(1);
  });

  test('pays every approved request that is paid exactly once and no other, each signed', () => {
    expect(checkPayments(book.payments, receiver.received)).toMatchObject({ problems: [] });
    expect([...book.payments.values()]).toEqual(expect.arrayContaining(['made', 'cancelled']));
    expect(receiver.problems).toEqual([]);
  });

  test('makes each document of a case a request that names the first, and what decides nothing a note', async () => {
    const ofTravel = await requestsOfCase('travel permit 1');
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

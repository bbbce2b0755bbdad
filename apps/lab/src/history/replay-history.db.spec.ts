import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startOwnStack, type OwnStack } from '../platform/own-stack.js';
import { checkPayments, approvedRequestIds } from './check-payments.js';
import type { HistoryCase } from './history-case.js';
import { setUpOrganisation } from './organisation.js';
import { PaymentReceiver } from './payment-receiver.js';
import { readXesFile } from './read-xes.js';
import { replayHistory, untilPaid } from './replay-history.js';
import { checkTally, tallyCases, type ReplayedCase } from './tally.js';

/** Cases of the sample in which everything happens that a replay can meet, and a few that go as in the log. */
async function readShortForm(): Promise<HistoryCase[]> {
  const cases: HistoryCase[] = [];
  for await (const history of readXesFile('apps/lab/data/request-for-payment-sample.xes.gz')) cases.push(history);
  const chosen = new Set([148214, 148356, 149163, 149216, 171484].map((id) => `requestforpayment${id}`));
  return cases.filter(({ id }, index) => index < 6 || chosen.has(id));
}

let stack: OwnStack | undefined;
const receiver = new PaymentReceiver();
let replayed: ReplayedCase[] = [];
let cases: HistoryCase[] = [];

beforeAll(async () => {
  await receiver.listen(0);
  stack = await startOwnStack({ repository: resolve('.'), allowedWebhookHosts: [receiver.host], environment: process.env, say: () => undefined });
  cases = await readShortForm();
  const organisation = await setUpOrganisation({
    baseUrl: stack.baseUrl, seed: 'short-form', tenantName: 'Short form', description: '', password: 'a password of the replay', members: 'needed',
    endpoint: { url: receiver.url, secret: receiver.secret }, cases, concurrency: 4,
  });
  replayed = await replayHistory({ organisation, cases, seed: 'short-form', concurrency: 4, onCase: () => undefined });
  await untilPaid(replayed, receiver, 30_000, 1_500);
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  await receiver.close();
}, 30_000);

describe('a replay over the real API, worker and PostgreSQL', () => {
  test('takes every case once, and goes as its rules foresee', () => {
    const tally = tallyCases(replayed);
    expect(tally.cases).toBe(cases.length);
    expect(checkTally(tally)).toEqual([]);
  });

  test('meets each kind of departure with the refusal that says why', () => {
    const departures = tallyCases(replayed).departures.map(({ kind, codes }) => [kind, [...codes.keys()]]);
    expect(departures).toEqual(
      expect.arrayContaining([
        ['rejected_after_final_approval', ['task_closed']],
        ['submitted_again_after_withdrawal', ['request_closed']],
        ['signed_out_of_turn', ['not_found']],
        ['not_paid_in_log', []],
      ]),
    );
  });

  test('pays every approved request exactly once and no other, each signed', () => {
    expect(checkPayments(replayed, receiver.deliveries)).toMatchObject({ problems: [], paidOnce: approvedRequestIds(replayed).length });
    expect(receiver.problems).toEqual([]);
  });
});

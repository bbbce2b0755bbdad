import { describe, expect, test } from '@jest/globals';
import { caseOf } from './case-shorthand.js';
import { checkPayments } from './check-payments.js';
import { deriveRoute } from './derive-route.js';
import { FixedDesk } from './fixed-desk.js';
import { checkTally, tallyCases, type ReplayedCase } from './tally.js';
import { walkCase } from './walk-case.js';

async function replayed(...shorthands: string[]): Promise<ReplayedCase[]> {
  return Promise.all(
    shorthands.map(async (shorthand, index) => {
      const history = caseOf(`case ${index}`, shorthand);
      const walk = await walkCase(history, new FixedDesk(deriveRoute(history)));
      const fixed = await walkCase(history, new FixedDesk(['ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR']));
      return { history, walk, foreseen: walk, fixed, requestIds: Array.from({ length: walk.requests }, (_, n) => `request ${index}.${n}`) };
    }),
  );
}

const mixed = ['submitted +SUP requested handled', 'submitted +SUP -nobody', 'saved', 'submitted -adm withdrawn submitted +adm +SUP requested handled', 'submitted +adm +SUP -nobody'];

describe('the tally', () => {
  test('counts every case once: as in the log, or under its first departure', async () => {
    const tally = tallyCases(await replayed(...mixed));
    expect(tally).toMatchObject({ cases: 5, asInLog: 2, fixedReproduces: 1, requests: 5 });
    expect(tally.departures.map(({ kind, cases }) => [kind, cases])).toEqual([['rejected_after_final_approval', 2], ['submitted_again_after_withdrawal', 1]]);
    expect(tally.departures[0]).toMatchObject({ codes: new Map([['task_closed', 2]]), example: { caseId: 'case 1', activity: 'REJECTED by MISSING' } });
    expect(tally.endings.rejected.paid).toBe(2);
    expect(tally.departures.map(({ times }) => times)).toEqual([2, 1]);
    expect(checkTally(tally)).toEqual([]);
  });

  test('says so when sums do not add up, or a case went otherwise than foreseen', async () => {
    const cases = await replayed(...mixed);
    const tally = tallyCases(cases);
    expect(checkTally({ ...tally, cases: 6 })).toHaveLength(2);
    expect(checkTally({ ...tally, departures: tally.departures.slice(1) })).toHaveLength(1);
    const [first, second] = cases;
    if (!first || !second) throw new Error('two cases are needed');
    const surprised = tallyCases([{ ...first, foreseen: second.walk }, second]);
    expect(checkTally(surprised)).toEqual([expect.stringMatching(/case 0: foreseen paid, rejected_after_final_approval at event 3; found paid, as in the log/)]);
  });
});

describe('the payments', () => {
  const once = (id: string): [string, { count: number; webhookIds: Set<string> }] => [id, { count: 1, webhookIds: new Set([`of ${id}`]) }];

  test('are one for each approved request, and none for any other', async () => {
    const cases = await replayed(...mixed);
    const ids = ['request 0.0', 'request 1.0', 'request 3.1', 'request 4.0'];
    expect(checkPayments(cases, new Map(ids.map(once)))).toEqual({ approvedRequests: 4, paidOnce: 4, deliveries: 4, problems: [] });
  });

  test('that are missing, double, or for a withdrawn request are found', async () => {
    const cases = await replayed(...mixed);
    const seen = new Map(['request 0.0', 'request 3.0', 'request 4.0'].map(once)).set('request 1.0', { count: 2, webhookIds: new Set(['a']) });
    const { problems } = checkPayments(cases, seen);
    expect(problems).toEqual([
      'Request request 1.0 is approved; its payment came 2 times under 1 ids.',
      'Request request 3.1 is approved; its payment came 0 times under 0 ids.',
      'A payment came for request request 3.0, which is not approved.',
    ]);
  });
});

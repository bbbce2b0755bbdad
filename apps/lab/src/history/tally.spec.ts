import { describe, expect, test } from '@jest/globals';
import { caseOf } from './case-shorthand.js';
import { checkPayments } from './check-payments.js';
import { deriveRoute } from './derive-route.js';
import { FixedDesk } from './fixed-desk.js';
import { summarize, type ReplayedCase } from './replayed-case.js';
import { checkTally, TallyBook } from './tally.js';
import { walkCase } from './walk-case.js';

async function replayed(...shorthands: string[]): Promise<ReplayedCase[]> {
  return Promise.all(
    shorthands.map(async (shorthand, index) => {
      const history = caseOf(`case ${index}`, shorthand);
      const walks = await walkCase(history, (document) => new FixedDesk(deriveRoute(document)));
      const requestIds = walks.map(({ requests }, document) => Array.from({ length: requests }, (_, n) => `request ${index}.${document}.${n}`));
      return summarize(index, history, { walks, foreseen: walks, requestIds });
    }),
  );
}

function booked(cases: readonly ReplayedCase[]): TallyBook {
  const book = new TallyBook();
  for (const one of cases) book.add(one);
  return book;
}

const mixed = ['submitted +SUP requested handled', 'submitted +SUP -nobody', 'saved', 'submitted -adm withdrawn submitted +adm +SUP requested handled', 'submitted +adm +SUP -nobody'];
const travel = 'permit:submitted permit:+SUP trip declaration:submitted declaration:+SUP requested handled';

describe('the tally', () => {
  test('counts every case once: as in the log, or under its first departure', async () => {
    const tally = booked(await replayed(...mixed)).read();
    expect(tally).toMatchObject({ cases: 5, documents: 5, asInLog: 2, fixedReproduces: 1, requests: 5 });
    expect(tally.departures.map(({ kind, documents }) => [kind, documents])).toEqual([['rejected_after_final_approval', 2], ['submitted_again_after_withdrawal', 1]]);
    expect(tally.departures[0]).toMatchObject({ codes: new Map([['task_closed', 2]]), example: { caseId: 'case 1', activity: 'REJECTED by MISSING' } });
    expect(tally.endings.rejected.paid).toBe(2);
    expect(tally.departures.map(({ times }) => times)).toEqual([2, 1]);
    expect(checkTally(tally)).toEqual([]);
  });

  test('counts every document of a case, and its notes', async () => {
    const tally = booked(await replayed(travel)).read();
    expect(tally).toMatchObject({ cases: 1, documents: 2, events: 7, eventsDone: 7, requests: 2, asInLog: 2, noted: new Map([['Start trip', 1]]), kinds: new Map([['Declaration', 1], ['Permit', 1]]) });
    expect(checkTally(tally)).toEqual([]);
  });

  test('is the same in whatever order the cases were finished, and after a detour through JSON', async () => {
    const cases = await replayed(...mixed, travel);
    const detour = JSON.parse(JSON.stringify([...cases].reverse())) as ReplayedCase[];
    expect(booked(detour).read()).toEqual(booked(cases).read());
  });

  test('says so when sums do not add up, or a document went otherwise than foreseen', async () => {
    const cases = await replayed(...mixed);
    const tally = booked(cases).read();
    expect(checkTally({ ...tally, documents: 6 })).toHaveLength(3);
    expect(checkTally({ ...tally, departures: tally.departures.slice(1) })).toHaveLength(1);
    expect(checkTally({ ...tally, events: 2 })).toHaveLength(1);
    const [first] = cases;
    if (!first) throw new Error('a case is needed');
    const surprised = booked([{ ...first, documents: first.documents.map((document) => ({ ...document, foreseen: 'open, as in the log' })) }]).read();
    expect(checkTally(surprised)).toEqual([expect.stringMatching(/case 0, Request: foreseen open, as in the log; found paid, as in the log/)]);
  });

  test('knows the status that every request should have, and which ones have to be paid', async () => {
    const { statuses, payable } = booked(await replayed(...mixed, travel));
    expect([...statuses]).toEqual([['request 0.0.0', 'approved'], ['request 1.0.0', 'approved'], ['request 3.0.0', 'withdrawn'], ['request 3.0.1', 'approved'], ['request 4.0.0', 'approved'], ['request 5.0.0', 'approved'], ['request 5.1.0', 'approved']]);
    expect([...payable]).toEqual(['request 0.0.0', 'request 1.0.0', 'request 3.0.1', 'request 4.0.0', 'request 5.1.0']);
  });
});

describe('the payments', () => {
  const once = (id: string): [string, Set<string>] => [id, new Set([`of ${id}`])];

  test('are one for each approved request that is paid, and none for any other', async () => {
    const { payable } = booked(await replayed(...mixed));
    expect(checkPayments(payable, new Map([...payable].map(once)))).toEqual({ approvedRequests: 4, paidOnce: 4, problems: [] });
  });

  test('that are missing, double, or for a withdrawn request are found', async () => {
    const { payable } = booked(await replayed(...mixed));
    const seen = new Map(['request 0.0.0', 'request 3.0.0', 'request 4.0.0'].map(once)).set('request 1.0.0', new Set(['a', 'b']));
    expect(checkPayments(payable, seen).problems).toEqual([
      'Request request 1.0.0 is approved; its payment came under 2 ids.',
      'Request request 3.0.1 is approved; its payment came under 0 ids.',
      'A payment came for request request 3.0.0, which is not approved.',
    ]);
  });
});

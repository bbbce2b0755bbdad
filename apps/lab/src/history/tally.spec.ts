import { describe, expect, test } from '@jest/globals';
import { caseOf } from './case-shorthand.js';
import { checkPayments, type Received } from './check-payments.js';
import { checkTally } from './check-tally.js';
import { foreseeCase, summarize, type ReplayedCase } from './replayed-case.js';
import type { Undone } from './replayed-request.js';
import { TallyBook } from './tally.js';

async function replayed(...shorthands: string[]): Promise<ReplayedCase[]> {
  return Promise.all(
    shorthands.map(async (shorthand, index) => {
      const history = caseOf(`case ${index}`, shorthand);
      const walks = await foreseeCase(history);
      const ids = walks.map(({ requests }, document) => requests.map((_, n) => `request ${index}.${document}.${n}`));
      const rejected = ids.flatMap((named, document) => named.filter((_, n) => walks[document]?.requests[n] === 'rejected'));
      return summarize(index, history, walks, { ids, undone: new Map(rejected.map((id, n): [string, Undone] => [id, n % 2 === 0 ? 'cancelled' : 'never_begun'])) });
    }),
  );
}

function booked(cases: readonly ReplayedCase[]): TallyBook {
  const book = new TallyBook();
  for (const one of cases) book.add(one);
  return book;
}

const mixed = ['submitted +SUP requested handled', 'submitted +SUP -nobody submitted +SUP -nobody', 'saved', 'submitted -adm withdrawn submitted +adm +SUP requested handled', 'submitted +pre +DIR +sup requested handled', 'saved requested'];
const travel = 'permit:submitted permit:+SUP trip declaration:submitted declaration:+SUP requested handled';
const logOf = (cases: readonly ReplayedCase[]) => ({ cases: cases.length, events: cases.reduce((total, { events }) => total + events, 0) });
/** What the command says of cases that were replayed, of a log that holds `log`. */
const problemsOf = (cases: readonly ReplayedCase[], log = logOf(cases)) => checkTally(booked(cases).read(), log);
const firstOf = (cases: readonly ReplayedCase[]) => {
  const [first, ...others] = cases;
  if (!first) throw new Error('a case is needed');
  return { first, others };
};

describe('the tally', () => {
  test('puts every case in one place: ended as recorded, with or without a refusal on the way, or under the refusal', async () => {
    const cases = await replayed(...mixed, travel);
    const { caseSums } = booked(cases).read();
    expect(caseSums).toEqual({ asRecorded: 3, asRecordedAfter: new Map([['request_closed', 2]]), refused: new Map([['not_found', 2]]), unexplained: [] });
    expect(problemsOf(cases)).toEqual([]);
  });

  test('counts every document once: as in the log, or under its first departure', async () => {
    const tally = booked(await replayed(...mixed)).read();
    expect(tally).toMatchObject({ cases: 6, documents: 6, asInLog: 2, usuallyAsRecorded: 3, requests: 6, paid: { inBoth: 2, inLogOnly: 2, hereOnly: 0, inNeither: 2 } });
    expect(tally.departures.map(({ kind, documents, times }) => [kind, documents, times])).toEqual([
      ['submitted_again_after_withdrawal', 1, 1],
      ['submitted_again_after_rejection', 1, 1],
      ['signed_out_of_turn', 1, 1],
      ['paid_without_approval', 1, 3],
    ]);
    expect(tally.departures[0]).toMatchObject({ codes: new Map([['request_closed', 1]]), example: { caseId: 'case 3', activity: 'SUBMITTED by EMPLOYEE' } });
    expect(tally.endings.approved).toMatchObject({ approved: 2, open: 1 });
  });

  test('counts every document of a case, and its notes', async () => {
    const tally = booked(await replayed(travel)).read();
    expect(tally).toMatchObject({ cases: 1, documents: 2, events: 7, eventsDone: 7, requests: 2, asInLog: 2, noted: new Map([['Start trip', 1]]), kinds: new Map([['Declaration', 1], ['Permit', 1]]) });
  });

  test('is the same in whatever order the cases were finished, and after a detour through JSON', async () => {
    const cases = await replayed(...mixed, travel);
    const detour = JSON.parse(JSON.stringify([...cases].reverse())) as ReplayedCase[];
    expect(booked(detour).read()).toEqual(booked(cases).read());
  });

  test('knows the status that every request should have, and what should have been paid', async () => {
    const { statuses, payments } = booked(await replayed(...mixed, travel));
    expect([...statuses].map((pair) => pair.join(' '))).toEqual(['request 0.0.0 approved', 'request 1.0.0 rejected', 'request 1.0.1 rejected', 'request 3.0.0 withdrawn', 'request 3.0.1 approved', 'request 4.0.0 open', 'request 6.0.0 approved', 'request 6.1.0 approved']);
    expect([...payments].map((pair) => pair.join(' '))).toEqual(['request 0.0.0 made', 'request 1.0.0 cancelled', 'request 3.0.1 made', 'request 6.1.0 made']);
  });
});

describe('the command fails', () => {
  test('when a case was dropped, or replayed twice', async () => {
    const cases = await replayed(...mixed);
    const { first, others } = firstOf(cases);
    expect(problemsOf(others, logOf(cases))).toEqual([expect.stringMatching(/^5 cases with \d+ events were replayed; the log has 6/), expect.stringMatching(/^3 cases ended as recorded and 2 stand under a refusal; that is not the log's 6\.$/)]);
    expect(problemsOf([first, ...cases], logOf(cases))).toHaveLength(2);
  });

  test('when the outcome of a case is another one, with a refusal on its way or without', async () => {
    const cases = await replayed(...mixed);
    for (const [at] of cases.entries()) {
      const changed = cases.map((one, index) => (index !== at ? one : { ...one, documents: one.documents.map((document) => ({ ...document, walk: { ...document.walk, here: { ending: 'rejected' as const, paid: true } } })) }));
      expect(problemsOf(changed)).not.toEqual([]);
    }
  });

  test('when a case ended otherwise than recorded though nothing was refused', async () => {
    const { first, others } = firstOf(await replayed('submitted +adm +bud +SUP', 'submitted +bud'));
    const without = { ...first, documents: first.documents.map((document) => ({ ...document, walk: { ...document.walk, here: { ending: 'open' as const, paid: false } } })) };
    expect(problemsOf([without, ...others])).toEqual(expect.arrayContaining([expect.stringMatching(/^1 cases ended otherwise than recorded, though nothing was refused: case 0, Request: open/)]));
  });

  test('when a document went otherwise than the rules foresee', async () => {
    const { first, others } = firstOf(await replayed(...mixed));
    const surprised = { ...first, documents: first.documents.map((document) => ({ ...document, foreseen: 'open; as in the log' })) };
    expect(problemsOf([surprised, ...others])).toEqual([expect.stringMatching(/case 0, Request: foreseen open; as in the log; found approved and paid/)]);
  });

  test('when sums do not add up', async () => {
    const cases = await replayed(...mixed);
    const tally = booked(cases).read();
    expect(checkTally({ ...tally, documents: 7 }, logOf(cases))).toHaveLength(4);
    expect(checkTally({ ...tally, departures: tally.departures.slice(1) }, logOf(cases))).toHaveLength(1);
    expect(checkTally({ ...tally, caseSums: { ...tally.caseSums, refused: new Map() } }, logOf(cases))).toHaveLength(1);
  });
});

describe('the payments', () => {
  const once = (ids: readonly string[]) => new Map(ids.map((id) => [id, new Set([`of ${id}`])]));
  const received = async (): Promise<{ expected: TallyBook['payments']; all: Received }> => {
    const { payments: expected } = booked(await replayed(...mixed));
    return { expected, all: { payments: once([...expected.keys()]), cancellations: once(['request 1.0.0']) } };
  };

  test('are one for each approved request that is paid, one with its cancellation for what was rejected after it, and none for any other', async () => {
    const { expected, all } = await received();
    expect(checkPayments(expected, all)).toEqual({ approvedRequests: 2, paidOnce: 2, cancelled: 1, problems: [] });
  });

  test('that are missing, double, not cancelled, or for another request are found', async () => {
    const { expected } = await received();
    const payments = new Map([...once(['request 1.0.0', 'request 4.0.0']), ['request 0.0.0', new Set(['a', 'b'])] as const]);
    expect(checkPayments(expected, { payments, cancellations: once(['request 0.0.0', 'request 4.0.0']) }).problems).toEqual([
      'Request request 0.0.0 is approved; its payment came under 2 ids, and was cancelled under 1.',
      'Request request 1.0.0 is rejected after its payment; its payment came under 1 ids, and was cancelled under 0.',
      'Request request 3.0.1 is approved; its payment came under 0 ids, and was cancelled under 0.',
      'A payment came for request request 4.0.0, for which nothing is paid.',
      'A cancellation came for request request 4.0.0, for which nothing is paid.',
    ]);
  });
});

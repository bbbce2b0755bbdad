import { describe, expect, test } from '@jest/globals';
import { documentsOf } from './case-documents.js';
import { caseOf } from './case-shorthand.js';
import type { DepartureKind } from './departure.js';
import { deriveRoutes, sameForAll } from './derive-routes.js';
import { endedInLog, isAsRecorded, type Ending } from './ending.js';
import { MemoryDesk } from './memory-desk.js';
import { foreseeCase } from './replayed-case.js';
import { walkCase } from './walk-case.js';

const walkAll = (shorthand: string) => foreseeCase(caseOf('c', shorthand));
async function walk(shorthand: string) {
  const [first] = await walkAll(shorthand);
  if (!first) throw new Error('a document was expected');
  return first;
}
const onlyDocument = (shorthand: string) => {
  const [document, ...others] = documentsOf(caseOf('c', shorthand));
  if (!document || others.length > 0) throw new Error('one document was expected');
  return document;
};

describe('the routes of a document', () => {
  test.each([
    ['submitted +adm +bud +SUP requested handled', [{ firstCheck: true, director: false }]],
    ['submitted +SUP', [{ firstCheck: false, director: false }]],
    ['submitted +pre +sup +DIR', [{ firstCheck: true, director: true }]],
    ['submitted -sup withdrawn submitted -adm submitted +adm +sup +DIR', [{ firstCheck: false, director: false }, { firstCheck: true, director: false }, { firstCheck: true, director: true }]],
  ])('%s: for each submission, who acted on it before the next', (shorthand, routes) => {
    expect([...deriveRoutes(onlyDocument(shorthand)).values()]).toEqual(routes);
  });

  test('are the usual one where nobody acted', () => {
    expect([...deriveRoutes(onlyDocument('saved submitted withdrawn submitted')).values()]).toEqual([{ firstCheck: true, director: false }, { firstCheck: true, director: false }]);
  });
});

describe('the ending in the log', () => {
  test.each<[string, Ending, boolean]>([
    ['saved', 'never submitted', false],
    ['saved requested handled', 'never submitted', true],
    ['submitted', 'open', false],
    ['submitted +adm', 'open', false],
    ['submitted +SUP', 'approved', false],
    ['submitted -adm', 'rejected', false],
    ['submitted -adm withdrawn', 'withdrawn', false],
    ['submitted -adm withdrawn saved', 'withdrawn', false],
    ['submitted +SUP requested', 'approved', true],
    ['submitted +SUP requested handled', 'approved', true],
    ['submitted +pre +DIR +sup requested handled', 'approved', true],
    ['submitted +SUP requested -nobody', 'rejected', false],
    ['submitted -sup requested handled withdrawn', 'withdrawn', true],
  ])('%s: %s, paid: %s', (shorthand, ending, paid) => {
    expect(endedInLog(onlyDocument(shorthand))).toEqual({ ending, paid });
  });

  test('is matched by the same ending, with a payment here wherever one is on record', () => {
    const approved = { ending: 'approved', paid: true } as const;
    expect(isAsRecorded(approved, approved)).toBe(true);
    expect(isAsRecorded({ ...approved, paid: false }, approved)).toBe(true);
    expect(isAsRecorded(approved, { ...approved, paid: false })).toBe(false);
    expect(isAsRecorded(approved, { ending: 'open', paid: false })).toBe(false);
  });
});

describe('walking a case', () => {
  test.each<[string, Ending]>([
    ['submitted +adm +SUP requested handled', 'approved'],
    ['submitted +SUP requested handled', 'approved'],
    ['submitted +pre +SUP requested handled', 'approved'],
    ['submitted +adm +bud +SUP requested handled', 'approved'],
    ['submitted +adm +bud +sup +DIR requested handled', 'approved'],
    ['submitted +sup +DIR requested handled', 'approved'],
    ['submitted -adm submitted +adm +bud +SUP requested handled', 'approved'],
    ['submitted +adm -sup submitted +adm +bud +SUP requested handled', 'approved'],
    ['submitted +adm +bud -sup submitted +adm +SUP requested handled', 'approved'],
    ['submitted -adm withdrawn', 'withdrawn'],
    ['submitted -adm', 'rejected'],
    ['submitted +SUP -nobody', 'rejected'],
    ['submitted +SUP requested -nobody', 'rejected'],
    ['submitted +adm', 'open'],
    ['submitted withdrawn', 'withdrawn'],
    ['saved', 'never submitted'],
    ['saved submitted +SUP requested handled', 'approved'],
  ])('%s goes as in the log: %s', async (shorthand, ending) => {
    const { here, log, departure, eventsDone } = await walk(shorthand);
    expect({ here, departure, eventsDone }).toEqual({ here: log, departure: null, eventsDone: shorthand.split(' ').length });
    expect(here.ending).toBe(ending);
  });

  test.each<[string, DepartureKind, string | null, number, Ending]>([
    ['submitted -adm withdrawn submitted +adm +SUP requested handled', 'submitted_again_after_withdrawal', 'request_closed', 3, 'approved'],
    ['submitted +SUP -nobody submitted +SUP requested handled', 'submitted_again_after_rejection', 'request_closed', 3, 'approved'],
    ['submitted +pre +DIR +sup requested handled', 'signed_out_of_turn', 'not_found', 2, 'open'],
    ['submitted +adm +adm +SUP requested handled', 'signed_again', 'not_a_candidate', 2, 'approved'],
    ['submitted +adm +bud submitted +adm +SUP requested handled', 'signed_again', 'not_a_candidate', 4, 'approved'],
    ['submitted -adm +SUP', 'signed_while_returned', 'task_closed', 2, 'rejected'],
    ['submitted +SUP +adm', 'signed_out_of_turn', 'not_found', 1, 'open'],
    ['submitted +SUP', 'not_paid_in_log', null, 2, 'approved'],
    ['submitted -sup requested handled withdrawn', 'paid_without_approval', 'task_closed', 2, 'withdrawn'],
    ['submitted requested handled', 'paid_without_approval', null, 1, 'open'],
    ['saved requested handled', 'paid_without_approval', 'not_found', 1, 'never submitted'],
    ['submitted +SUP handled', 'handled_without_request', null, 2, 'approved'],
    ['submitted -adm withdrawn saved', 'saved_again', null, 3, 'withdrawn'],
    ['submitted -adm withdrawn withdrawn', 'withdrawal_refused', 'request_closed', 3, 'withdrawn'],
    ['+SUP submitted', 'signed_before_submission', null, 0, 'open'],
    ['submitted +adm -nobody', 'rejected_by_nobody', 'not_approved', 2, 'open'],
  ])('%s departs: %s', async (shorthand, kind, code, eventIndex, ending) => {
    expect(await walk(shorthand)).toMatchObject({ departure: { kind, code, eventIndex }, here: { ending } });
  });

  test('what is submitted again after a withdrawal, or after a rejection of what had been approved, becomes a further request', async () => {
    expect((await walk('submitted -adm withdrawn submitted +adm +SUP requested handled')).requests).toEqual(['withdrawn', 'approved']);
    expect((await walk('submitted +SUP -nobody submitted +SUP -nobody submitted')).requests).toEqual(['rejected', 'rejected', 'open']);
  });

  test('one signature serves budget owner and supervisor where the supervisor signs as both, and not where the budget owner signed', async () => {
    expect((await walk('submitted +adm +SUP')).here.ending).toBe('approved');
    expect((await walk('submitted +adm +bud')).here.ending).toBe('open');
    expect((await walk('submitted +adm +bud +SUP')).here.ending).toBe('approved');
  });

  test('without a look at the log every submission is checked first and none goes to the director', async () => {
    const usual = async (shorthand: string) => (await walkCase(caseOf('c', shorthand), () => new MemoryDesk(sameForAll)))[0]?.departure?.kind ?? null;
    expect(await Promise.all(['submitted +adm +bud +SUP requested handled', 'submitted -adm withdrawn', 'submitted +SUP requested handled', 'submitted +adm +sup +DIR requested'].map(usual))).toEqual([null, null, 'signed_out_of_turn', 'signed_after_end']);
  });
});

describe('a case of several documents', () => {
  test('each goes its own way: a permit is approved and not paid, the declaration after it is paid', async () => {
    const walks = await walkAll('permit:submitted permit:+adm permit:+SUP trip declaration:submitted declaration:+adm declaration:+SUP requested handled');
    expect(walks).toMatchObject([
      { here: { ending: 'approved', paid: false }, departure: null, requests: ['approved'], eventsDone: 4 },
      { here: { ending: 'approved', paid: true }, departure: null, requests: ['approved'], eventsDone: 5 },
    ]);
  });

  test('what departs in one does not touch the other', async () => {
    const walks = await walkAll('permit:submitted permit:-sup declaration:submitted permit:+SUP declaration:+SUP requested handled');
    expect(walks).toMatchObject([{ departure: { kind: 'signed_while_returned', eventIndex: 2 } }, { departure: null, here: { ending: 'approved', paid: true } }]);
  });

  test('notes wait for the first request, go to the one submitted last, and are lost where there is none', async () => {
    const [permit, declaration] = await walkAll('trip permit:submitted reminder permit:+SUP declaration:submitted reminder declaration:+SUP requested handled');
    expect([permit?.eventsDone, declaration?.eventsDone]).toEqual([4, 5]);
    expect(await walk('saved trip reminder')).toMatchObject({ departure: { kind: 'noted_without_request' }, departures: { length: 2 }, eventsDone: 1 });
  });

  test('a payment of nothing but a permit departs: nothing is paid for it here', async () => {
    expect(await walk('permit:submitted permit:+SUP requested handled')).toMatchObject({ departure: { kind: 'permit_paid' }, here: { ending: 'approved', paid: false } });
  });
});

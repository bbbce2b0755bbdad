import { describe, expect, test } from '@jest/globals';
import { documentsOf } from './case-documents.js';
import { caseOf } from './case-shorthand.js';
import { deriveRoute } from './derive-route.js';
import type { DepartureKind } from './departure.js';
import { endingInLog, type Ending } from './ending.js';
import { FixedDesk } from './fixed-desk.js';
import { walkCase } from './walk-case.js';

const walkAll = (shorthand: string) => walkCase(caseOf('c', shorthand), (document) => new FixedDesk(deriveRoute(document)));
const walk = async (shorthand: string) => (await walkAll(shorthand))[0];
const onlyDocument = (shorthand: string) => {
  const [document, ...others] = documentsOf(caseOf('c', shorthand));
  if (!document || others.length > 0) throw new Error('one document was expected');
  return document;
};

describe('the route of a case', () => {
  test.each([
    ['submitted +adm +bud +SUP requested handled', ['ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR']],
    ['submitted +SUP', ['SUPERVISOR']],
    ['submitted +pre +DIR +sup', ['PRE_APPROVER', 'SUPERVISOR', 'DIRECTOR']],
  ])('%s: who acted, in the order of the process', (shorthand, route) => {
    expect(deriveRoute(onlyDocument(shorthand))).toEqual(route);
  });

  test('ends at the supervisor where nobody gave the final approval', () => {
    expect(deriveRoute(onlyDocument('submitted +adm'))).toEqual(['ADMINISTRATION', 'SUPERVISOR']);
    expect(deriveRoute(onlyDocument('submitted'))).toEqual(['SUPERVISOR']);
  });
});

describe('the ending in the log', () => {
  test.each<[string, Ending]>([
    ['saved', 'never submitted'],
    ['submitted', 'open'],
    ['submitted +adm', 'open'],
    ['submitted +SUP', 'open'],
    ['submitted -adm', 'rejected'],
    ['submitted -adm withdrawn', 'withdrawn'],
    ['submitted -adm withdrawn saved', 'withdrawn'],
    ['submitted +SUP requested', 'paid'],
    ['submitted +SUP requested handled', 'paid'],
    ['submitted +SUP requested -nobody', 'rejected'],
    ['submitted -sup requested handled withdrawn', 'paid'],
  ])('%s: %s', (shorthand, ending) => {
    expect(endingInLog(onlyDocument(shorthand))).toBe(ending);
  });
});

describe('walking a case', () => {
  test.each<[string, Ending]>([
    ['submitted +adm +SUP requested handled', 'paid'],
    ['submitted -adm submitted +adm +bud +SUP requested handled', 'paid'],
    ['submitted +adm -sup submitted +adm +SUP requested handled', 'paid'],
    ['submitted -adm withdrawn', 'withdrawn'],
    ['submitted -adm', 'rejected'],
    ['submitted +adm', 'open'],
    ['submitted withdrawn', 'withdrawn'],
    ['saved', 'never submitted'],
    ['saved submitted +SUP requested handled', 'paid'],
  ])('%s goes as in the log: %s', async (shorthand, ending) => {
    const events = shorthand.split(' ').length;
    expect(await walk(shorthand)).toMatchObject({ departure: null, endedHere: ending, endedInLog: ending, eventsDone: events });
  });

  test.each<[string, DepartureKind, string | null, number, Ending]>([
    ['submitted -adm withdrawn submitted +adm +SUP requested handled', 'submitted_again_after_withdrawal', 'request_closed', 3, 'paid'],
    ['submitted +SUP -nobody', 'rejected_after_final_approval', 'task_closed', 2, 'paid'],
    ['submitted +SUP -nobody submitted +SUP requested handled', 'rejected_after_final_approval', 'task_closed', 2, 'paid'],
    ['submitted +pre +DIR +sup requested handled', 'signed_out_of_turn', 'not_found', 2, 'open'],
    ['submitted +adm -sup submitted +adm +bud +SUP requested handled', 'signed_out_of_turn', 'not_found', 2, 'paid'],
    ['submitted +adm +bud -sup submitted +adm +SUP requested handled', 'signed_out_of_turn', 'not_found', 6, 'open'],
    ['submitted +adm +adm +SUP requested handled', 'signed_again', 'not_found', 2, 'paid'],
    ['submitted -adm +SUP', 'signed_while_returned', 'task_closed', 2, 'rejected'],
    ['submitted +SUP +adm', 'signed_out_of_turn', 'not_found', 1, 'open'],
    ['submitted +SUP', 'not_paid_in_log', null, 2, 'paid'],
    ['submitted -sup requested handled withdrawn', 'paid_without_approval', null, 2, 'withdrawn'],
    ['saved requested handled', 'paid_without_approval', null, 1, 'never submitted'],
    ['submitted +SUP handled', 'handled_without_request', null, 2, 'paid'],
    ['submitted -adm withdrawn saved', 'saved_again', null, 3, 'withdrawn'],
    ['submitted -adm withdrawn withdrawn', 'withdrawal_refused', 'request_closed', 3, 'withdrawn'],
    ['+SUP submitted', 'signed_before_submission', null, 0, 'open'],
    ['submitted +adm -nobody', 'rejected_by_nobody', 'task_closed', 2, 'open'],
  ])('%s departs: %s', async (shorthand, kind, code, eventIndex, endedHere) => {
    expect(await walk(shorthand)).toMatchObject({ departure: { kind, code, eventIndex }, endedHere });
  });

  test('a case submitted again after a withdrawal becomes a second request, and one rejected after its final approval does not', async () => {
    expect(await walk('submitted -adm withdrawn submitted +adm +SUP requested handled')).toMatchObject({ requests: 2 });
    expect(await walk('submitted +SUP -nobody submitted +SUP requested handled')).toMatchObject({ requests: 1, eventsDone: 2 });
  });

  test('one fixed workflow reproduces what passes through all of its steps, and nothing that skips one', async () => {
    const fixed = async (shorthand: string) => (await walkCase(caseOf('c', shorthand), () => new FixedDesk(['ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR'])))[0];
    expect((await fixed('submitted +adm +bud +SUP requested handled'))?.departure).toBeNull();
    expect((await fixed('submitted -adm withdrawn'))?.departure).toBeNull();
    expect((await fixed('submitted +adm +SUP requested handled'))?.departure?.kind).toBe('signed_out_of_turn');
  });
});

describe('a case of several documents', () => {
  test('each goes its own way: a permit is approved and not paid, the declaration after it is paid', async () => {
    const walks = await walkAll('permit:submitted permit:+adm permit:+SUP trip declaration:submitted declaration:+adm declaration:+SUP requested handled');
    expect(walks).toMatchObject([
      { endedInLog: 'approved', endedHere: 'approved', departure: null, requests: 1, eventsDone: 4 },
      { endedInLog: 'paid', endedHere: 'paid', departure: null, requests: 1, eventsDone: 5 },
    ]);
  });

  test('what departs in one does not touch the other', async () => {
    const walks = await walkAll('permit:submitted permit:+SUP declaration:submitted permit:-nobody declaration:+SUP requested handled');
    expect(walks).toMatchObject([{ departure: { kind: 'rejected_after_final_approval', eventIndex: 2 } }, { departure: null, endedHere: 'paid' }]);
  });

  test('notes wait for the first request, go to the one submitted last, and are lost where there is none', async () => {
    const [permit, declaration] = await walkAll('trip permit:submitted reminder permit:+SUP declaration:submitted reminder declaration:+SUP requested handled');
    expect([permit?.eventsDone, declaration?.eventsDone]).toEqual([4, 5]);
    expect(await walk('saved trip reminder')).toMatchObject({ departure: { kind: 'noted_without_request' }, departures: { length: 2 }, eventsDone: 1 });
  });

  test('a payment of nothing but a permit departs: nothing is paid for it here', async () => {
    expect(await walk('permit:submitted permit:+SUP requested handled')).toMatchObject({ departure: { kind: 'permit_paid' }, endedHere: 'approved' });
  });
});

import type { TestReceiver } from '@countersign/receiver';
import pg from 'pg';
import type { Invariant } from './check-invariants.js';
import { undonePaths } from './undoing-company.js';

interface KeptRequest {
  readonly id: string;
  readonly compensation: string | null;
  /** "reserve compensated", "undo reserve succeeded", in the order of the alphabet. */
  readonly states: readonly string[];
  readonly attempts: number;
}

export interface UndoingCounts {
  readonly requests: number;
  readonly effects: number;
  readonly attempts: number;
  readonly acts: number;
  /** Orders of which nobody knew until a person had looked. */
  readonly settled: number;
  /** Calls that were treated badly; those that were refused as planned are none. */
  readonly treatedBadly: number;
}

const keptText = `
  select r.request_id as id, r.state#>>'{compensation,state}' as compensation, sum(e.attempts)::int as attempts,
         array_agg(case when e.undoes_id is null then '' else 'undo ' end || e.step_id || ' ' || e.state order by e.undoes_id is not null, e.step_id) as states
    from app.runs r join app.effects e on e.tenant_id = r.tenant_id and e.run_id = r.id
   where r.tenant_id = (select tenant_id from app.requests where id = $1) group by r.request_id, r.state`;
/** Where a person had to look, the order was left out by them. */
const statesAtTheEnd = /^order (given_up|skipped),pay compensated,reserve compensated,undo pay succeeded,undo reserve succeeded$/;

interface Undoing {
  readonly rows: readonly KeptRequest[];
  /** What the receiver did for a request, in order. */
  paths(request: KeptRequest): readonly string[];
  hold(promise: string, looked: readonly KeptRequest[], isBroken: (request: KeptRequest) => boolean): Invariant;
}

async function readUndoing(adminUrl: string, exampleRequestId: string, receiver: TestReceiver): Promise<Undoing> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<KeptRequest>(keptText, [exampleRequestId]);
  await client.end();
  const actsOf = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
  for (const { subject, arrival } of receiver.acts) if (subject !== null) actsOf.get(subject)?.push(receiver.calls[arrival - 1]?.path ?? '');
  const paths = ({ id }: KeptRequest) => actsOf.get(id) ?? [];
  return {
    rows, paths,
    hold: (promise, looked, isBroken) => ({ promise: `undoing: ${promise}`, looked: looked.length, breaches: looked.filter(isBroken).map((request) => `request ${request.id}, ${String(request.compensation)}: ${request.states.join(', ')}; done: ${paths(request).join(' ')}`) }),
  };
}

/** Of an order that was in doubt when it was refused, nobody knows: what came before it stays until a person has looked. */
export async function checkDoubts(adminUrl: string, exampleRequestId: string, receiver: TestReceiver): Promise<Invariant> {
  const { rows, paths, hold } = await readUndoing(adminUrl, exampleRequestId, receiver);
  const inDoubt = rows.filter(({ states }) => states.includes('order unknown'));
  return hold('nothing is undone while nobody knows of the order', inDoubt, (request) => request.compensation !== null || paths(request).some((path) => path !== '/reservations' && path !== '/payments'));
}

/** Holds what the product says of what it undid against what the receiver did, by its own account, when a person has said of all doubts. */
export async function checkUndoing(adminUrl: string, exampleRequestId: string, receiver: TestReceiver): Promise<{ readonly counts: Omit<UndoingCounts, 'settled'>; readonly invariants: readonly Invariant[] }> {
  const { rows, paths, hold: holdOf } = await readUndoing(adminUrl, exampleRequestId, receiver);
  const hold = (promise: string, isBroken: (request: KeptRequest) => boolean) => holdOf(promise, rows, isBroken);
  const pairs = Object.entries(undonePaths);
  return {
    counts: { requests: rows.length, effects: rows.reduce((sum, { states }) => sum + states.length, 0), attempts: rows.reduce((sum, { attempts }) => sum + attempts, 0), acts: receiver.acts.length, treatedBadly: receiver.calls.filter(({ met, path }) => path !== '/orders' && met !== 'answers' && met !== 'answers late' && met !== null).length },
    invariants: [
      hold('every request whose order was refused has come to its end', ({ compensation }) => compensation !== 'compensated'),
      hold('its states say so', ({ states }) => !statesAtTheEnd.test(states.join())),
      hold('nothing was done or undone twice', (request) => new Set(paths(request)).size < paths(request).length),
      hold('everything that was done was undone', (request) => pairs.some(([done, undone]) => paths(request).includes(done) && !paths(request).includes(undone))),
      hold('nothing was undone that had not been done', (request) => pairs.some(([done, undone]) => paths(request).includes(undone) && !paths(request).slice(0, paths(request).indexOf(undone)).includes(done))),
      hold('the last was undone first', (request) => paths(request).indexOf('/releases') < paths(request).indexOf('/refunds')),
    ],
  };
}

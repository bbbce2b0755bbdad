/** Random people do random things to requests, over HTTP; then what is kept of every run is held against its facts. A failure prints its seed and the shortest script. */
import { reviseRequest, withdrawRequest, type Verdict } from '@countersign/contracts/requests';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, compareStoredRun, keptRows, openHttpWorld, openTestWorker, payEffect, sendRaw, type HttpWorld, type Person, type RawAnswer, type RequestFlow } from '@countersign/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

const RANDOM_RUNS = 40;
/** Hundreds of calls, on a machine that may be doing other things. */
const LIMIT_MS = 150_000;
let world: HttpWorld;
let flows: { readonly bothOf: RequestFlow; readonly inTurn: RequestFlow };
let people: readonly Person[];
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  people = [company.budgetOwner, company.finance, await company.join('Second owner', ['Budget owner']), company.requester, world.powerless];
  const bothOf = await addFlow(company, 'Two of two', [approvalBy(company, 'Budget owner', { quorum: 2 }), payEffect(company)]);
  const inTurn = await addFlow(company, 'One after the other', [
    approvalBy(company, 'Budget owner', { id: 'first', onReject: 'end' }),
    approvalBy(company, 'Finance', { id: 'second', when: 'decimal(request.amount.amount) >= 100' }),
    { ...payEffect(company), when: 'has(request.note)' },
  ], { immaterialFields: [] });
  flows = { bothOf, inTurn };
});
afterAll(() => world.close());

const nth = fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4);
const act = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom<Verdict>('approve', 'approve', 'approve', 'reject', 'request_changes'), nth, seen: fc.constantFrom(true, true, true, false) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('revise' as const), nth: fc.constantFrom(3, 3, 3, 0), amount: fc.constantFrom('80.00', '250.00'), note: fc.constantFrom('', 'x', 'y') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), nth: fc.constantFrom(3, 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
/** Tried first, so that whatever has to come up does, by whatever seed the others go. */
const everyKind: readonly [keyof typeof flows, string, Act[]][] = [
  ['bothOf', '80.00', [{ kind: 'approve', nth: 4, seen: false }, { kind: 'approve', nth: 0, seen: true }, { kind: 'publish' }, { kind: 'approve', nth: 2, seen: true }, { kind: 'revise', nth: 3, amount: '250.00', note: 'y' }]],
  ['inTurn', '80.00', [{ kind: 'request_changes', nth: 0, seen: true }, { kind: 'revise', nth: 3, amount: '250.00', note: '' }, { kind: 'approve', nth: 0, seen: true }, { kind: 'withdraw', nth: 3 }]],
  ['inTurn', '80.00', [{ kind: 'reject', nth: 0, seen: true }]],
];
const contentOf = (amount: string, note: string) => ({ title: 'Chairs', amount: { amount, currency: 'EUR' }, ...(note !== '' && { note }) });

/** Publishes the workflow of a request anew, under other names of its steps: the runs under way are pinned to what they began with. */
async function publishAnew(requestId: string): Promise<RawAnswer> {
  const { api: { baseUrl, database }, company: { admin: by } } = world;
  const [pinned] = await database.look<{ workflowId: string; steps: readonly object[] }>('select r.workflow_id as "workflowId", v.definition->\'steps\' as steps from app.runs r join app.workflow_versions v using (tenant_id, workflow_id) where r.request_id = $1 and v.version = r.workflow_version', [requestId]);
  const params = { workflowId: pinned?.workflowId };
  const steps = pinned?.steps.map((step, index) => ({ ...step, id: `step-${index}-${randomUUID().slice(0, 8)}` }));
  const { json } = await sendRaw(baseUrl, addWorkflowVersion, { params, body: { definition: { formatVersion: 1, steps } } }, { by });
  return sendRaw(baseUrl, publishWorkflowVersion, { params: { ...params, version: String(json.version) } }, { by });
}

async function send(requestId: string, wanted: Act): Promise<RawAnswer> {
  if (wanted.kind === 'publish') return publishAnew(requestId);
  const { baseUrl, database } = world.api;
  const by = people[wanted.nth] ?? world.powerless;
  const params = { requestId };
  if (wanted.kind === 'withdraw') return sendRaw(baseUrl, withdrawRequest, { params, body: {} }, { by });
  if (wanted.kind === 'revise') return sendRaw(baseUrl, reviseRequest, { params, body: { content: contentOf(wanted.amount, wanted.note) } }, { by });
  const [task] = await database.look<{ id: string }>('select id from app.tasks where request_id = $1 order by number desc limit 1', [requestId]);
  const taskParams = { taskId: task?.id ?? requestId };
  const shown = await sendRaw(baseUrl, previewDecision, { params: taskParams, query: { verdict: wanted.kind } }, { by });
  const madeUp = 'a'.repeat(64);
  const { revisionDigest = madeUp, consequencesDigest = madeUp } = wanted.seen ? shown.json : {};
  return sendRaw(baseUrl, decideRequest, { params: taskParams, body: { verdict: wanted.kind, revisionDigest, consequencesDigest, reason: 'Because.' } }, { by });
}

it('what is kept of a run is what its facts say, byte for byte, by the version that it is pinned to; and what is refused writes nothing (row:A4 row:B1)', async () => {
  const { api: { database } } = world;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('bothOf', 'inTurn'), fc.constantFrom('80.00', '250.00'), fc.array(act, { minLength: 4, maxLength: 10 }), async (flow, amount, script) => {
      const { id } = await flows[flow].submit(contentOf(amount, 'x'));
      for (const wanted of script) {
        const before = await keptRows(database);
        const { status } = await send(id, wanted);
        expect([200, 201, 403, 404, 409, 422]).toContain(status);
        if (status >= 400) expect(await keptRows(database)).toEqual(before);
        const { kept, told } = await compareStoredRun(database, id);
        expect(kept).toEqual(told);
        seen.add(`${wanted.kind} ${status < 400}`).add(kept.status);
      }
    }),
    { numRuns: RANDOM_RUNS, examples: [...everyKind] },
  );
  const worker = await openTestWorker(database);
  const { runs, found } = await worker.checkRuns(false).finally(() => worker.close());
  expect(found).toEqual([]);
  expect(runs).toBeGreaterThanOrEqual(RANDOM_RUNS);
  // What is never seen is not proved.
  expect([...seen]).toEqual(expect.arrayContaining(['open', 'returned', 'approved', 'rejected', 'withdrawn', 'approve true', 'approve false', 'reject true', 'request_changes true', 'revise true', 'revise false', 'publish true']));
}, LIMIT_MS);

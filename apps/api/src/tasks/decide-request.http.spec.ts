import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignMemberRoles, listMembers } from '@countersign/contracts/members';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { decideRequest } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, countEntries, expectRefusal, holdsItsContract, lookAt, openHttpWorld, openTestWorker, payEffect, sendRaw, signedBy, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let committee: RequestFlow;
/** The same, with a further signature instead of an effect. */
let quiet: RequestFlow;
let second: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  second = await company.join('Second owner', ['Budget owner']);
  quiet = await addFlow(company, 'Quiet committee', [approvalBy(company, 'Budget owner', { id: 'committee', quorum: 2, name: 'Committee' }), approvalBy(company, 'Finance')]);
  committee = await addFlow(company, 'Committee', [approvalBy(company, 'Budget owner', { quorum: 2, name: 'Committee' }), payEffect(company)]);
});
afterAll(() => world.close());

const view = (requestId: string) => world.company.requester.call(getRequest, { params: { requestId } });
/** Many rounds, on a machine that may be doing other things. */
const raceLimitMs = 150_000;
const rowsOf = (table: 'decisions' | 'effects', requestId: string) => world.api.database.look<{ state?: string }>(`select * from app.${table} where request_id = $1`, [requestId]);
const ready = async () => {
  const { params, body } = await lookAt(world.company.budgetOwner, (await world.company.submit()).id, 'approve', 'In the plan.');
  return { by: world.company.budgetOwner, input: { params, body } };
};
holdsItsContract({ operation: decideRequest, world: () => world, ready });

describe('201', () => {
  it('leaves a run whose state is what its facts add up to, by the engine alone (row:B1)', async () => {
    const { by, input } = await ready();
    await by.call(decideRequest, input as never);
    const worker = await openTestWorker(world.api.database);
    try {
      const { runs, found } = await worker.checkRuns(false);
      expect(runs).toBeGreaterThan(0);
      expect(found).toEqual([]);
    } finally {
      await worker.close();
    }
  });

  it('costs exactly the statements and round trips that the measurements state: no more, and no fewer without saying so (row:K1)', async () => {
    const costs: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { by, input } = await ready();
      costs.push((await sendRaw(world.api.baseUrl, decideRequest, input, { by })).headers.get('server-timing') ?? 'not told');
    }
    // A small share of changes clears old keys besides, by one statement more.
    const [usual = ''] = costs.toSorted();
    expect(usual).toBe('db;desc="statements=9 trips=2"');
    expect(readFileSync(join(process.cwd(), 'docs/performance.md'), 'utf8')).toContain('9 statements in 2 round trips');
  });

  it('records a decision with its audit entry, usage event, receipt and effect, in the order of the steps (row:A3 row:A4 row:C1 row:H1)', async () => {
    const { company, api } = world;
    const { id } = await company.submit();
    expect((await company.decide(company.budgetOwner, id, 'approve')).requestStatus).toBe('open');
    const last = await company.decide(company.finance, id, 'approve');
    expect(last.requestStatus).toBe('approved');
    expect(await api.database.look("select encode(leaf, 'hex') as leaf from app.audit_entries where id = $1", [last.receipt.entryId])).toEqual([{ leaf: last.receipt.leaf }]);
    expect(await api.database.look('select meter from app.usage_events where subject_id = $1', [last.decisionId])).toEqual([{ meter: 'decision' }]);
    const effects = await rowsOf('effects', id);
    expect(effects).toMatchObject([{ state: 'wanted', cause_id: last.receipt.entryId, revision_digest: last.revisionDigest }]);
    expect(await api.database.look("select data->>'tenantId' as tenant, data - 'tenantId' - 'effectId' as more from pgboss.job where data->>'effectId' = $1", [(effects[0] as { id?: string }).id])).toEqual([{ tenant: expect.any(String), more: {} }]);
  });

  it('returns what a step says to return, ends what it says to end, and always returns for changes (row:A3 row:A8)', async () => {
    const { company } = world;
    const statusAfter = async (by: Person, verdict: 'reject' | 'request_changes', afterFirst: boolean) => {
      const { id } = await company.submit();
      if (afterFirst) await company.decide(company.budgetOwner, id, 'approve');
      const { requestStatus } = await company.decide(by, id, verdict, 'Because.');
      const seen = await view(id);
      expect([seen.status, seen.waitingOn, seen.effects, seen.decisions.at(-1)?.reason]).toEqual([requestStatus, null, [], 'Because.']);
      return requestStatus;
    };
    expect(await statusAfter(company.budgetOwner, 'reject', false)).toBe('returned');
    expect(await statusAfter(company.finance, 'reject', true)).toBe('rejected');
    expect(await statusAfter(company.finance, 'request_changes', true)).toBe('returned');
  });

  it('waits for as many signatures as the step asks for, each by another person (row:A3)', async () => {
    const { company } = world;
    const { id } = await committee.submit();
    expect((await company.decide(company.budgetOwner, id, 'approve')).requestStatus).toBe('open');
    expect((await view(id)).effects).toEqual([]);
    expect((await company.decide(second, id, 'approve')).requestStatus).toBe('approved');
    expect(await rowsOf('effects', id)).toHaveLength(1);
  });

  it('stops, and wants no effect, where the next step resolves to nobody (row:A1)', async () => {
    const { company } = world;
    await company.addRole('Nobody', ['request.read', 'task.decide']);
    const flow = await addFlow(company, 'Stops later', [approvalBy(company, 'Finance'), approvalBy(company, 'Nobody', { id: 'second', name: 'Nobody' }), payEffect(company)]);
    const { id } = await flow.submit();
    const { shown } = await lookAt(company.finance, id);
    expect(shown.next).toEqual({ outcome: 'needs_approver', stepId: 'second', stepName: 'Nobody', opens: [] });
    expect((await company.decide(company.finance, id, 'approve')).requestStatus).toBe('needs_approver');
    expect(await rowsOf('effects', id)).toEqual([]);
  });
});

describe('403', () => {
  it('lets nobody decide their own request, also with the role and the task at hand (row:A1)', async () => {
    const { company } = world;
    const both = await company.join('Both', ['requester', 'Budget owner']);
    const { id } = await company.submit(undefined, both);
    const { params, body } = await lookAt(company.budgetOwner, id);
    await expectRefusal(world, decideRequest, { params, body }, { by: both }, 'own_request');
  });

  it('lets who made the request sign it where the step says so and they hold its role (row:A1)', async () => {
    const { company } = world;
    const both = await company.join('Signs own', ['requester', 'Budget owner']);
    const flow = await addFlow(company, 'Own allowed', { formatVersion: 2, steps: [{ ...signedBy(company, 'Budget owner', { id: 'first', name: 'First' }), requesterMaySign: true }, signedBy(company, 'Budget owner', { id: 'second', name: 'Second' })] });
    const { id } = await flow.submit(undefined, both);
    const { params, body } = await lookAt(both, id);
    expect((await both.call(decideRequest, { params, body })).requestStatus).toBe('open');
    // The next step says nothing of it.
    const next = await lookAt(company.budgetOwner, id);
    await expectRefusal(world, decideRequest, { params: next.params, body: next.body }, { by: both }, 'own_request');
  });

  it('lets nobody decide who was not asked, also not who may read everything; to others it looks absent (row:A1 row:F2)', async () => {
    const { company } = world;
    await company.addRole('Onlooker', ['request.read', 'request.read_all', 'task.decide']);
    const [onlooker, newcomer] = [await company.join('Onlooker', ['Onlooker']), await company.join('Unasked', ['Finance'])];
    const { id } = await company.submit();
    const { params, body } = await lookAt(company.budgetOwner, id);
    await expectRefusal(world, decideRequest, { params, body }, { by: onlooker }, 'not_a_candidate');
    await expectRefusal(world, decideRequest, { params, body }, { by: newcomer }, 'not_found');
  });

  it('lets nobody sign for a step any more whose role was taken away after it asked them, whatever else they may decide (row:A1)', async () => {
    const { company } = world;
    const second = await company.join('Owner for a while', ['Budget owner', 'Finance']);
    const { id } = await company.submit();
    const { params, body } = await lookAt(second, id);
    const member = (await company.admin.call(listMembers, { query: { limit: '100' } })).items.find((candidate) => candidate.email === second.email);
    const finance = company.roleIds.get('Finance') ?? '';
    await company.admin.call(assignMemberRoles, { params: { memberId: member?.id ?? '' }, body: { roleIds: [finance] } });
    await expectRefusal(world, decideRequest, { params, body }, { by: second }, 'not_a_candidate');
    const other = await lookAt(company.budgetOwner, id);
    await company.budgetOwner.call(decideRequest, other);
  });
});

describe('409', () => {
  it('refuses a decision on an older revision with the new one, whether or not the change closed the task that was shown (row:A4)', async () => {
    const { company } = world;
    const plain = { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' } };
    for (const content of [{ ...plain, note: 'a typo' }, { ...plain, title: 'Stage lighting and sound' }]) {
      const { id } = await company.submit(plain);
      const { params, body } = await lookAt(company.budgetOwner, id);
      const { revisionDigest } = await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content } });
      const answer = await expectRefusal(world, decideRequest, { params, body }, { by: company.budgetOwner }, 'revision_superseded');
      expect(answer.json.current).toEqual({ revision: 2, revisionDigest, content, requestStatus: 'open' });
      await expectRefusal(world, decideRequest, { params, body: { ...body, revisionDigest: 'f'.repeat(64) } }, { by: company.budgetOwner }, 'revision_superseded');
    }
  });

  it('refuses a decision whose consequences have changed, gives the new ones, and takes the decision bound to those (row:A7)', async () => {
    const { company } = world;
    const { id } = await committee.submit();
    const [first, late] = [await lookAt(company.budgetOwner, id), await lookAt(second, id)];
    expect([late.shown.next.outcome, late.shown.effects]).toEqual(['waits', []]);
    await company.budgetOwner.call(decideRequest, { params: first.params, body: first.body });
    const answer = await expectRefusal(world, decideRequest, { params: late.params, body: late.body }, { by: second }, 'consequences_changed');
    const again = await lookAt(second, id);
    expect(answer.json.consequences).toEqual(again.shown);
    expect([again.shown.next.outcome, again.shown.effects.length]).toEqual(['approved', 1]);
    await expect(second.call(decideRequest, { params: again.params, body: again.body })).resolves.toMatchObject({ requestStatus: 'approved' });
  });

  it('refuses a decision that would now open the next step, where it was shown to wait for others, although nothing is sent either way (row:A7)', async () => {
    const { company } = world;
    const { id } = await quiet.submit();
    const [first, late] = [await lookAt(company.budgetOwner, id), await lookAt(second, id)];
    await company.budgetOwner.call(decideRequest, { params: first.params, body: first.body });
    await expectRefusal(world, decideRequest, { params: late.params, body: late.body }, { by: second }, 'consequences_changed');
    const again = await lookAt(second, id);
    expect([late.shown, again.shown].map(({ next, effects }) => [next.outcome, effects])).toEqual([['waits', []], ['opens_step', []]]);
  });

  it('refuses one verdict with the preview of another (row:A7)', async () => {
    const { id } = await world.company.submit();
    const { params, body } = await lookAt(world.company.budgetOwner, id, 'approve', 'No.');
    await expectRefusal(world, decideRequest, { params, body: { ...body, verdict: 'reject' } }, { by: world.company.budgetOwner }, 'consequences_changed');
  });

  it('refuses a second decision of the same person, and one on a task that is closed (row:A3)', async () => {
    const { company } = world;
    const open = await committee.submit();
    const early = await lookAt(company.budgetOwner, open.id);
    await company.budgetOwner.call(decideRequest, { params: early.params, body: early.body });
    await expectRefusal(world, decideRequest, { params: early.params, body: early.body }, { by: company.budgetOwner }, 'already_decided');
    const { id } = await company.submit();
    const [mine, theirs] = [await lookAt(company.budgetOwner, id), await lookAt(second, id)];
    await company.budgetOwner.call(decideRequest, { params: mine.params, body: mine.body });
    await expectRefusal(world, decideRequest, { params: theirs.params, body: theirs.body }, { by: second }, 'task_closed');
  });
});

describe('422', () => {
  it('asks for a reason to reject or to request changes, and takes none of blanks (row:A8)', async () => {
    const { budgetOwner } = world.company;
    const { id } = await world.company.submit();
    for (const verdict of ['reject', 'request_changes'] as const) {
      const { params, body } = await lookAt(budgetOwner, id, verdict);
      for (const reason of [undefined, null, '', ' \n\t ']) await expectRefusal(world, decideRequest, { params, body: { ...body, reason } }, { by: budgetOwner }, 'reason_required');
    }
  });

  it('refuses where the next condition cannot be worked out, and says which (row:A2)', async () => {
    const { company } = world;
    const flow = await addFlow(company, 'Unclear', [approvalBy(company, 'Finance'), approvalBy(company, 'Budget owner', { id: 'second', when: 'int(request.title) > 1' })], { immaterialFields: [] });
    const { id } = await flow.submit();
    const rejecting = await lookAt(company.finance, id, 'reject');
    const body = { ...rejecting.body, verdict: 'approve' };
    const answer = await expectRefusal(world, decideRequest, { params: rejecting.params, body }, { by: company.finance }, 'condition_failed');
    expect(answer.json.stepId).toBe('second');
  });
});

describe('races', () => {
  it('records exactly one of two decisions on the last seat, 20 times, in two processes (row:A3)', async () => {
    const { company, api, twin } = world;
    const before = await countEntries(world, 'request.decided');
    for (let round = 0; round < 20; round += 1) {
      const { id } = await company.submit({ title: `Last seat ${round}`, amount: { amount: '10.00', currency: 'EUR' } });
      const shown = await Promise.all([company.budgetOwner, second].map(async (by) => ({ by, ...(await lookAt(by, id)) })));
      const answers = await Promise.all(shown.map(({ by, params, body }, seat) => sendRaw((seat === round % 2 ? api : twin).baseUrl, decideRequest, { params, body }, { by })));
      expect(answers.map(({ status, json }) => [status, json.code]).sort()).toEqual([[201, undefined], [409, 'task_closed']]);
      expect([(await rowsOf('decisions', id)).length, (await rowsOf('effects', id)).length]).toEqual([1, 1]);
    }
    expect(await countEntries(world, 'request.decided')).toBe(before + 20);
  }, raceLimitMs);

  it('records one of two first signatures of a committee as shown, and refuses the other with what it would now cause, 10 times (row:A7)', async () => {
    const { company, api, twin } = world;
    for (let round = 0; round < 10; round += 1) {
      const { id } = await committee.submit({ title: `Committee ${round}`, amount: { amount: '10.00', currency: 'EUR' } });
      const shown = await Promise.all([company.budgetOwner, second].map(async (by) => ({ by, ...(await lookAt(by, id)) })));
      const answers = await Promise.all(shown.map(({ by, params, body }, seat) => sendRaw((seat === round % 2 ? api : twin).baseUrl, decideRequest, { params, body }, { by })));
      expect(answers.map(({ status, json }) => [status, json.code]).sort()).toEqual([[201, undefined], [409, 'consequences_changed']]);
      expect(await rowsOf('effects', id)).toEqual([]);
    }
  }, raceLimitMs);

  it('never records a decision on a revision that its signer was not shown, in 30 races of a revision against an approval (row:A4)', async () => {
    const { company, api, twin } = world;
    const outcomes = new Set<unknown>();
    for (let round = 0; round < 30; round += 1) {
      const content = { title: `Race ${round}`, amount: { amount: '12400.00', currency: 'EUR' } };
      const { id, revisionDigest } = await company.submit(content);
      const { params, body } = await lookAt(company.budgetOwner, id);
      const changed = round % 2 === 0 ? { ...content, note: 'immaterial' } : { ...content, title: `Race ${round}, changed` };
      // Who starts first changes from round to round, by a little: both orders have to come up.
      const [revised, decided] = await Promise.all([
        pause(round % 3 === 0 ? 4 : 0).then(() => sendRaw(api.baseUrl, reviseRequest, { params: { requestId: id }, body: { content: changed } }, { by: company.requester })),
        pause(round % 3 === 1 ? 4 : 0).then(() => sendRaw(twin.baseUrl, decideRequest, { params, body }, { by: company.budgetOwner })),
      ]);
      expect(revised.status).toBe(201);
      expect([undefined, 'revision_superseded']).toContain(decided.json.code);
      outcomes.add(decided.status);
      const rows = await api.database.look('select revision, revision_digest as digest, member_id from app.decisions where request_id = $1', [id]);
      expect(rows).toMatchObject(decided.status === 201 ? [{ revision: 1, digest: revisionDigest }] : []);
      expect(await decidedOutOfTurn(id)).toEqual([]);
    }
    expect(outcomes).toEqual(new Set([201, 409]));
  }, raceLimitMs);
});

const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Facts of decisions on another revision than the one that held when they became true. */
async function decidedOutOfTurn(requestId: string): Promise<unknown[]> {
  const facts = await world.api.database.look<{ fact: { kind: string; revisionDigest?: string } }>('select f.fact from app.facts f join app.runs r on r.tenant_id = f.tenant_id and r.id = f.run_id where r.request_id = $1 order by f.seq', [requestId]);
  let current: string | undefined;
  return facts.filter(({ fact }) => {
    if (fact.kind === 'run_started' || fact.kind === 'revised') current = fact.revisionDigest;
    return fact.kind === 'decided' && fact.revisionDigest !== current;
  });
}

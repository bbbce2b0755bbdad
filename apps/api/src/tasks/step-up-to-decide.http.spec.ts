import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { proveSecondFactor, removeSecondFactor, signIn } from '@countersign/contracts/identity';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { enrol, expectRefusal, openHttpWorld, sendRaw, testPassword, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld({
    definition: ({ role, endpointId }) => ({
      formatVersion: 2,
      steps: [
        { id: 'sign', kind: 'approval', name: 'Treasury', approvers: { anyOf: [{ kind: 'role', roleId: role('Finance') }] }, quorum: 1, onReject: 'end', stepUp: true },
        { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId, event: 'payment.requested' }, onReverse: 'person' },
      ],
    }),
  });
}, 120_000);
afterAll(() => world.close());

async function ready(by: Person, requestId?: string) {
  const id = requestId ?? (await world.company.submit()).id;
  const task = (await by.call(listTasks, { query: { assignee: 'me' } })).items.find((candidate) => candidate.requestId === id);
  const params = { taskId: task?.id ?? '' };
  const { revisionDigest, consequencesDigest } = await by.call(previewDecision, { params, query: { verdict: 'approve' } });
  return { requestId: id, input: { params, body: { verdict: 'approve', revisionDigest, consequencesDigest } as const } };
}
const age = (by: Person, seconds: number) => world.api.database.look(`update identity.session s set stepped_up_at = now() - ${seconds} * interval '1 second' from identity."user" u where u.id = s."userId" and u.email = $1`, [by.email]);

describe('a step that is signed with a fresh second factor', () => {
  it('is decided by whoever proved it just now, by the same key that was refused, and the entry says how and when (row:A11 row:E1)', async () => {
    const by = await world.company.join('Treasurer', ['Finance']);
    const app = await enrol(by);
    await age(by, 301);
    const { requestId, input } = await ready(by);
    const key = crypto.randomUUID();
    const refused = await expectRefusal(world, decideRequest, input, { by, key }, 'step_up_required');
    expect(refused.json.detail).toMatch(/Prove your second factor/);
    const { provedAt } = await by.call(proveSecondFactor, { body: { code: app.code() } });
    expect((await sendRaw(world.twin.baseUrl, decideRequest, input, { by, key })).status).toBe(201);
    const [entry] = (await world.company.auditor.call(listAuditEntries, { query: { subjectId: requestId } })).items;
    expect([entry?.action, entry?.after]).toEqual(['request.decided', expect.objectContaining({ verdict: 'approve', steppedUp: { by: 'totp', at: provedAt } })]);
  });

  it('is not decided without: by who has none, by another session of the same person, or after it was removed (row:A11)', async () => {
    const by = await world.company.join('Careless treasurer', ['Finance']);
    const { requestId, input } = await ready(by);
    await expectRefusal(world, decideRequest, input, { by }, 'step_up_required');
    const app = await enrol(by);
    const elsewhere = by.again();
    await elsewhere.call(signIn, { body: { email: by.email, password: testPassword, code: app.recoveryCodes[0] } });
    await world.api.database.look('update identity.session set stepped_up_at = null, stepped_up_by = null where stepped_up_by = $1', ['recovery_code']);
    await expectRefusal(world, decideRequest, input, { by: elsewhere }, 'step_up_required');
    await by.call(removeSecondFactor, {});
    await expectRefusal(world, decideRequest, input, { by }, 'step_up_required');
    await enrol(by);
    await by.call(decideRequest, (await ready(by, requestId)).input);
  });

  it('says first what is wrong with the decision itself: nobody proves anything for what is refused anyway (row:A11)', async () => {
    const by = await world.company.join('Late treasurer', ['Finance']);
    const { input } = await ready(by);
    await expectRefusal(world, decideRequest, { ...input, body: { ...input.body, consequencesDigest: 'a'.repeat(64) } }, { by }, 'consequences_changed');
    await expectRefusal(world, decideRequest, { ...input, body: { ...input.body, revisionDigest: 'a'.repeat(64) } }, { by }, 'revision_superseded');
    await expectRefusal(world, decideRequest, input, { by: world.company.budgetOwner }, 'not_found');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { revokeApiKey } from '@countersign/contracts/api-keys';
import { listAuditEntries } from '@countersign/contracts/audit';
import { assignMemberRoles, deactivateMember, listMembers, setMemberExpiry } from '@countersign/contracts/members';
import { allOperations } from '@countersign/contracts/operations';
import { keyScopeOf, keyScopes, refusalsOf, type Operation } from '@countersign/contracts/platform';
import { getRequest, listRequests, submitRequest, withdrawRequest } from '@countersign/contracts/requests';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { addFlow, bearer, expectRefusal, holderOfKey, keptRows, memberIdOf, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';
import { randomBytes } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const raw = (operation: Parameters<typeof sendRaw>[1], input: Parameters<typeof sendRaw>[2], options: Parameters<typeof sendRaw>[3]) => sendRaw(world.api.baseUrl, operation, input, options);
const lamps = (title = 'Lamps') => ({ body: { requestTypeId: world.company.requestTypeId, content: { title, amount: { amount: '12.00', currency: 'EUR' } } } });
/** A call that goes where the operation is served, and fits nothing. */
const senseless = ({ path, method }: Operation) => ({ params: Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, '1'])), ...(method !== 'GET' && { body: {} }) });
const codeOf = async (answer: ReturnType<typeof sendRaw>) => [(await answer).status, (await answer).json.code];

/** What a person does for themselves, or by which somebody gets more rights; written by hand, never made from the contracts. */
const neverByKey = [
  'acceptInvitation', 'assignMemberRoles', 'changePicture', 'confirmSecondFactor', 'createApiKey', 'createDelegation', 'createRole', 'createTenant', 'deactivateMember', 'endDelegation', 'followEvents', 'getSession',
  'inviteMember', 'listApiKeys', 'listSessions', 'previewMemberRoles', 'previewRole', 'proveSecondFactor', 'removePicture', 'removeSecondFactor', 'renameProfile', 'renewInvitation', 'renewRecoveryCodes', 'revokeApiKey', 'revokeOtherSessions',
  'revokeSession', 'setManager', 'setMemberExpiry', 'signIn', 'signOut', 'signUp', 'startPictureUpload', 'startSecondFactor', 'switchTenant', 'updateRole', 'withdrawInvitation', 'getPicture', 'readNotifications',
];

/** What says the same to everybody, whatever they show. */
const forEverybody = ['getHealth', 'listEventTypes'];

/** What a signature opens and nothing else: a key adds nothing to it and takes nothing away. */
const openedBySignature = 'receiveInboundMessage';

describe('what an API key opens', () => {
  it('is no sign-in, session, factor, key, role or invitation, and no screen; refused by name, with nothing written (row:F3 row:F2)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.admin, keyScopes.filter((scope) => scope !== 'task.decide'));
    const before = await keptRows(world.api.database);
    const closed = [...allOperations.values()].filter((operation) => keyScopeOf(operation) === null && ![...forEverybody, openedBySignature].includes(operation.name));
    expect(closed.filter(({ path }) => !path.startsWith('/v1/screens/')).map(({ name }) => name).sort()).toEqual([...neverByKey].sort());
    for (const operation of closed) {
      expect([operation.name, ...(await codeOf(raw(operation, senseless(operation), { by: program })))]).toEqual([operation.name, 403, 'not_for_api_keys']);
      expect(refusalsOf(operation)).toContain('not_for_api_keys');
    }
    expect(await keptRows(world.api.database)).toEqual(before);
  });

  it('is not the door that a signature opens: a key makes no difference there (row:F3 row:D2)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.admin, keyScopes.filter((scope) => scope !== 'task.decide'));
    const door = [...allOperations.values()].filter(({ name }) => name === openedBySignature);
    expect(door.map(keyScopeOf)).toEqual([null]);
    for (const operation of door) {
      expect([await codeOf(raw(operation, senseless(operation), { by: program })), await codeOf(raw(operation, senseless(operation), {}))]).toEqual([[404, 'not_found'], [404, 'not_found']]);
    }
  });

  it('does not close what is open to everybody: that says the same to a stranger, in a session and by a key that names anything (row:F3 row:D4)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.admin, ['audit.read']);
    for (const name of forEverybody) {
      const operation = allOperations.get(name) as Operation;
      const [stranger, person, byKey] = [await raw(operation, {}, {}), await raw(operation, {}, { by: world.company.requester }), await raw(operation, {}, { by: program })];
      expect([name, stranger.status, person.text, byKey.text]).toEqual([name, 200, stranger.text, stranger.text]);
      expect(refusalsOf(operation)).not.toContain('not_for_api_keys');
      expect(await codeOf(raw(operation, {}, { headers: { authorization: 'Bearer x' } }))).toEqual([401, 'api_key_invalid']);
    }
  });

  it('is nothing but what it names, though its member may do more (row:F3 row:F2)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.admin, ['audit.read']);
    const before = await keptRows(world.api.database);
    for (const operation of allOperations.values()) {
      const scope = keyScopeOf(operation);
      if (scope === null || scope === 'audit.read') continue;
      const answer = await raw(operation, senseless(operation), { by: program });
      expect([operation.name, answer.status, answer.json.code, answer.json.permission]).toEqual([operation.name, 403, 'permission_denied', scope]);
      expect([answer.json.title, answer.json.detail]).toEqual([expect.stringContaining('API key'), expect.stringMatching(/^This API key may not do this\. It needs the permission "[a-z_.]+": either the key does not name it/)]);
    }
    expect(await keptRows(world.api.database)).toEqual(before);
    expect((await raw(listAuditEntries, { query: {} }, { by: program })).status).toBe(200);
  });

  it('is what its member’s roles give at the time of the call: it goes with them at once, in every process (row:F3 row:F2)', async () => {
    const { admin, roleIds } = world.company;
    const owner = await world.company.join('Loses roles', ['requester', 'auditor']);
    const program = await holderOfKey(world.api.baseUrl, owner, ['request.submit', 'audit.read']);
    const calls = () => [world.api, world.twin].flatMap(({ baseUrl }) => [sendRaw(baseUrl, submitRequest, lamps(), { by: program }), sendRaw(baseUrl, listAuditEntries, { query: {} }, { by: program })]);
    for (const round of [1, 2]) expect([round, ...(await Promise.all(calls())).map(({ status }) => status)]).toEqual([round, 201, 200, 201, 200]);
    const params = { memberId: await memberIdOf(world.company, owner) };
    await admin.call(assignMemberRoles, { params, body: { roleIds: [roleIds.get('requester') ?? ''] } });
    expect((await Promise.all(calls())).map(({ status }) => status)).toEqual([201, 403, 201, 403]);
    await admin.call(assignMemberRoles, { params, body: { roleIds: [roleIds.get('admin') ?? ''] } });
    expect((await Promise.all(calls())).map(({ status }) => status)).toEqual([201, 200, 201, 200]);
    expect((await raw(listMembers, { query: {} }, { by: program })).status).toBe(403);
    expect([...world.api.errors, ...world.twin.errors]).toEqual([]);
  });

  it('is of its own company only (row:F1)', async () => {
    const ours = await world.company.submit();
    const program = await holderOfKey(world.api.baseUrl, world.foreigner, ['request.read', 'request.read_all', 'request.submit']);
    expect(await program.call(listRequests, { query: {} })).toMatchObject({ items: [] });
    await expectRefusal(world, getRequest, { params: { requestId: ours.id } }, { by: program }, 'not_found');
    await expectRefusal(world, submitRequest, lamps(), { by: program }, 'not_found');
  });

  it('is never a step that is signed with a fresh second factor; it is another step (row:F3 row:A11)', async () => {
    const { company } = world;
    const program = await holderOfKey(world.api.baseUrl, company.finance, ['task.decide', 'request.read']);
    for (const stepUp of [true, false]) {
      const approvers = { anyOf: [{ kind: 'role' as const, roleId: company.roleIds.get('Finance') ?? '' }] };
      const flow = await addFlow(company, `Signed ${String(stepUp)}`, { formatVersion: 2, steps: [{ id: 'check', kind: 'approval', name: 'Check', approvers, quorum: 1, onReject: 'end', stepUp }] });
      const { id } = await flow.submit();
      const task = (await program.call(listTasks, { query: { assignee: 'me' } })).items.find(({ requestId }) => requestId === id);
      const params = { taskId: task?.id ?? '' };
      const { revisionDigest, consequencesDigest } = await program.call(previewDecision, { params, query: { verdict: 'approve' } });
      const input = { params, body: { verdict: 'approve', revisionDigest, consequencesDigest } as const };
      if (stepUp) expect((await expectRefusal(world, decideRequest, input, { by: program }, 'step_up_required')).json.detail).toMatch(/An API key proves no second factor/);
      else expect((await program.call(decideRequest, input)).verdict).toBe('approve');
    }
  });
});

describe('an API key that opens nothing', () => {
  it('looks the same unknown, malformed, expired, revoked, and of who has left (row:F3)', async () => {
    const { admin } = world.company;
    const texts = ['', 'Bearer', 'Bearer ', 'Bearer x', `Bearer cs_key_${randomBytes(32).toString('base64url')}`, `Bearer cs_key_${'x'.repeat(42)}`, 'Basic YWRtaW46YWRtaW4=', `Bearer ${'x'.repeat(5000)}`, "Bearer cs_key_' or true --"];
    for (const how of ['revoked', 'expired', 'left', 'membership over'] as const) {
      const owner = await world.company.join(`Key ${how}`, ['requester']);
      const program = await holderOfKey(world.api.baseUrl, owner, ['request.read']);
      expect((await raw(listRequests, { query: {} }, { by: program })).status).toBe(200);
      const params = { memberId: await memberIdOf(world.company, owner) };
      if (how === 'revoked') await owner.call(revokeApiKey, { params: { apiKeyId: program.key.id } });
      if (how === 'expired') await world.api.database.look("update app.api_keys set created_at = now() - interval '2 days', expires_at = now() - interval '1 second' where id = $1", [program.key.id]);
      if (how === 'left') await admin.call(deactivateMember, { params, body: {} });
      if (how === 'membership over') {
        await admin.call(setMemberExpiry, { params, body: { expiresAt: new Date(Date.now() + 86_400_000).toISOString() } });
        await world.api.database.look("update app.members set expires_at = now() - interval '1 second' where id = $1", [params.memberId]);
      }
      texts.push(bearer(program.secret).authorization);
    }
    const answers = new Set<string>();
    for (const authorization of texts) {
      for (const operation of [listRequests, submitRequest]) {
        const answer = await expectRefusal(world, operation, operation === submitRequest ? lamps() : { query: {} }, { headers: { authorization } }, 'api_key_invalid');
        answers.add(`${answer.text} ${answer.headers.get('www-authenticate') ?? ''}`);
      }
    }
    expect([...answers]).toEqual([expect.stringContaining('Bearer realm="Countersign", error="invalid_token"')]);
  }, 60_000);

  it('is asked for where nothing is shown (row:F3)', async () => {
    expect((await expectRefusal(world, listRequests, { query: {} }, {}, 'not_signed_in')).headers.get('www-authenticate')).toBe('Bearer realm="Countersign"');
  });
});

describe('a call that shows both a session and an API key', () => {
  it('is refused, whichever of them is good (row:F3)', async () => {
    const { requester } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.read', 'request.submit']);
    const cookies = [requester.headers().cookie ?? '', 'countersign.session_token=forged'];
    for (const cookie of cookies) for (const headers of [{ cookie, ...program.headers() }, { cookie, authorization: 'Bearer x' }]) {
      await expectRefusal(world, submitRequest, lamps(), { headers }, 'two_credentials');
      await expectRefusal(world, listRequests, { query: {} }, { headers }, 'two_credentials');
    }
    expect((await raw(listRequests, { query: {} }, { headers: { cookie: 'theme=dark', ...program.headers() } })).status).toBe(200);
  });
});

describe('what is done with an API key', () => {
  it('is recorded as its member’s, by the key, through the API, whatever the call says of itself (row:F3 row:E1)', async () => {
    const { requester, auditor } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.submit']);
    const answer = await raw(submitRequest, lamps(), { by: program, headers: { 'sec-fetch-site': 'same-origin' } });
    expect(answer.status).toBe(201);
    const [kept] = await world.api.database.look<{ entry: Record<string, unknown> }>("select convert_from(canonical, 'UTF8')::jsonb as entry from app.audit_entries where action = 'request.submitted' order by id desc limit 1");
    const memberId = await memberIdOf(world.company, requester);
    expect(kept?.entry).toMatchObject({ channel: 'api', actor: { kind: 'member', memberId, apiKeyId: program.key.id } });
    expect(Object.keys(kept?.entry.actor as object).sort()).toEqual(['apiKeyId', 'kind', 'memberId', 'userId']);
    const [entry] = (await auditor.call(listAuditEntries, { query: { subjectId: answer.json.id as string } })).items;
    expect(entry).toMatchObject({ channel: 'api', actor: { memberId, apiKeyId: program.key.id } });
    const [own] = (await auditor.call(listAuditEntries, { query: { subjectId: (await world.company.submit()).id } })).items;
    expect(own?.actor.apiKeyId).toBeNull();
  });

  it('has Idempotency-Keys of its own: two programs and their member do not meet (row:F3 row:D4)', async () => {
    const { requester } = world.company;
    const [one, other] = [await holderOfKey(world.api.baseUrl, requester, ['request.submit']), await holderOfKey(world.api.baseUrl, requester, ['request.submit'])];
    const key = 'counted-alike';
    const ids = [];
    for (const by of [one, other, requester, one]) {
      const answer = await raw(submitRequest, lamps(by === one ? 'Of one' : 'Of others'), { by, key });
      expect(answer.status).toBe(201);
      ids.push(answer.json.id);
    }
    expect(ids[3]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it('costs no more statements than in a session (row:F3 row:K1)', async () => {
    const { requester } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.submit', 'request.read']);
    const statements = async (by: Pick<typeof program, 'headers'>, operation: typeof submitRequest | typeof withdrawRequest | typeof listRequests, input: object) => {
      const answer = await raw(operation, input, { by });
      expect(answer.status).toBeLessThan(300);
      return answer.headers.get('server-timing');
    };
    for (const [operation, input] of [[submitRequest, lamps()], [listRequests, { query: {} }]] as const) {
      for (const by of [requester, program]) await statements(by, operation, input);
      expect(await statements(program, operation, input)).toBe(await statements(requester, operation, input));
    }
  });
});

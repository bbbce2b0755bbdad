import { testConnection } from '@countersign/contracts/connections';
import { addNote, submitRequest, watchRequest } from '@countersign/contracts/requests';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { listMembers, setManager } from '@countersign/contracts/members';
import { createApiKey, revokeApiKey } from '@countersign/contracts/api-keys';
import { createDelegation, endDelegation } from '@countersign/contracts/delegations';
import { startedMoves } from './authorization-moves.js';
import { delegationTo } from './authorization-world.js';
import { newCompany, type Company } from './company.js';
import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { beginGrant, connect, connectAllowed } from './connections.js';
import { addVendorType } from './kept-vendors.js';
import { addRecordSet, beginReading, leaveFindings, leaveReading } from './record-sets.js';
import { sendRaw } from './raw-call.js';
import { addSource, hmacVerification, signedOrder } from './webhook-sources.js';
import { approveFor } from './decide-for.js';
import { memberIdOf } from './request-flow.js';
import { openSequencer } from './audit-log.js';
import { createCalendar } from '@countersign/contracts/calendars';
import { workingWeek } from './working-week.js';
import { attachFile } from './test-attachments.js';
import { openTestApi, type TestApi } from './test-api.js';
import type { TestDatabase } from './test-database.js';

export interface CompanyWithId extends Company {
  readonly tenantId: string;
}

/** Two companies that do the same things: whatever one may keep, both keep. */
export interface TwoCompanies {
  readonly api: TestApi;
  readonly a: CompanyWithId;
  readonly b: CompanyWithId;
}

/** Both with a request that was decided, a delivery of its effect with an attempt, and so with a row in every table. */
export async function openTwoCompanies(): Promise<TwoCompanies> {
  const api = await openTestApi();
  const a = await livedIn(api, 'Acme');
  const b = await livedIn(api, 'Borealis');
  // One more than A has: its number is B's alone.
  await b.submit();
  await sequence(api.database, [a.tenantId, b.tenantId]);
  return { api, a, b };
}

async function livedIn(api: TestApi, name: string): Promise<CompanyWithId> {
  const company = await newCompany(api, name);
  await company.admin.call(createCalendar, { body: workingWeek('Head office') });
  const { id } = await company.submit();
  const mentioned = await memberIdOf(company, company.budgetOwner);
  await company.requester.call(addNote, { params: { requestId: id }, body: { text: `Of use to all of us, and to @{${mentioned}}.` } });
  await company.budgetOwner.call(watchRequest, { params: { requestId: id }, body: { watching: true } });
  await company.budgetOwner.call(createDelegation, { body: { ...delegationTo(await memberIdOf(company, company.finance)), requestTypeIds: [company.requestTypeId] } });
  await approveFor(company.finance, (await company.submit({ title: 'Lamps', amount: { amount: '20.00', currency: 'EUR' } })).id);
  const { id: delegationId } = await company.finance.call(createDelegation, { body: delegationTo(await memberIdOf(company, company.admin)) });
  await company.finance.call(endDelegation, { params: { delegationId } });
  await company.requester.call(submitRequest, { body: { requestTypeId: company.requestTypeId, content: { title: 'Spare lamps', amount: { amount: '12.00', currency: 'EUR' } }, relatedRequestIds: [id], attachmentIds: [await attachFile(api.baseUrl, company.requester)] } });
  const ids = new Map((await company.admin.call(listMembers, { query: { limit: '100' } })).items.map((member) => [member.email, member.id]));
  const [memberId, managerId] = [ids.get(company.requester.email) ?? '', ids.get(company.budgetOwner.email) ?? ''];
  const group = await company.admin.call(createGroup, { body: { name: 'Board' } });
  await company.admin.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds: [managerId] } });
  await company.admin.call(setManager, { params: { memberId }, body: { manager: { memberId: managerId } } });
  await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: managerId }, requestTypeId: null, limit: { amount: '5000.00', currency: 'EUR' } } });
  await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: company.roleIds.get('Finance') ?? '' }, requestTypeId: company.requestTypeId, limit: { amount: '50000.00', currency: 'EUR' } } });
  await startedMoves({ company, api });
  await company.decide(company.budgetOwner, id, 'approve');
  await company.decide(company.finance, id, 'approve');
  const { id: apiKeyId } = await company.admin.call(createApiKey, { body: { name: 'Export', scopes: ['request.read'] } });
  const revoked = await company.admin.call(createApiKey, { body: { name: 'Import', scopes: ['request.submit'] } });
  await company.admin.call(revokeApiKey, { params: { apiKeyId: revoked.id } });
  const rows = await api.database.look<{ tenant_id: string }>('select tenant_id from app.tenants where name = $1', [name]);
  const tenantId = rows[0]?.tenant_id;
  if (tenantId === undefined) throw new Error('the company is not there');
  await api.database.look('insert into app.api_key_uses (tenant_id, api_key_id, used_at) values ($1, $2, now())', [tenantId, apiKeyId]);
  await deliver(api.database, tenantId);
  await replay(api.database, tenantId);
  await auditStream(api.database, tenantId);
  await setTimer(api.database, tenantId);
  await undo(api.database, tenantId);
  const { id: connectionId } = await connect(company, 'https://bank.example.com');
  await tellAll(api.database, tenantId, connectionId);
  await call(api.database, tenantId, connectionId);
  await company.admin.call(testConnection, { params: { connectionId }, body: {} });
  await beginGrant(company.admin, (await connectAllowed(company)).id);
  await readOutside(api.database, tenantId, connectionId);
  await repaired(api.database, tenantId, connectionId);
  await keepRecords(api.database, company, connectionId);
  const source = await addSource(company, { verification: hmacVerification });
  await sendRaw(api.baseUrl, receiveInboundMessage, { params: { sourceId: source.id }, ...signedOrder(source.secret) });
  await sendRaw(api.baseUrl, receiveInboundMessage, { params: { sourceId: source.id }, ...signedOrder('nobody’s') });
  // What the worker would leave behind.
  await api.database.look("update app.inbound_messages set state = 'done', type = 'order.placed', attempts = 1, ended_at = now(), request_id = $2, effect_id = (select e.id from app.effects e where e.tenant_id = $1 limit 1) where tenant_id = $1", [tenantId, id]);
  return { ...company, tenantId };
}

/** A set that was read and compared and is being read again, and a request about a record of it. */
async function keepRecords(database: TestDatabase, company: Company, connectionId: string): Promise<void> {
  const { id: recordSetId } = await addRecordSet(company, {}, connectionId);
  await leaveReading(database, recordSetId);
  await leaveFindings(database, recordSetId);
  await beginReading(company, recordSetId);
  await (await addVendorType(company, { recordSetId })).submit('v1');
  // What the answer to a call would leave behind that named a record.
  await database.look(
    `with called as (
       update app.effects e set record_set_id = $1, record_pointer = '/id' where e.kind = 'http' and e.tenant_id = (select s.tenant_id from app.record_sets s where s.id = $1) returning e.tenant_id, e.request_id, e.id)
     insert into app.request_records (tenant_id, id, request_id, record_set_id, outside_id, effect_id, linked_at) select tenant_id, gen_random_uuid(), request_id, $1, 'v1', id, now() from called`,
    [recordSetId],
  );
}

/** What the sequencer would leave behind: leaves, a key, a checkpoint; and the node that a long log has. */
async function sequence(database: TestDatabase, tenantIds: readonly string[]): Promise<void> {
  const sequencer = await openSequencer(database);
  const isThere = async () => (await database.look('select 1 from app.audit_checkpoints where tenant_id = any ($1)', [tenantIds])).length >= tenantIds.length;
  while (!(await isThere())) await sequencer.run();
  await sequencer.release();
  await sequencer.close();
  await database.look('insert into app.audit_nodes (tenant_id, level, position, hash) select t, 8, 0, sha256($2) from unnest($1::uuid[]) t', [tenantIds, Buffer.from('a node')]);
}

/** What the worker would leave behind: no worker runs here. */
async function deliver(database: TestDatabase, tenantId: string): Promise<void> {
  await database.look(
    `with delivery as (
       insert into app.webhook_deliveries (tenant_id, id, effect_id, request_id, endpoint_id, event, state, created_at, delivered_at)
       select tenant_id, gen_random_uuid(), id, request_id, endpoint_id, event, 'delivered', wanted_at, now() from app.effects where tenant_id = $1 returning tenant_id, id)
     insert into app.delivery_attempts (tenant_id, delivery_id, number, started_at, duration_ms, status) select tenant_id, id, 1, now(), 12, 200 from delivery`,
    [tenantId],
  );
}

/** What is told of an endpoint that was disabled, of a connection that has to be connected again, and by an effect. */
async function tellAll(database: TestDatabase, tenantId: string, connectionId: string): Promise<void> {
  await database.look(
    `insert into app.notifications (tenant_id, member_id, entry_id, request_id, kind, because, request_status, endpoint_id, connection_id, effect_id, at)
     select d.tenant_id, (select m.id from app.members m where m.tenant_id = $1 order by m.id limit 1), gen_random_uuid(), d.request_id, told.kind, 'asked', 'approved', told.endpoint_id, told.connection_id, told.effect_id, now()
       from (select d.tenant_id, d.request_id, d.endpoint_id, d.effect_id from app.webhook_deliveries d where d.tenant_id = $1 limit 1) d,
            lateral (values ('endpoint_disabled', d.endpoint_id, null::uuid, null::uuid), ('connection_needs_grant', null, $2::uuid, null), ('notice', null, null, d.effect_id)) as told (kind, endpoint_id, connection_id, effect_id)`,
    [tenantId, connectionId],
  );
}

/** What sending a delivery again leaves behind. */
async function replay(database: TestDatabase, tenantId: string): Promise<void> {
  await database.look(
    `with begun as (
       insert into app.webhook_replays (tenant_id, id, endpoint_id, kind, only_failed, until, state, started_by, started_at, start_entry_id, ended_at)
       select d.tenant_id, gen_random_uuid(), d.endpoint_id, 'since', false, now(), 'done', (select m.id from app.members m where m.tenant_id = $1 order by m.id limit 1), now(), gen_random_uuid(), now()
         from app.webhook_deliveries d where d.tenant_id = $1 limit 1 returning tenant_id, id)
     insert into app.replayed_deliveries (tenant_id, replay_id, position, delivery_id, outcome, outcome_at)
     select b.tenant_id, b.id, 1, (select d.id from app.webhook_deliveries d where d.tenant_id = $1 limit 1), 'arrived', now() from begun b`,
    [tenantId],
  );
}

/** The audit sent on to the endpoint, as far as it had come when it was stopped. */
async function auditStream(database: TestDatabase, tenantId: string): Promise<void> {
  await database.look(
    `insert into app.audit_streams (tenant_id, id, endpoint_id, state, from_index, next_index, awake, started_by, started_at, start_entry_id, ended_at)
     select w.tenant_id, gen_random_uuid(), w.id, 'stopped', 0, 3, false, (select m.id from app.members m where m.tenant_id = $1 order by m.id limit 1), now(), gen_random_uuid(), now()
       from app.webhook_endpoints w where w.tenant_id = $1 order by w.id limit 1`,
    [tenantId],
  );
}

/** What undoing would leave behind, were nothing left to be carried out: a person undid it, after what came later; and somebody was asked to. */
async function undo(database: TestDatabase, tenantId: string): Promise<void> {
  await database.look(
    `insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, event, payload, payload_digest, revision_digest, state, wanted_at, ended_at, cause_id, undoes_id, after_id, resolved_by, resolution)
     select e.tenant_id, gen_random_uuid(), e.run_id, e.request_id, e.step_id, 'Undo ' || e.step_name, 'person', '', e.payload, e.payload_digest, e.revision_digest, 'resolved', now(), now(), e.cause_id, e.id, e.id,
            (select m.id from app.members m where m.tenant_id = $1 order by m.id limit 1), 'Seen in the books'
       from app.effects e where e.tenant_id = $1 and e.undoes_id is null`,
    [tenantId],
  );
  await database.look(
    `insert into app.asks (tenant_id, effect_id, member_id, request_id, because, counts, asked_at)
     select e.tenant_id, e.id, (select m.id from app.members m where m.tenant_id = $1 order by m.id limit 1), e.request_id, 'is named by the workflow', true, now() from app.effects e where e.tenant_id = $1 and e.undoes_id is null order by e.id limit 1`,
    [tenantId],
  );
}

/** What a call through a connection would leave behind, and the token that it was made with. */
async function call(database: TestDatabase, tenantId: string, connectionId: string): Promise<void> {
  await database.look(
    `with token as (insert into app.connection_tokens (tenant_id, connection_id, sealed_token, binding_digest) values ($1, $2, '\\x00', '')),
     effect as (
       insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, connection_id, binding_digest, event, payload, payload_digest, revision_digest, state, attempts, wanted_at, ended_at, cause_id)
       select e.tenant_id, gen_random_uuid(), e.run_id, e.request_id, 'call', 'Call', 'http', $2, '', 'POST /payments', e.payload, e.payload_digest, e.revision_digest, 'succeeded', 1, now(), now(), e.cause_id
         from app.effects e where e.tenant_id = $1 and e.undoes_id is null and e.kind = 'webhook' limit 1 returning tenant_id, id)
     insert into app.effect_attempts (tenant_id, effect_id, number, started_at, duration_ms, asked, status, request) select tenant_id, id, 1, now(), 12, 'call', 200, '{}' from effect`,
    [tenantId, connectionId],
  );
}

/** What a step that is signed by a record of another system would leave behind, with a decision that saw it. */
async function readOutside(database: TestDatabase, tenantId: string, connectionId: string): Promise<void> {
  await database.look(
    `with seen as (
       insert into app.outside_records (tenant_id, id, request_id, task_id, step_id, connection_id, path, fields, state, content, fingerprint, wanted_at, read_at)
       select d.tenant_id, gen_random_uuid(), d.request_id, d.task_id, 'sign', $2, '/vendors/1', '["/iban"]', 'read', '{"/iban":"DE00"}', repeat('0', 64), now(), now() from app.decisions d where d.tenant_id = $1 order by d.id limit 1 returning tenant_id, id, task_id)
     insert into app.decision_records (tenant_id, decision_id, record_id) select d.tenant_id, d.id, seen.id from seen join app.decisions d on d.tenant_id = seen.tenant_id and d.task_id = seen.task_id limit 1`,
    [tenantId, connectionId],
  );
}

/** What a decision about many effects leaves behind. */
async function repaired(database: TestDatabase, tenantId: string, connectionId: string): Promise<void> {
  await database.look(
    `with repair as (
       insert into app.effect_repairs (tenant_id, id, how, reason, of_state, connection_id, until, state, started_by, started_at, start_entry_id, ended_at)
       select m.tenant_id, gen_random_uuid(), 'skip', 'Done by hand', 'failed', $2, now(), 'done', m.id, now(), gen_random_uuid(), now() from app.members m where m.tenant_id = $1 order by m.id limit 1 returning tenant_id, id)
     insert into app.repaired_effects (tenant_id, repair_id, effect_id, outcome) select r.tenant_id, r.id, e.id, 'repaired' from repair r join app.effects e on e.tenant_id = r.tenant_id order by e.id limit 1`,
    [tenantId, connectionId],
  );
}

/** What a step with a due time would leave behind: the workflow here has none. */
async function setTimer(database: TestDatabase, tenantId: string): Promise<void> {
  await database.look(
    `insert into app.timers (tenant_id, id, request_id, task_id, step_id, kind, at)
     select tenant_id, gen_random_uuid(), request_id, id, step_id, 'due', opened_at + interval '1 day' from app.tasks where tenant_id = $1 order by id limit 1`,
    [tenantId],
  );
}

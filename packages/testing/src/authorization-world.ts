import { startAuditStream, stopAuditStream } from '@countersign/contracts/audit';
import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { plannedMoves } from './authorization-moves.js';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { createCalendar } from '@countersign/contracts/calendars';
import { createApiKey } from '@countersign/contracts/api-keys';
import { createDelegation } from '@countersign/contracts/delegations';
import { getSession } from '@countersign/contracts/identity';
import { inviteMember } from '@countersign/contracts/invitations';
import { changePicture } from '@countersign/contracts/profile';
import { listSessions } from '@countersign/contracts/sessions';
import { addRequestTypeVersion, createRequestType } from '@countersign/contracts/request-types';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { createTenant } from '@countersign/contracts/tenants';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addNote, submitRequest } from '@countersign/contracts/requests';
import { showNotifications } from '@countersign/contracts/screens';
import type { InputOf } from '@countersign/contracts/platform';
import type { WorkflowDefinition } from '@countersign/engine';
import type { CallerKind } from './authorization-table.js';
import { connect } from './connections.js';
import { addRecordSet, formWithVendor, leaveFindings, leaveReading } from './record-sets.js';
import { sendRaw } from './raw-call.js';
import { addSource, hmacVerification, ownSourceSecret, signedOrder } from './webhook-sources.js';
import { newCompany, purchaseForm, type Company } from './company.js';
import type { Person } from './people.js';
import { taskOf } from './request-flow.js';
import { workingWeek } from './working-week.js';
import { attachFile } from './test-attachments.js';
import { deliveredAndResent } from './resent-deliveries.js';
import { uploadPicture } from './test-pictures.js';
import type { TestApi } from './test-api.js';

/** One id of each kind, by the noun that fields are named after. */
export interface Ids {
  readonly calendar: string;
  readonly member: string;
  readonly role: string;
  readonly request: string;
  readonly task: string;
  readonly workflow: string;
  readonly requestType: string;
  readonly endpoint: string;
  readonly invitation: string;
  readonly session: string;
  readonly upload: string;
  readonly picture: string;
  readonly note: string;
  readonly attachment: string;
  readonly notification: string;
  readonly group: string;
  readonly limit: string;
  readonly apiKey: string;
  readonly delegation: string;
  readonly effect: string;
  readonly delivery: string;
  readonly replay: string;
  readonly stream: string;
  readonly migration: string;
  readonly connection: string;
  readonly recordSet: string;
  readonly reading: string;
  /** A comparison that is over, and a decision about what it found. */
  readonly comparison: string;
  readonly recordRepair: string;
  readonly finding: string;
  readonly repair: string;
  readonly source: string;
  /** What that source sent. */
  readonly message: string;
}

/** A request whose one task waits, with what a decision on it has to carry. */
export interface OpenRequest {
  readonly requestId: string;
  readonly taskId: string;
  readonly decision: InputOf<typeof decideRequest>['body'];
}

export interface AuthorizationWorld {
  readonly api: TestApi;
  readonly company: Company;
  readonly own: Ids;
  /** Another company's. */
  readonly foreign: Ids;
  readonly people: Readonly<Record<CallerKind, Person>>;
  /** Made anew: somebody else of that kind, for calls that change who the caller is. */
  another(kind: CallerKind): Promise<Person>;
  /** A member without roles, to be given some. */
  readonly spareMemberId: string;
  /** An administrator of a third company, who may invite anybody there. */
  readonly elsewhere: Person;
  /** The request that `own` names; nobody decides it. */
  readonly standing: OpenRequest;
  openRequest(): Promise<OpenRequest>;
  readonly colleagues: OpenRequest;
}

const content = { title: 'Chairs', amount: { amount: '120.00', currency: 'EUR' } };

/** Two companies in which the starting role `approver` decides, a third, and a caller of each kind in the first. */
export async function openAuthorizationWorld(api: TestApi): Promise<AuthorizationWorld> {
  const definition = ({ role, endpointId }: { role(name: string): string; endpointId: string }) => asking(role('approver'), endpointId);
  const company = await newCompany(api, 'Acme', { definition });
  const other = await newCompany(api, 'Borealis', { definition });
  const another = (kind: CallerKind): Promise<Person> => {
    if (kind === 'anonymous') return Promise.resolve(api.stranger());
    return kind === 'tenantless' ? api.signUp('Tenantless') : company.join(`Only ${kind}`, [kind]);
  };
  const people = {
    anonymous: await another('anonymous'), tenantless: await another('tenantless'), requester: await another('requester'),
    approver: await another('approver'), auditor: await another('auditor'), admin: await another('admin'),
  };
  const elsewhere = await api.signUp('Founder elsewhere');
  await elsewhere.call(createTenant, { body: { name: 'Elsewhere' } });
  const openRequest = () => openFor(company.requestTypeId, people.requester, people.approver);
  const [file, theirs] = [await attachFile(api.baseUrl, people.requester), await attachFile(api.baseUrl, other.requester)];
  const standing = await openFor(company.requestTypeId, people.requester, people.approver, [file]);
  const foreign = await openFor(other.requestTypeId, other.requester, other.admin, [theirs]);
  const theirEffect = async () => effectOf(api, await openFor(other.requestTypeId, other.requester, other.admin), other.admin);
  return {
    api, company, people, another, elsewhere, standing, openRequest,
    own: { ...(await idsOf(api, company, people.requester, standing)), effect: await effectOf(api, await openRequest(), people.approver), ...(await deliveredAndResent(api.database, company.admin, await effectOf(api, await openRequest(), people.approver))), attachment: file },
    foreign: { ...(await idsOf(api, other, other.requester, foreign)), effect: await theirEffect(), ...(await deliveredAndResent(api.database, other.admin, await theirEffect())), attachment: theirs },
    spareMemberId: await memberIdOf(await company.join('Spare', [])),
    colleagues: await openForColleagues(company),
  };
}

const asking = (roleId: string, endpointId: string): WorkflowDefinition => ({
  formatVersion: 2,
  steps: [
    { id: 'sign', kind: 'approval', name: 'Sign', approvers: { anyOf: [{ kind: 'role', roleId }] }, quorum: 1, onReject: 'end', revocableMinutes: 60 },
    { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId, event: 'payment.requested' }, onReverse: 'person' },
  ],
});

/** A request of the company's first requester that waits for its budget owner: another type, other people. */
async function openForColleagues({ admin, requester, budgetOwner, roleIds, endpointId }: Company): Promise<OpenRequest> {
  const workflow = await admin.call(createWorkflow, { body: { name: 'Of colleagues', definition: asking(roleIds.get('Budget owner') ?? '', endpointId) as never } });
  await admin.call(publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } });
  const type = await admin.call(createRequestType, { body: { name: 'Of colleagues', form: purchaseForm, titleField: 'title', workflowId: workflow.id } });
  return openFor(type.id, requester, budgetOwner);
}

async function openFor(requestTypeId: string, requester: Person, approver: Person, attachmentIds: readonly string[] = []): Promise<OpenRequest> {
  const { id: requestId } = await requester.call(submitRequest, { body: { requestTypeId, content, attachmentIds: [...attachmentIds] } });
  const taskId = await taskOf(approver, requestId);
  const { revisionDigest, consequencesDigest } = await approver.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
  return { requestId, taskId, decision: { verdict: 'approve', revisionDigest, consequencesDigest } };
}

/** The effect that a request has once it is approved. */
async function effectOf(api: TestApi, { requestId, taskId, decision }: OpenRequest, approver: Person): Promise<string> {
  await approver.call(decideRequest, { params: { taskId }, body: decision });
  const [effect] = await api.database.look<{ id: string }>('select id from app.effects where request_id = $1', [requestId]);
  return effect?.id ?? '';
}

async function idsOf({ baseUrl, database }: TestApi, company: Company, member: Person, { requestId, taskId }: OpenRequest): Promise<Omit<Ids, 'effect' | 'delivery' | 'replay' | 'attachment'>> {
  const { workflowId, requestTypeId, endpointId, roleIds } = company;
  const invitation = await company.admin.call(inviteMember, { body: { email: 'somebody.invited@example.com', roleIds: [] } });
  const session = (await member.call(listSessions, {})).items[0]?.id ?? '';
  const upload = await uploadPicture(baseUrl, member);
  const { picture } = await member.call(changePicture, { body: { uploadId: upload } });
  const note = await company.admin.call(addNote, { params: { requestId }, body: { text: 'Of use to all of us.' } });
  const notification = (await member.call(showNotifications, { query: {} })).data.rows[0]?.id ?? '';
  const memberId = await memberIdOf(member);
  const group = await company.admin.call(createGroup, { body: { name: 'Procurement committee' } });
  await company.admin.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds: [memberId] } });
  const limit = await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: memberId }, requestTypeId: null, limit: { amount: '500.00', currency: 'EUR' } } });
  const calendar = await company.admin.call(createCalendar, { body: workingWeek('Head office') });
  const migration = await plannedMoves(company, database);
  const { id: delegation } = await member.call(createDelegation, { body: delegationTo(await memberIdOf(company.budgetOwner)) });
  const { id: apiKey } = await member.call(createApiKey, { body: { name: 'Export', scopes: ['request.read'] } });
  const connection = await connect(company, 'https://bank.example.com');
  const { id: recordSet } = await addRecordSet(company, {}, connection.id);
  await company.admin.call(addRequestTypeVersion, { params: { requestTypeId }, body: { form: formWithVendor(recordSet), titleField: 'title', amountField: 'amount', immaterialFields: ['note'], workflowId } });
  const reading = await leaveReading(database, recordSet);
  const { readingId: comparison, repairId: recordRepair, findingId: finding } = await leaveFindings(database, recordSet);
  const source = await addSource(company, { verification: hmacVerification, secret: ownSourceSecret(requestTypeId) });
  const message = String((await sendRaw(baseUrl, receiveInboundMessage, { params: { sourceId: source.id }, ...signedOrder(ownSourceSecret(requestTypeId)) })).json.id);
  const { id: stream } = await company.admin.call(startAuditStream, { body: { endpointId, from: 'first' } });
  await company.admin.call(stopAuditStream, { params: { streamId: stream } });
  return { apiKey, stream, migration: migration.id, connection: connection.id, recordSet, reading, comparison, recordRepair, finding, source: source.id, message, repair: await repairOf(database, memberId), note: note.id, calendar: calendar.id, notification, delegation, session, upload, group: group.id, limit: limit.id, picture: picture.id, member: memberId, role: roleIds.get('requester') ?? '', request: requestId, task: taskId, workflow: workflowId, requestType: requestTypeId, endpoint: endpointId, invitation: invitation.id };
}

/** A decision about many effects that is over. */
async function repairOf(database: TestApi['database'], memberId: string): Promise<string> {
  const [row] = await database.look<{ id: string }>(
    "insert into app.effect_repairs (tenant_id, id, how, reason, of_state, until, state, started_by, started_at, start_entry_id, ended_at) select m.tenant_id, uuidv7(), 'skip', 'Done by hand', 'failed', now(), 'done', m.id, now(), gen_random_uuid(), now() from app.members m where m.id = $1 returning id", [memberId]);
  return row?.id ?? '';
}

/** The active membership of somebody, or an empty text for nobody. */
export async function memberIdOf(person: Person): Promise<string> {
  return (await person.call(getSession, {})).activeMemberId ?? '';
}

/** A delegation of the caller's own to somebody, for a day from now on. */
export const delegationTo = (delegateId: string) => ({ delegateId, startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 24 * 3600 * 1000).toISOString() });

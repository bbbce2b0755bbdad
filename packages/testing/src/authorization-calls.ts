import { createApiKey } from '@countersign/contracts/api-keys';
import { createDelegation } from '@countersign/contracts/delegations';
import { startSecondFactor } from '@countersign/contracts/identity';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { createCalendar } from '@countersign/contracts/calendars';
import { inviteMember } from '@countersign/contracts/invitations';
import { changePicture } from '@countersign/contracts/profile';
import { addNote } from '@countersign/contracts/requests';
import { showNotifications } from '@countersign/contracts/screens';
import { createWebhookSource } from '@countersign/contracts/webhook-sources';
import { addWorkflowVersion } from '@countersign/contracts/workflows';
import { randomUUID } from 'node:crypto';
import type { CallerKind } from './authorization-table.js';
import { delegationTo, memberIdOf, type AuthorizationWorld, type OpenRequest } from './authorization-world.js';
import { outgrown, plannedMoves, startedMoves, startOf } from './authorization-moves.js';
import { definition, inFirstFormat } from './authorization-definitions.js';
import { recordInputs } from './authorization-records.js';
import { webhookInputs } from './authorization-webhooks.js';
import { carriedOut, failed, oneMore, signedWithRead, manyRepairs, runningRepairs, rejectedTask, toCompensate, toReverse, toUndoByHand, withOneMore } from './authorization-undo.js';
import { purchaseForm } from './company.js';
import { beginGrant, connect, connectAllowed, plainConnection } from './connections.js';
import { hmacVerification, ownSourceSecret, signedOrder } from './webhook-sources.js';
import { workingTime, workingWeek } from './working-week.js';
import type { RawInput } from './raw-call.js';
import { testPassword, type Person } from './people.js';
import { authenticatorOf, enrol } from './second-factor.js';
import { announcedFile, attachFile, onePdf, putFile } from './test-attachments.js';
import { anotherSession, uploadPicture } from './test-pictures.js';

/** A call that is ready to be sent. */
export interface PreparedCall {
  readonly by: Person;
  readonly input: RawInput;
}
type Input = RawInput | Promise<RawInput>;
type Prepare = (world: AuthorizationWorld, kind: CallerKind, by: Person) => Input;

const name = (what: string) => `${what} ${randomUUID()}`;
const nothing: Prepare = () => ({});
const versionFields = (world: AuthorizationWorld) => ({ form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId: world.own.workflow });
const content = () => ({ title: `Chairs ${randomUUID()}`, amount: { amount: '130.00', currency: 'EUR' } });

/** Confirmed just now, and by that fresh. */
const withSecondFactor: Prepare = async (_world, kind, by) => {
  if (isMember(kind)) await enrol(by);
  return {};
};

/** The call as it can be made with an id at this place: the first format of a definition has places that the second has not. */
export function forPlace(world: AuthorizationWorld, { by, input }: PreparedCall, pointer: string): PreparedCall {
  const place = /^\/(body|query)\/onBehalfOf$/.exec(pointer)?.[1];
  if (place === 'body' || place === 'query') return { by, input: { ...input, [place]: { ...(input[place] as object), onBehalfOf: world.own.member } } };
  if (!/\/approvers\/(roleIds|memberIds)\//.test(pointer)) return { by, input };
  return { by, input: { ...input, body: { ...(input.body as object), definition: inFirstFormat(world) } } };
}

/** Valid input of every operation, about the company's own objects; made anew where the call uses them up. */
const inputs: Readonly<Record<string, Prepare>> = {
  ...webhookInputs,
  getHealth: nothing,
  getSession: nothing,
  signOut: nothing,
  signUp: () => ({ body: { name: 'Kim Person', email: `${randomUUID()}@example.com`, password: testPassword } }),
  signIn: ({ people }, kind) => ({ body: { email: people[kind === 'anonymous' ? 'requester' : kind].email, password: testPassword } }),
  createTenant: () => ({ body: { name: name('Kestrel Works') } }),
  acceptInvitation: async ({ elsewhere }, _kind, by) => ({ body: { token: (await elsewhere.call(inviteMember, { body: { email: by.email === '' ? `${randomUUID()}@example.com` : by.email, roleIds: [] } })).token } }),
  switchTenant: async ({ own }, kind, by) => ({ body: { memberId: kind === 'anonymous' || kind === 'tenantless' ? own.member : await memberIdOf(by) } }),

  listSessions: nothing,
  revokeSession: async ({ own }, kind, by) => ({ params: { sessionId: kind === 'anonymous' ? own.session : await anotherSession(by) } }),
  revokeOtherSessions: nothing,
  followEvents: nothing,
  renameProfile: () => ({ body: { name: name('Kim Person') } }),
  startPictureUpload: () => ({ body: { type: 'image/png', bytes: 100, sha256: 'a'.repeat(64) } }),
  changePicture: async ({ api, own }, kind, by) => ({ body: { uploadId: isMember(kind) ? await uploadPicture(api.baseUrl, by) : own.upload } }),
  removePicture: async ({ api }, kind, by) => {
    if (isMember(kind)) await by.call(changePicture, { body: { uploadId: await uploadPicture(api.baseUrl, by) } });
    return {};
  },
  getPicture: ({ own }) => ({ params: { pictureId: own.picture } }),

  listMembers: nothing,
  inviteMember: ({ own }) => ({ body: { email: `${randomUUID()}@example.com`, roleIds: [own.role] } }),
  assignMemberRoles: ({ own, spareMemberId }) => ({ params: { memberId: spareMemberId }, body: { roleIds: [own.role] } }),
  previewMemberRoles: ({ own, spareMemberId }) => ({ params: { memberId: spareMemberId }, query: { roleIds: own.role } }),
  deactivateMember: async (world, kind) => ({ params: { memberId: kind === 'admin' ? await memberIdOf(await world.another('requester')) : world.spareMemberId }, body: {} }),
  setManager: ({ own, spareMemberId }) => ({ params: { memberId: spareMemberId }, body: { manager: { memberId: own.member } } }),
  setMemberExpiry: ({ spareMemberId }) => ({ params: { memberId: spareMemberId }, body: { expiresAt: new Date(Date.now() + (30 + 300 * Math.random()) * 86_400_000).toISOString() } }),
  listGroups: nothing,
  listGroupMembers: ({ own }) => ({ params: { groupId: own.group } }),
  createGroup: () => ({ body: { name: name('Board') } }),
  renameGroup: ({ own }) => ({ params: { groupId: own.group }, body: { name: name('Board') } }),
  deleteGroup: async (world) => ({ params: { groupId: await anotherGroup(world) } }),
  addGroupMembers: ({ own }) => ({ params: { groupId: own.group }, body: { memberIds: [own.member] } }),
  removeGroupMember: async (world) => ({ params: { groupId: await anotherGroup(world, world.spareMemberId), memberId: world.spareMemberId } }),
  listAuthorityLimits: ({ own }) => ({ query: { holderId: own.role } }),
  setAuthorityLimit: ({ own }) => ({ body: { holder: { kind: 'role', id: own.role }, requestTypeId: own.requestType, limit: { amount: '5000.00', currency: 'EUR' } } }),
  removeAuthorityLimit: async ({ company, own }) => ({ params: { limitId: (await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: own.member }, requestTypeId: null, limit: { amount: '80.00', currency: 'CHF' } } })).id } }),
  renewInvitation: async (world) => ({ params: { invitationId: await openInvitation(world) } }),
  withdrawInvitation: async (world) => ({ params: { invitationId: await openInvitation(world) } }),
  listRoles: nothing,
  createRole: () => ({ body: { name: name('Procurement'), permissions: ['request.read'] } }),
  previewRole: ({ own }) => ({ params: { roleId: own.role }, query: { permissions: 'request.read' } }),
  // A role of its own: whoever sends it nonsense must not take anybody's rights away.
  updateRole: async ({ company }) => ({ params: { roleId: await company.addRole(name('To be renamed'), ['request.read']) }, body: { name: name('Stage manager'), permissions: ['request.read', 'request.submit'] } }),
  applyTemplate: () => ({ body: { template: 'leave', name: name('Leave') } }),

  listRequestTypes: nothing,
  createRequestType: (world) => ({ body: { name: name('Purchase order'), ...versionFields(world) } }),
  addRequestTypeVersion: (world) => ({ params: { requestTypeId: world.own.requestType }, body: versionFields(world) }),
  listWorkflows: nothing,
  createWorkflow: (world) => ({ body: { name: name('Purchase approval'), definition: definition(world) } }),
  addWorkflowVersion: (world) => ({ params: { workflowId: world.own.workflow }, body: { definition: definition(world) } }),
  previewWorkflow: ({ own }) => ({ body: { workflowId: own.workflow, definition: { formatVersion: 2, steps: [] } } }),
  retireWorkflowVersion: async (world) => ({ params: { workflowId: world.own.workflow, version: await draft(world) } }),
  publishWorkflowVersion: async (world) => ({ params: { workflowId: world.own.workflow, version: await draft(world) } }),

  submitRequest: async (world, kind, by) => ({ body: { requestTypeId: world.own.requestType, content: content(), relatedRequestIds: [world.own.request], attachmentIds: [await ownFile(world, kind, by)] } }),
  startAttachmentUpload: () => ({ body: announcedFile(onePdf()) }),
  checkAttachment: async (world, kind, by) => ({ params: { attachmentId: maySubmit(kind) ? await putFile(world.api.baseUrl, by) : world.own.attachment } }),
  getAttachment: ({ own }) => ({ params: { requestId: own.request, attachmentId: own.attachment } }),
  previewRequest: ({ own }) => ({ query: { requestTypeId: own.requestType, content: JSON.stringify({ amount: { amount: '130.00', currency: 'EUR' } }) } }),
  listRequests: ({ own }) => ({ query: { requestTypeId: own.requestType } }),
  getRequest: ({ own }) => ({ params: { requestId: own.request } }),
  addNote: ({ own }) => ({ params: { requestId: own.request }, body: { text: `Noted ${randomUUID()}` } }),
  editNote: async (world, kind, by) => ({ params: await ownNote(world, kind, by), body: { text: `Noted anew ${randomUUID()}` } }),
  removeNote: async (world, kind, by) => ({ params: await ownNote(world, kind, by) }),
  findReaders: ({ own }) => ({ params: { requestId: own.request }, query: { search: 'on' } }),
  watchRequest: ({ own }, _kind, by) => ({ params: { requestId: own.request }, body: { watching: by.email.length % 2 === 0 } }),
  readNotifications: async (world, kind, by) => ({ body: { notificationIds: [isMember(kind) ? await toldTo(world, by) : world.own.notification] } }),
  reviseRequest: async (world, kind, by) => ({ params: { requestId: (await openFor(world, kind)).requestId }, body: { content: content(), attachmentIds: [await ownFile(world, kind, by)] } }),
  withdrawRequest: async (world, kind) => ({ params: { requestId: (await openFor(world, kind)).requestId }, body: {} }),

  listTasks: () => ({ query: { assignee: 'me' } }),
  previewDecision: ({ own }) => ({ params: { taskId: own.task }, query: { verdict: 'approve' } }),
  decideRequest: async (world, kind) => {
    const { taskId, decision } = await openFor(world, kind);
    return { params: { taskId }, body: decision };
  },

  previewDecisions: ({ own }) => ({ query: { taskIds: own.task, verdict: 'approve' } }),
  decideRequests: async (world, kind) => {
    const { taskId, decision } = await openFor(world, kind);
    return { body: { decisions: [{ taskId, ...decision }] } };
  },

  showAudit: ({ own }) => ({ query: { subjectId: own.request, memberId: own.member } }),
  showInbox: nothing,
  showNotifications: nothing,
  showProfile: nothing,
  showRequest: ({ own }) => ({ query: { requestId: own.request } }),
  showSubmit: ({ own }) => ({ query: { requestTypeId: own.requestType, relatedRequestId: own.request } }),
  showRequests: ({ own }) => ({ query: { requestTypeId: own.requestType } }),
  showPeople: nothing,
  showMember: ({ own }) => ({ query: { memberId: own.member } }),
  showGroup: ({ own }) => ({ query: { groupId: own.group } }),
  showRole: ({ own }) => ({ query: { roleId: own.role } }),
  showStart: nothing,
  showInvitation: async ({ elsewhere }) => ({ query: { token: (await elsewhere.call(inviteMember, { body: { email: `${randomUUID()}@example.com`, roleIds: [] } })).token } }),

  listConnections: nothing,
  createConnection: () => ({ body: { name: name('Bank'), baseUrl: 'https://bank.example.com', ...plainConnection } }),
  updateConnection: async (world, kind) => {
    const { id, revision } = kind === 'admin' ? await connect(world.company, 'https://bank.example.com') : { id: world.own.connection, revision: 1 };
    return { params: { connectionId: id }, body: { name: name('Bank'), baseUrl: 'https://bank.example.com', ...plainConnection, paused: false, revision } };
  },
  ...recordInputs,
  listEffects: ({ own }) => ({ query: { connectionId: own.connection } }),
  getEffect: ({ own }) => ({ params: { effectId: own.effect } }),
  previewRepairs: ({ own }) => ({ query: { how: 'skip', ofState: 'failed', connectionId: own.connection } }),
  startRepairs: (world, kind) => manyRepairs(world, kind),
  getRepairs: ({ own }) => ({ params: { repairId: own.repair } }),
  stopRepairs: (world, kind) => runningRepairs(world, kind),
  previewCompensation: async (world, kind) => ({ params: { effectId: kind === 'admin' ? await failed(world) : randomUUID() } }),
  compensateEffect: async (world, kind) => (kind === 'admin' ? toCompensate(world) : { params: { effectId: randomUUID() }, body: { reason: 'As agreed', shown: '0'.repeat(64) } }),
  repairEffect: async (world, kind) => ({ params: { effectId: kind === 'admin' ? await failed(world) : randomUUID() }, body: { how: 'skip', reason: 'Done by hand', state: 'failed' } }),
  listAuditEntries: ({ own }) => ({ query: { subjectId: own.request, memberId: own.member } }),
  showWorkflows: nothing,
  showWorkflowEditor: ({ own }) => ({ query: { workflowId: own.workflow } }),
  showWorkflow: ({ own }) => ({ query: { workflowId: own.workflow } }),
  startSecondFactor: () => ({ body: { password: testPassword } }),
  confirmSecondFactor: async (_world, kind, by) => ({ body: { code: isMember(kind) ? authenticatorOf((await by.call(startSecondFactor, { body: { password: testPassword } })).secret).code() : '123456' } }),
  renewRecoveryCodes: withSecondFactor,
  proveSecondFactor: async (_world, kind, by) => ({ body: { code: isMember(kind) ? (await enrol(by)).code() : '123456' } }),
  removeSecondFactor: withSecondFactor,
  createCalendar: () => ({ body: workingWeek(name('Berlin')) }),
  updateCalendar: ({ own }) => ({ params: { calendarId: own.calendar }, body: { ...workingWeek(name('Berlin')), isDefault: true } }),
  deleteCalendar: async ({ company }) => ({ params: { calendarId: (await company.admin.call(createCalendar, { body: workingWeek(name('Short-lived')) })).id } }),
  listCalendars: nothing,
  showCalendars: nothing,
  showCalendar: ({ own }) => ({ query: { calendarId: own.calendar } }),
  reassignTask: async (world) => ({ params: { taskId: (await world.openRequest()).taskId }, body: { memberIds: [await memberIdOf(world.company.budgetOwner)], instead: false, reason: 'Somebody else knows this better.' } }),
  previewWorkingTime: () => ({ body: { ...workingTime, from: '2026-11-20T14:00:00.000Z', spans: [{ workingHours: 3 }, { workingDays: 3 }] } }),
  createDelegation: async (world, kind, by) => ({ body: { ...delegationTo(await memberIdOf(world.company.budgetOwner)), principalId: isMember(kind) ? await memberIdOf(by) : world.own.member, requestTypeIds: [world.own.requestType], limit: { amount: '1000.00', currency: 'EUR' }, reason: 'On leave' } }),
  listDelegations: async ({ own }, kind, by) => ({ query: { memberId: isMember(kind) ? await memberIdOf(by) : own.member } }),
  endDelegation: async ({ company, own }, kind, by) => ({ params: { delegationId: isMember(kind) ? (await by.call(createDelegation, { body: delegationTo(await memberIdOf(company.budgetOwner)) })).id : own.delegation } }),
  cancelRequest: async (world, kind) => ({ params: { requestId: kind === 'admin' ? (await world.openRequest()).requestId : world.own.request }, body: { reason: 'As agreed' } }),
  reverseRequest: async (world, kind) => (kind === 'admin' ? toReverse(world) : { params: { requestId: world.own.request }, body: { reason: 'As agreed', outcome: 'reversed', consequencesDigest: '0'.repeat(64) } }),
  resolveEffect: async (world, kind) => ({ params: { effectId: kind === 'admin' ? await toUndoByHand(world) : randomUUID() }, body: { evidence: 'Seen in the books' } }),
  revokeDecision: async (world, kind) => ({ params: { taskId: kind === 'approver' ? await rejectedTask(world) : world.own.task }, body: { reason: 'Too quick' } }),
  rereadRecord: async (world, kind) => ({ params: { taskId: kind === 'approver' ? await signedWithRead(world) : world.own.task }, body: {} }),
  planMigration: async ({ company }) => ({ params: await outgrown(company) }),
  startMigration: async (world, kind) => startOf(kind === 'admin' ? await plannedMoves(world.company, world.api.database) : { id: world.own.migration, planDigest: '0'.repeat(64) }),
  stopMigration: async (world, kind) => ({ params: { migrationId: kind === 'admin' ? (await startedMoves(world)).id : world.own.migration } }),
  resumeMigration: async (world, kind) => ({ params: { migrationId: kind === 'admin' ? (await startedMoves(world, { isStopped: true })).id : world.own.migration } }),
  getMigration: ({ own }) => ({ params: { migrationId: own.migration } }),
  showMigration: ({ own }) => ({ query: { migrationId: own.migration } }),
  previewReversal: async (world, kind) => ({ params: { requestId: kind === 'admin' ? await carriedOut(world) : world.own.request } }),
  getWorkflowSchema: nothing,
  addSigner: async (world) => ({ params: { taskId: (await world.openRequest()).taskId }, body: await oneMore(world) }),
  removeSigner: async (world, kind, by) => withOneMore(world, kind === 'approver' ? by : world.company.admin),
  findSigners: ({ own }) => ({ params: { taskId: own.task }, query: { search: 'on' } }),
  showConnections: nothing,
  showConnection: ({ own }) => ({ query: { connectionId: own.connection } }),
  showEffects: ({ own }) => ({ query: { connectionId: own.connection } }),
  showEffect: ({ own }) => ({ query: { effectId: own.effect } }),
  startConnectionGrant: async (world, kind) => ({ params: { connectionId: kind === 'admin' ? (await connectAllowed(world.company)).id : world.own.connection }, body: {} }),
  finishConnectionGrant: async (world, kind, by) => ({ body: { state: kind === 'admin' ? await beginGrant(by, (await connectAllowed(world.company)).id) : 'a'.repeat(43), code: 'a-code' } }),
  testConnection: async (world, kind) => ({ params: { connectionId: kind === 'admin' ? (await connect(world.company, 'https://bank.example.com')).id : world.own.connection }, body: { path: '/health' } }),
  showApiKeys: nothing,
  createApiKey: () => ({ body: { name: name('Export'), scopes: ['request.read'] } }),
  listApiKeys: nothing,
  revokeApiKey: async ({ own }, kind, by) => ({ params: { apiKeyId: isMember(kind) ? (await by.call(createApiKey, { body: { name: name('Export'), scopes: ['request.read'] } })).id : own.apiKey } }),
  getRole: ({ own }) => ({ params: { roleId: own.role } }),
  getCalendar: ({ own }) => ({ params: { calendarId: own.calendar } }),
  getGroup: ({ own }) => ({ params: { groupId: own.group } }),
  createWebhookSource: ({ own }) => ({ body: bodyOfSource(own) }),
  listWebhookSources: nothing,
  updateWebhookSource: async (world, kind) => {
    const { id, revision } = kind === 'admin' ? await addOwnSource(world) : { id: world.own.source, revision: 1 };
    return { params: { sourceId: id }, body: { ...bodyOfSource(world.own), paused: false, revision } };
  },
  rotateSourceSecret: async (world, kind) => ({ params: { sourceId: kind === 'admin' ? (await addOwnSource(world)).id : world.own.source }, body: { oldValidForSeconds: 60 } }),
  receiveInboundMessage: ({ own }) => ({ params: { sourceId: own.source }, ...signedOrder(ownSourceSecret(own.requestType)) }),
  listInboundMessages: ({ own }) => ({ params: { sourceId: own.source }, query: {} }),
  replayDeadLetters: ({ own }) => ({ params: { sourceId: own.source }, body: { messageIds: [own.message] } }),
  showWebhookSources: nothing,
  showWebhookSource: ({ own }) => ({ query: { sourceId: own.source } }),
  listRecordChoices: ({ own }) => ({ params: { requestTypeId: own.requestType }, query: { recordSetId: own.recordSet } }),
};

/** Everything that a source can name. */
const bodyOfSource = ({ member, requestType, recordSet }: AuthorizationWorld['own']) => ({
  name: name('Shop'), verification: hmacVerification, typePointer: '/type', requesterId: member,
  rules: [{ type: 'order.placed', act: { kind: 'start_request' as const, requestTypeId: requestType, fields: [{ to: '/title', from: '/data/title' }] } }],
  records: [{ type: 'vendor.changed', recordSetId: recordSet, recordPointer: '/data', gone: false, idPointer: null, versionPointer: null }],
});
const addOwnSource = ({ company, own }: AuthorizationWorld) => company.admin.call(createWebhookSource, { body: bodyOfSource(own) });

async function anotherGroup({ company }: AuthorizationWorld, memberId?: string): Promise<string> {
  const { id } = await company.admin.call(createGroup, { body: { name: name('Committee') } });
  if (memberId !== undefined) await company.admin.call(addGroupMembers, { params: { groupId: id }, body: { memberIds: [memberId] } });
  return id;
}

const maySubmit = (kind: CallerKind) => kind === 'requester' || kind === 'admin';

/** A file that the caller has attached, or, for who may attach none, somebody's. */
const ownFile = ({ api, own }: AuthorizationWorld, kind: CallerKind, by: Person) => (maySubmit(kind) ? attachFile(api.baseUrl, by) : Promise.resolve(own.attachment));

const isMember = (kind: CallerKind) => kind !== 'anonymous' && kind !== 'tenantless';

/** A note of the caller's own on the request that `own` names. */
async function ownNote({ own }: AuthorizationWorld, kind: CallerKind, by: Person): Promise<{ requestId: string; noteId: string }> {
  const params = { requestId: own.request };
  return { ...params, noteId: isMember(kind) ? (await by.call(addNote, { params, body: { text: 'To be changed' } })).id : own.note };
}

/** What the caller has just been told: a colleague mentions them. */
async function toldTo({ own, people }: AuthorizationWorld, by: Person): Promise<string> {
  const colleague = by === people.requester ? people.approver : people.requester;
  await colleague.call(addNote, { params: { requestId: own.request }, body: { text: `Look, @{${await memberIdOf(by)}}` } });
  return (await by.call(showNotifications, { query: {} })).data.rows[0]?.id ?? '';
}

/** Those who may use a request up get one of their own. */
const openFor = (world: AuthorizationWorld, kind: CallerKind): Promise<OpenRequest> => (kind === 'requester' || kind === 'approver' ? world.openRequest() : Promise.resolve(world.standing));

/** Calls after which the caller is somebody else: each is made by a person of its own. */
export const changesTheCaller = ['signOut', 'revokeSession', 'revokeOtherSessions', 'changePicture', 'removePicture', 'createTenant', 'acceptInvitation', 'switchTenant',
  'startSecondFactor', 'confirmSecondFactor', 'proveSecondFactor', 'renewRecoveryCodes', 'removeSecondFactor'];

/** Calls with a code in them that is good for a minute: prepared again where it is time to make them. */
export const soonStale = ['confirmSecondFactor', 'proveSecondFactor'];

/** A valid call about the company's own objects, or null where nobody has written how to make one. */
export async function prepareOwn(world: AuthorizationWorld, operation: string, kind: CallerKind): Promise<PreparedCall | null> {
  const prepare = inputs[operation];
  if (!prepare) return null;
  const by = changesTheCaller.includes(operation) ? await world.another(kind) : world.people[kind];
  return { by, input: await prepare(world, kind, by) };
}

/** The same about a colleague's request. */
export async function prepareColleague(world: AuthorizationWorld, operation: string, kind: CallerKind): Promise<PreparedCall | null> {
  const own = await prepareOwn(world, operation, kind);
  const { requestId, taskId, decision } = world.colleagues;
  if (!own) return null;
  const { params, query, body } = own.input;
  const replaced = <T extends object | undefined>(place: T): T => (place && { ...place, ...('requestId' in place && { requestId }), ...('taskId' in place && { taskId }) }) as T;
  return { by: own.by, input: { ...own.input, params: replaced(params), query: replaced(query), body: operation === 'decideRequest' ? decision : body } };
}

/** The call with another id in one place, given as a pointer such as `/body/roleIds/0`. */
export function withIdAt({ by, input }: PreparedCall, pointer: string, id: string): PreparedCall {
  const copy = structuredClone({ path: input.params, query: input.query, body: input.body }) as Record<string, unknown>;
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  let at: unknown = copy;
  for (const key of keys) at = (at as Record<string, unknown>)[key];
  if (typeof at !== 'object' || at === null || !(last in at)) throw new Error(`the input has nothing at ${pointer}`);
  (at as Record<string, unknown>)[last] = id;
  return { by, input: { params: copy.path as object | undefined, query: copy.query as object | undefined, body: copy.body, headers: input.headers } };
}

async function openInvitation({ company }: AuthorizationWorld): Promise<string> {
  return (await company.admin.call(inviteMember, { body: { email: `${randomUUID()}@example.com`, roleIds: [] } })).id;
}

async function draft(world: AuthorizationWorld): Promise<string> {
  const body = { definition: definition(world) as never };
  return String((await world.company.admin.call(addWorkflowVersion, { params: { workflowId: world.own.workflow }, body })).version);
}

import { inviteMember } from '@countersign/contracts/invitations';
import { changePicture } from '@countersign/contracts/profile';
import { addWorkflowVersion } from '@countersign/contracts/workflows';
import { randomUUID } from 'node:crypto';
import type { CallerKind } from './authorization-table.js';
import { memberIdOf, type AuthorizationWorld, type OpenRequest } from './authorization-world.js';
import { purchaseForm } from './company.js';
import type { RawInput } from './raw-call.js';
import { testPassword, type Person } from './people.js';
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

const definition = ({ own }: AuthorizationWorld) => ({
  formatVersion: 1,
  steps: [
    { id: 'sign', kind: 'approval', name: 'Sign', approvers: { roleIds: [own.role], memberIds: [own.member], unit: 'any' }, quorum: 1, onReject: 'end' },
    { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: own.endpoint, event: 'payment.requested' } },
  ],
});

/** Valid input of every operation, about the company's own objects; made anew where the call uses them up. */
const inputs: Readonly<Record<string, Prepare>> = {
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
  publishWorkflowVersion: async (world) => ({ params: { workflowId: world.own.workflow, version: await draft(world) } }),

  submitRequest: ({ own }) => ({ body: { requestTypeId: own.requestType, content: content(), relatedRequestIds: [own.request] } }),
  listRequests: ({ own }) => ({ query: { requestTypeId: own.requestType } }),
  getRequest: ({ own }) => ({ params: { requestId: own.request } }),
  addNote: ({ own }) => ({ params: { requestId: own.request }, body: { text: `Noted ${randomUUID()}` } }),
  reviseRequest: async (world, kind) => ({ params: { requestId: (await openFor(world, kind)).requestId }, body: { content: content() } }),
  withdrawRequest: async (world, kind) => ({ params: { requestId: (await openFor(world, kind)).requestId }, body: {} }),

  listTasks: () => ({ query: { assignee: 'me' } }),
  previewDecision: ({ own }) => ({ params: { taskId: own.task }, query: { verdict: 'approve' } }),
  decideRequest: async (world, kind) => {
    const { taskId, decision } = await openFor(world, kind);
    return { params: { taskId }, body: decision };
  },

  showAudit: ({ own }) => ({ query: { subjectId: own.request, memberId: own.member } }),
  showInbox: nothing,
  showProfile: nothing,
  showRequest: ({ own }) => ({ query: { requestId: own.request } }),
  showSubmit: ({ own }) => ({ query: { requestTypeId: own.requestType, relatedRequestId: own.request } }),
  showRequests: ({ own }) => ({ query: { requestTypeId: own.requestType } }),
  showPeople: nothing,
  showMember: ({ own }) => ({ query: { memberId: own.member } }),
  showRole: ({ own }) => ({ query: { roleId: own.role } }),
  showStart: nothing,
  showInvitation: async ({ elsewhere }) => ({ query: { token: (await elsewhere.call(inviteMember, { body: { email: `${randomUUID()}@example.com`, roleIds: [] } })).token } }),

  listWebhookEndpoints: nothing,
  createWebhookEndpoint: () => ({ body: { name: name('Accounting'), url: 'https://hooks.example.com/other' } }),
  listWebhookDeliveries: ({ own }) => ({ query: { requestId: own.request } }),
  listAuditEntries: ({ own }) => ({ query: { subjectId: own.request, memberId: own.member } }),
};

const isMember = (kind: CallerKind) => kind !== 'anonymous' && kind !== 'tenantless';

/** Those who may use a request up get one of their own. */
const openFor = (world: AuthorizationWorld, kind: CallerKind): Promise<OpenRequest> => (kind === 'requester' || kind === 'approver' ? world.openRequest() : Promise.resolve(world.standing));

/** Calls after which the caller is somebody else: each is made by a person of its own. */
export const changesTheCaller = ['signOut', 'revokeSession', 'revokeOtherSessions', 'changePicture', 'removePicture', 'createTenant', 'acceptInvitation', 'switchTenant'];

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
  return { by: own.by, input: { params: replaced(params), query: replaced(query), body: operation === 'decideRequest' ? decision : body } };
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
  return { by, input: { params: copy.path as object | undefined, query: copy.query as object | undefined, body: copy.body } };
}

async function openInvitation({ company }: AuthorizationWorld): Promise<string> {
  return (await company.admin.call(inviteMember, { body: { email: `${randomUUID()}@example.com`, roleIds: [] } })).id;
}

async function draft(world: AuthorizationWorld): Promise<string> {
  const body = { definition: definition(world) as never };
  return String((await world.company.admin.call(addWorkflowVersion, { params: { workflowId: world.own.workflow }, body })).version);
}

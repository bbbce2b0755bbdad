import { allOperations } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import { purchaseForm, type Company } from './company.js';
import type { Person } from './people.js';
import type { RawAnswer, RawInput } from './raw-call.js';

/** One call of a trace, before it is known which ids there are: whatever is chosen is chosen by `picks`, numbers from 0 to 1. */
export interface TraceStep {
  readonly kind: string;
  readonly person: TracePerson;
  readonly picks: readonly number[];
  readonly key: string;
}

export const tracePeople = ['admin', 'requester', 'budgetOwner', 'finance', 'auditor'] as const;
export type TracePerson = (typeof tracePeople)[number];

type Noun = 'request' | 'task' | 'role' | 'member' | 'workflow' | 'requestType' | 'endpoint';

/** What a company has been told so far: the ids and digests that its next calls may name. */
export interface Known {
  readonly ids: Record<Noun, string[]>;
  readonly digests: string[];
}

/** A call that is ready to be sent by one of the people. */
export interface TraceCall {
  readonly operation: Operation;
  readonly input: RawInput;
}

/** What is known of a company from the start. */
export const knownOf = (company: Company): Known => ({
  ids: { request: [], task: [], role: [...company.roleIds.values()], member: [], workflow: [company.workflowId], requestType: [company.requestTypeId], endpoint: [company.endpointId] },
  digests: [],
});

type Choose = (nth: number, from: readonly string[]) => string;
type Make = (known: Known, choose: Choose) => RawInput;

const nobody = '00000000-0000-4000-8000-000000000000';
const names = Array.from({ length: 9 }, (_, index) => `Name ${index}`);
const amounts = ['0.01', '80.00', '4999.99', '5000.00', '12400.00'];
const emails = ['guest.0@example.com', 'guest.1@example.com', 'adminofacme.1@example.com', 'adminofborealis.6@example.com'];
const verdicts = ['approve', 'approve', 'reject', 'request_changes'];
const permissions = ['request.read', 'task.decide', 'request.submit'];
const content = (choose: Choose) => ({ title: choose(2, names), amount: { amount: choose(3, amounts), currency: 'EUR' } });
const steps = (known: Known, choose: Choose) => [
  { id: 'sign', kind: 'approval', name: 'Sign', approvers: { roleIds: [choose(0, known.ids.role)], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'end' },
  { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: choose(1, known.ids.endpoint), event: 'payment.requested' } },
];
const typeVersion = (known: Known, choose: Choose) => ({ form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId: choose(1, known.ids.workflow) });

/** How each operation is called within a trace. */
const makes: Readonly<Record<string, Make>> = {
  submitRequest: ({ ids }, choose) => ({ body: { requestTypeId: choose(0, ids.requestType), content: content(choose) } }),
  getRequest: ({ ids }, choose) => ({ params: { requestId: choose(0, ids.request) } }),
  reviseRequest: ({ ids }, choose) => ({ params: { requestId: choose(0, ids.request) }, body: { content: content(choose) } }),
  withdrawRequest: ({ ids }, choose) => ({ params: { requestId: choose(0, ids.request) }, body: {} }),
  listTasks: () => ({ query: { assignee: 'me', limit: '20' } }),
  previewDecision: ({ ids }, choose) => ({ params: { taskId: choose(0, ids.task) }, query: { verdict: choose(1, verdicts) } }),
  decideRequest: ({ ids, digests }, choose) => ({ params: { taskId: choose(0, ids.task) }, body: { verdict: choose(1, verdicts), revisionDigest: digests.at(-2) ?? '0'.repeat(64), consequencesDigest: digests.at(-1) ?? '0'.repeat(64), reason: 'Because' } }),
  showRequest: ({ ids }, choose) => ({ query: { requestId: choose(0, ids.request) } }),
  showSubmit: ({ ids }, choose) => ({ query: { requestTypeId: choose(0, ids.requestType) } }),
  listWebhookDeliveries: ({ ids }, choose) => ({ query: { requestId: choose(0, ids.request) } }),
  listAuditEntries: ({ ids }, choose) => ({ query: { subjectId: choose(0, ids.request), limit: '20' } }),
  createRole: (_, choose) => ({ body: { name: choose(0, names), permissions: [choose(1, permissions)] } }),
  createWorkflow: (known, choose) => ({ body: { name: choose(2, names), definition: { formatVersion: 1, steps: steps(known, choose) } } }),
  addWorkflowVersion: (known, choose) => ({ params: { workflowId: choose(2, known.ids.workflow) }, body: { definition: { formatVersion: 1, steps: steps(known, choose) } } }),
  publishWorkflowVersion: ({ ids }, choose) => ({ params: { workflowId: choose(0, ids.workflow), version: choose(1, ['1', '2', '3']) } }),
  createRequestType: (known, choose) => ({ body: { name: choose(0, names), ...typeVersion(known, choose) } }),
  addRequestTypeVersion: (known, choose) => ({ params: { requestTypeId: choose(0, known.ids.requestType) }, body: typeVersion(known, choose) }),
  createGroup: (_, choose) => ({ body: { name: choose(0, names) } }),
  setAuthorityLimit: ({ ids }, choose) => ({ body: { holder: { kind: 'role', id: choose(0, ids.role) }, requestTypeId: choose(1, ids.requestType), limit: { amount: choose(2, amounts), currency: 'EUR' } } }),
  createWebhookEndpoint: (_, choose) => ({ body: { name: choose(0, names), url: 'https://hooks.example.com/other' } }),
  inviteMember: ({ ids }, choose) => ({ body: { email: choose(0, emails), roleIds: [choose(1, ids.role)] } }),
  assignMemberRoles: ({ ids }, choose) => ({ params: { memberId: choose(0, ids.member) }, body: { roleIds: [choose(1, ids.role)] } }),
  switchTenant: ({ ids }, choose) => ({ body: { memberId: choose(0, ids.member) } }),
};

/** Sessions and people are the whole installation's: these are not part of what one company sees of itself. */
export const outsideTraces: readonly string[] = ['signUp', 'signIn', 'signOut', 'createTenant', 'acceptInvitation', 'getHealth'];

/** Reads that need nothing are in every trace from the day they are there; so that lists do not grow for ever they ask for a page. */
const plainReads = [...allOperations.values()].filter(({ name, method, params, query }) => method === 'GET' && !params && !(name in makes) && !outsideTraces.includes(name) && (!query || query.safeParse({}).success)).map(({ name }) => name);

export const tracedOperations: readonly string[] = [...Object.keys(makes), ...plainReads].filter((name) => allOperations.has(name));

/** Who is likely to be allowed to; everybody tries everything now and then. */
const suited: Readonly<Record<string, TracePerson>> = { submitRequest: 'requester', reviseRequest: 'requester', withdrawRequest: 'requester', showSubmit: 'requester', getRequest: 'requester', showRequest: 'requester', listAuditEntries: 'auditor', listWebhookDeliveries: 'auditor' };
const often = ['submitRequest', 'submitRequest', 'getRequest', 'showInbox', 'listRequests', 'decide', 'decide', 'decide', 'decide'];
const sequences: Readonly<Record<string, readonly string[]>> = { decide: ['listTasks', 'previewDecision', 'decideRequest'] };

/** A trace: what one company's people do, one after the other. The same for the same numbers. */
export function makeTrace(random: () => number, length: number): TraceStep[] {
  const trace: TraceStep[] = [{ kind: 'submitRequest', person: 'requester', picks: [0, random(), random(), random()], key: keyFrom(random) }];
  const kinds = [...tracedOperations, ...often];
  while (trace.length < length) {
    const kind = kinds[Math.floor(random() * kinds.length)] ?? 'listRequests';
    const decides = kind === 'decide';
    const anybody = (decides ? (['budgetOwner', 'finance'] as const) : tracePeople)[Math.floor(random() * (decides ? 2 : 5))] ?? 'admin';
    const person = random() < 0.6 && !decides ? (suited[kind] ?? 'admin') : anybody;
    const picks = Array.from({ length: 4 }, random);
    for (const each of sequences[kind] ?? [kind]) trace.push({ kind: each, person, picks, key: keyFrom(random) });
    // A third of what has a key is sent once more under the same one, as after a lost answer.
    const last = trace.at(-1);
    if (last && random() < 0.33) trace.push({ ...last });
  }
  return trace;
}

const keyFrom = (random: () => number) => `trace-${Math.floor(random() * 2 ** 48).toString(16).padStart(12, '0')}`;

/** The call that a step stands for, with the ids that are known. */
export function callOf({ kind, picks }: TraceStep, known: Known): TraceCall {
  const operation = allOperations.get(kind);
  if (!operation) throw new Error(`there is no operation ${kind}`);
  const choose: Choose = (nth, from) => from[Math.floor((picks[nth] ?? 0) * from.length)] ?? nobody;
  return { operation, input: (makes[kind] ?? (() => ({})))(known, choose) };
}

const listed: Readonly<Record<string, Noun>> = { listRequests: 'request', listTasks: 'task', listRoles: 'role', listWorkflows: 'workflow', listRequestTypes: 'requestType', listWebhookEndpoints: 'endpoint' };
const created: Readonly<Record<string, Noun>> = { submitRequest: 'request', createRole: 'role', createWorkflow: 'workflow', createRequestType: 'requestType', createWebhookEndpoint: 'endpoint' };

/** Keeps what an answer tells, for the steps to come. */
export function learn({ ids, digests }: Known, { kind }: TraceStep, { status, json }: RawAnswer): void {
  if (status >= 300) return;
  const noun = listed[kind];
  if (noun) ids[noun] = ((json.items ?? []) as { readonly id: string }[]).map(({ id }) => id);
  const made = created[kind];
  if (made && typeof json.id === 'string' && !ids[made].includes(json.id)) ids[made].push(json.id);
  if (kind === 'previewDecision') digests.push(String(json.revisionDigest), String(json.consequencesDigest));
}

export const personOf = (company: Company, person: TracePerson): Person => company[person];

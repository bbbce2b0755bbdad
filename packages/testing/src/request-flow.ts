import { listMembers } from '@countersign/contracts/members';
import type { ReplyOf } from '@countersign/contracts/platform';
import { createRequestType } from '@countersign/contracts/request-types';
import { submitRequest, type RequestChanged, type Verdict } from '@countersign/contracts/requests';
import { listTasks, previewDecision, type ConsequencesView } from '@countersign/contracts/tasks';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import type { ApprovalFormat1, ApprovalStep, AskEffect, EffectStep, EffectFormat1, NoticeEffect, StepFormat1, WorkflowDefinition } from '@countersign/engine';
import { purchaseForm, type Company } from './company.js';
import type { Person } from './people.js';

/** A further request type of a company, on a workflow of its own. */
export interface RequestFlow {
  readonly requestTypeId: string;
  readonly workflowId: string;
  submit(content?: Readonly<Record<string, unknown>>, by?: Person): Promise<RequestChanged>;
}

export interface FlowOptions {
  readonly immaterialFields?: string[];
  readonly tolerances?: Record<string, { upPercent?: number; downPercent?: number }>;
}

/** Adds a request type that runs on these steps of format 1, or on a definition of format 2; its form is `purchaseForm`. A field that a condition reads cannot be immaterial. */
export async function addFlow(company: Company, name: string, steps: readonly StepFormat1[] | WorkflowDefinition, { immaterialFields = ['note'], tolerances = {} }: FlowOptions = {}): Promise<RequestFlow> {
  const { admin, requester } = company;
  const definition = 'steps' in steps ? steps : { formatVersion: 1, steps: [...steps] };
  const workflow = await admin.call(createWorkflow, { body: { name, definition: definition as never } });
  await admin.call(publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } });
  const type = await admin.call(createRequestType, { body: { name, form: purchaseForm, titleField: 'title', amountField: 'amount', immaterialFields, tolerances, workflowId: workflow.id } });
  const plain = { title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } };
  return { requestTypeId: type.id, workflowId: workflow.id, submit: (content = plain, by = requester) => by.call(submitRequest, { body: { requestTypeId: type.id, content } }) };
}

/** An approval step by the holders of one role. */
export const approvalBy = (company: Company, roleName: string, change: Partial<ApprovalFormat1> = {}): ApprovalFormat1 => ({
  id: 'check',
  kind: 'approval',
  name: 'Check',
  approvers: { roleIds: [company.roleIds.get(roleName) ?? ''], memberIds: [], unit: 'any' },
  quorum: 1,
  onReject: 'return',
  ...change,
});

/** The effect that ends a flow: a webhook to the company's endpoint. */
export const payEffect = (company: Company): EffectFormat1 => ({ id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: company.endpointId, event: 'payment.requested' } });

/** An effect that tells members in the product. */
export const noticeStep = (to: NoticeEffect['to'], text = 'Pick up {{title}} (request {{number}})'): EffectStep => ({ id: 'tell', kind: 'effect', name: 'Tell them', effect: { kind: 'notice', to, text }, onReverse: 'nothing' });

/** A decision as its signer was shown it, ready to be sent. */
export interface ShownDecision {
  readonly params: { readonly taskId: string };
  readonly body: { readonly verdict: Verdict; readonly revisionDigest: string; readonly consequencesDigest: string; readonly reason?: string };
  readonly shown: ConsequencesView;
}

/** What a person is shown before deciding on a request that waits for them. */
export async function lookAt(by: Person, requestId: string, verdict: Verdict = 'approve', reason?: string): Promise<ShownDecision> {
  const taskId = await taskOf(by, requestId);
  const params = { taskId };
  const shown = await by.call(previewDecision, { params, query: { verdict } });
  const { revisionDigest, consequencesDigest } = shown;
  return { params, body: { verdict, revisionDigest, consequencesDigest, ...(reason !== undefined && { reason }) }, shown };
}

/** The task of a request that waits for a person. */
export async function taskOf(by: Person, requestId: string): Promise<string> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: ReplyOf<typeof listTasks> = await by.call(listTasks, { query: { assignee: 'me', limit: '100', ...(cursor !== undefined && { cursor }) } });
    const task = page.items.find((candidate) => candidate.requestId === requestId);
    if (task) return task.id;
    cursor = page.nextCursor;
  }
  throw new Error('no task of this request waits for this person');
}

/** An effect that asks members to do something; undone by nothing where nothing else is said. */
export const askStep = (to: AskEffect['to'], more: Partial<EffectStep> = {}, text = 'Order the badge for {{title}} (request {{number}})'): EffectStep => ({ id: 'badge', kind: 'effect', name: 'Order the badge', effect: { kind: 'ask', to, text }, onReverse: 'nothing', ...more });

/** The member that a person is in a company. */
export async function memberIdOf(company: Company, { email }: Person): Promise<string> {
  const { items } = await company.admin.call(listMembers, { query: { limit: '100' } });
  const member = items.find((candidate) => candidate.email === email);
  if (!member) throw new Error(`${email} is no member`);
  return member.id;
}

/** A role of a company as a source of who may sign, in format 2. */
export const roleOf = (company: Company, roleName: string) => ({ kind: 'role' as const, roleId: company.roleIds.get(roleName) ?? '' });

/** An approval step of format 2, by the holders of one role. */
export const signedBy = (company: Company, roleName: string, change: Partial<ApprovalStep> = {}): ApprovalStep => ({
  id: 'check',
  kind: 'approval',
  name: 'Check',
  approvers: { anyOf: [roleOf(company, roleName)] },
  quorum: 1,
  onReject: 'return',
  ...change,
});

/** An effect of format 2, at the company's endpoint; undone by the event named, by a person, or by nothing. */
export function effectOf(company: Company, id: string, onReverse: string): EffectStep {
  const webhook = (event: string) => ({ kind: 'webhook' as const, endpointId: company.endpointId, event });
  return { id, kind: 'effect', name: id, effect: webhook(`${id}.wanted`), onReverse: onReverse === 'person' || onReverse === 'nothing' ? onReverse : webhook(onReverse) };
}

import type { EntryRef, FactKind, FactRef, InLog, InScenario, Part, Parts, Rule } from './expected-answer.js';

/** The pieces that links are put together from. */

export const rfp = (id: number, request: number, at?: number): InLog => ({ log: 'RequestForPayment', caseId: `requestforpayment${id}`, request, ...(at !== undefined && { at }) });
export const declaration = (id: number, request: number, at?: number): InLog => ({ log: 'DomesticDeclarations', caseId: `declaration${id}`, request, ...(at !== undefined && { at }) });
export const within = (scenario: string, request: string, at?: number): InScenario => ({ scenario, request, ...(at !== undefined && { at }) });

/** Whom the replay invents for a post: one member per role and unit. */
export const postIn = (unit: string) => (title: string) => `${title}, ${unit} (invented)`;
export const replayAdmin = 'Admin (invented)';

export const fact = (kind: FactKind, parts: Parts, more: Pick<FactRef, 'nth' | 'request'> = {}): FactRef => ({ fact: kind, with: parts, ...more });
export const entry = (action: string, parts: Parts, more: Pick<EntryRef, 'nth' | 'about'> = {}): EntryRef => ({ entry: action, with: parts, ...more });
export const by = (memberId: string): Parts => ({ actor: { memberId } });

/** The entry of a decision, by the step as the tenant calls it. */
export const decision = (memberId: string, step: string, verdict = 'approve', more: Pick<EntryRef, 'nth' | 'about'> = {}): EntryRef => entry('request.decided', { actor: { memberId }, after: { step, verdict } }, more);
export const submission = (memberId: string, more: Pick<EntryRef, 'nth' | 'about'> = {}): EntryRef => entry('request.submitted', by(memberId), more);
export const byJob = (action: string, name: string, after: Parts, more: Pick<EntryRef, 'nth' | 'about'> = {}): EntryRef => entry(action, { actor: { kind: 'job', name }, after }, more);

export const workflowRule = (stepId: string, at: string, is: Part, says: string, version = 1): Rule => ({ of: 'workflow', version, stepId, at, is, says });
export const product = (says: string): Rule => ({ of: 'product', says });
export const right = (permission: string, says: string): Rule => ({ of: 'right', permission, says });

/** A role as a source of who signs, in the replayed workflow: only those of the requester's unit. */
export const roleOfUnit = (stepId: string, index: number, roleId: string): Rule => workflowRule(stepId, `approvers/anyOf/${index}`, { kind: 'role', roleId, ofUnit: 'requester' }, `“${roleId}” of the requester's unit is asked`);
export const asksRole = (stepId: string, roleId: string, version = 1): Rule => workflowRule(stepId, 'approvers/anyOf/0', { kind: 'role', roleId }, `Whoever holds the role ${roleId} is asked`, version);
export const oneIsEnough = (stepId: string): Rule => workflowRule(stepId, 'quorum', 1, 'One of those who are asked is enough');
export const returnsIfRejected = (stepId: string): Rule => workflowRule(stepId, 'onReject', 'return', 'A rejection returns the request to its requester');

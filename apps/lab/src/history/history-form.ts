import type { Form } from '@countersign/contracts/request-types';
import { documentsOf } from './case-documents.js';
import { factsOf } from './document-facts.js';
import type { HistoryCase, HistoryDocument, HistoryEvent, StepRole } from './history-case.js';

/** How a step's role is called in forms, workflows and people's names. */
export const stepNames: Readonly<Record<StepRole, { readonly id: string; readonly field: string; readonly name: string }>> = {
  PRE_APPROVER: { id: 'pre-approver', field: 'route_pre_approver', name: 'Pre-approver' },
  ADMINISTRATION: { id: 'administration', field: 'route_administration', name: 'Administration' },
  'BUDGET OWNER': { id: 'budget-owner', field: 'route_budget_owner', name: 'Budget owner' },
  SUPERVISOR: { id: 'supervisor', field: 'route_supervisor', name: 'Supervisor' },
  DIRECTOR: { id: 'director', field: 'route_director', name: 'Director' },
};

const textMax = 200;
const text = (title: string) => ({ type: 'string', title, maxLength: textMax });
const routeField = (role: StepRole) => [stepNames[role].field, { type: 'boolean', title: `${stepNames[role].name} signs` }] as const;
const routeFields = (Object.keys(stepNames) as StepRole[]).map(routeField);

/** Whether a payment follows the last signature. */
export const paymentField = 'route_payment';

/** The form of the organisation's requests: what the log says of a document, its stated time, and the route that was read off it. */
export const historyForm: Form = {
  type: 'object',
  additionalProperties: false,
  properties: {
    title: text('Title'),
    // The log names no currency. A request is in euros here, and the digits are the log's.
    amount: { type: 'string', format: 'money', title: 'Amount' },
    stated_amount: text('Amount as the log has it'),
    unit: text('Organisational unit'),
    project: text('Project'),
    cost_type: text('Cost type'),
    budget: text('Budget'),
    case_id: text('Case in the log'),
    stated_time: { type: 'string', format: 'date-time', title: 'Stated time', description: 'When this was submitted, by the log.' },
    ...Object.fromEntries(routeFields),
    [paymentField]: { type: 'boolean', title: 'Is paid' },
  },
  required: ['title', 'unit', 'case_id', ...routeFields.map(([name]) => name), paymentField],
};

/** Fields whose change leaves signatures standing: only when it was said to have been submitted. */
export const immaterialFields = ['stated_time'];

/** Where the log names no unit, everybody is of this one. */
export const unitOf = (history: Pick<HistoryCase, 'unit'>): string => history.unit ?? 'the whole organisation';

/** How a kind of document is called as a request type: "Request for payment". */
export const requestTypeName = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase();

/** The content of a request for a document, as submitted by an event of it. */
export function contentOf(history: HistoryCase, document: HistoryDocument, route: readonly StepRole[], submitted: HistoryEvent): Record<string, unknown> {
  const facts = factsOf(history, document, documentsOf(history));
  const title = facts.number ?? history.id;
  const optional = {
    amount: facts.amount === null ? null : { amount: facts.amount, currency: 'EUR' },
    stated_amount: cut(facts.statedAmount), project: cut(facts.project), cost_type: cut(facts.costType), budget: cut(facts.budget), stated_time: submitted.statedTime,
  };
  return {
    title: cut(title.charAt(0).toUpperCase() + title.slice(1)),
    unit: cut(unitOf(history)),
    case_id: cut(history.id),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    ...Object.fromEntries((Object.keys(stepNames) as StepRole[]).map((role) => [stepNames[role].field, route.includes(role)])),
    [paymentField]: document.paid,
  };
}

/** By code points: half a character can be neither stored nor hashed. */
const cut = (value: string | null): string | null => (value === null ? null : [...value].slice(0, textMax).join(''));

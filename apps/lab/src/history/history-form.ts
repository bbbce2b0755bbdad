import type { Form } from '@countersign/contracts/request-types';
import { documentsOf } from './case-documents.js';
import { factsOf } from './document-facts.js';
import type { HistoryCase, HistoryDocument, HistoryEvent, StepRole } from './history-case.js';
import type { Route } from './the-way.js';

/** How a role is called in the tenant and in the names of its people. */
export const roleNames: Readonly<Record<StepRole, { readonly id: string; readonly name: string }>> = {
  PRE_APPROVER: { id: 'pre-approver', name: 'Pre-approver' },
  ADMINISTRATION: { id: 'administration', name: 'Administration' },
  'BUDGET OWNER': { id: 'budget-owner', name: 'Budget owner' },
  SUPERVISOR: { id: 'supervisor', name: 'Supervisor' },
  DIRECTOR: { id: 'director', name: 'Director' },
};

const textMax = 200;
const text = (title: string) => ({ type: 'string', title, maxLength: textMax });
/** What the workflow's conditions read, by field. */
export const routeFields = { firstCheck: 'is_checked_first', director: 'needs_the_director', payment: 'is_paid' } as const;

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
    [routeFields.firstCheck]: { type: 'boolean', title: 'Is checked first' },
    [routeFields.director]: { type: 'boolean', title: 'Needs the director' },
    [routeFields.payment]: { type: 'boolean', title: 'Is paid' },
  },
  required: ['title', 'unit', 'case_id', ...Object.values(routeFields)],
};

/** Fields whose change leaves signatures standing: only when it was said to have been submitted. */
export const immaterialFields = ['stated_time'];

/** Where the log names no unit, everybody is of this one. */
export const unitOf = (history: Pick<HistoryCase, 'unit'>): string => history.unit ?? 'the whole organisation';

/** How a kind of document is called as a request type: "Request for payment". */
export const requestTypeName = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase();

/** The content of a request for a document, as submitted by an event of it. */
export function contentOf(history: HistoryCase, document: HistoryDocument, route: Route, submitted: HistoryEvent): Record<string, unknown> {
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
    [routeFields.firstCheck]: route.firstCheck,
    [routeFields.director]: route.director,
    [routeFields.payment]: document.paid,
  };
}

/** By code points: half a character can be neither stored nor hashed. */
const cut = (value: string | null): string | null => (value === null ? null : [...value].slice(0, textMax).join(''));

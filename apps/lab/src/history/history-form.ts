import type { Form } from '@countersign/contracts/request-types';
import type { HistoryCase, HistoryEvent, StepRole } from './history-case.js';

/** How a step's role is called in forms, workflows and people's names. */
export const stepNames: Readonly<Record<StepRole, { readonly id: string; readonly field: string; readonly name: string }>> = {
  PRE_APPROVER: { id: 'pre-approver', field: 'route_pre_approver', name: 'Pre-approver' },
  ADMINISTRATION: { id: 'administration', field: 'route_administration', name: 'Administration' },
  'BUDGET OWNER': { id: 'budget-owner', field: 'route_budget_owner', name: 'Budget owner' },
  SUPERVISOR: { id: 'supervisor', field: 'route_supervisor', name: 'Supervisor' },
  DIRECTOR: { id: 'director', field: 'route_director', name: 'Director' },
};

const text = (title: string) => ({ type: 'string', title, maxLength: 200 });
const routeField = (role: StepRole) => [stepNames[role].field, { type: 'boolean', title: `${stepNames[role].name} signs` }] as const;
const routeFields = (Object.keys(stepNames) as StepRole[]).map(routeField);

/** The form of the organisation's requests: what the log says of a case, its stated time, and the route that was read off it. */
export const historyForm: Form = {
  type: 'object',
  additionalProperties: false,
  properties: {
    title: text('Title'),
    // The log names no currency. A request is in euros here, and the digits are the log's.
    amount: { type: 'string', format: 'money', title: 'Amount' },
    unit: text('Organisational unit'),
    project: text('Project'),
    cost_type: text('Cost type'),
    budget: text('Budget'),
    case_id: text('Case in the log'),
    stated_time: { type: 'string', format: 'date-time', title: 'Stated time', description: 'When this was submitted, by the log.' },
    ...Object.fromEntries(routeFields),
  },
  required: ['title', 'amount', 'unit', 'case_id', 'stated_time', ...routeFields.map(([name]) => name)],
};

/** Fields whose change leaves signatures standing: only when it was said to have been submitted. */
export const immaterialFields = ['stated_time'];

/** Where the log names no unit, everybody is of this one. */
export const unitOf = (history: HistoryCase): string => history.unit ?? 'the whole organisation';

/** The content of a request for a case, as submitted by an event of it. */
export function contentOf(history: HistoryCase, route: readonly StepRole[], submitted: HistoryEvent): Record<string, unknown> {
  const title = history.documentNumber ?? history.id;
  const optional = { project: history.project, cost_type: history.costType, budget: history.budget };
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    amount: { amount: history.amount, currency: 'EUR' },
    unit: unitOf(history),
    case_id: history.id,
    stated_time: submitted.statedTime,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    ...Object.fromEntries((Object.keys(stepNames) as StepRole[]).map((role) => [stepNames[role].field, route.includes(role)])),
  };
}

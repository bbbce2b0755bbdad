import type { HistoryCase } from './history-case.js';
import { readActivity } from './read-activity.js';

const names: Readonly<Record<string, string>> = {
  saved: 'SAVED by EMPLOYEE', submitted: 'SUBMITTED by EMPLOYEE', withdrawn: 'REJECTED by EMPLOYEE', requested: 'Request Payment', handled: 'Payment Handled',
  '+pre': 'APPROVED by PRE_APPROVER', '-pre': 'REJECTED by PRE_APPROVER', '+adm': 'APPROVED by ADMINISTRATION', '-adm': 'REJECTED by ADMINISTRATION',
  '+bud': 'APPROVED by BUDGET OWNER', '-bud': 'REJECTED by BUDGET OWNER', '+sup': 'APPROVED by SUPERVISOR', '-sup': 'REJECTED by SUPERVISOR',
  '+SUP': 'FINAL_APPROVED by SUPERVISOR', '+DIR': 'FINAL_APPROVED by DIRECTOR', '-nobody': 'REJECTED by MISSING',
};

/** A case in shorthand for specs: "submitted +adm +SUP requested handled"; + approves, - rejects, capitals are final. */
export function caseOf(id: string, shorthand: string, unit = 'unit 1'): HistoryCase {
  const events = shorthand.split(' ').map((short, index) => {
    const activity = names[short];
    if (activity === undefined) throw new Error(`"${short}" is no shorthand for an event.`);
    return { ...readActivity(activity), activity, statedTime: `2017-01-01T00:00:${String(index).padStart(2, '0')}.000+01:00` };
  });
  return { id, amount: '12.50', unit, project: null, costType: null, documentNumber: null, budget: null, events };
}

import type { HistoryCase } from './history-case.js';
import { readActivity } from './read-activity.js';

const names: Readonly<Record<string, string>> = {
  saved: 'SAVED by EMPLOYEE', submitted: 'SUBMITTED by EMPLOYEE', withdrawn: 'REJECTED by EMPLOYEE', requested: 'Request Payment', handled: 'Payment Handled',
  '+pre': 'APPROVED by PRE_APPROVER', '-pre': 'REJECTED by PRE_APPROVER', '+adm': 'APPROVED by ADMINISTRATION', '-adm': 'REJECTED by ADMINISTRATION',
  '+bud': 'APPROVED by BUDGET OWNER', '-bud': 'REJECTED by BUDGET OWNER', '+sup': 'APPROVED by SUPERVISOR', '-sup': 'REJECTED by SUPERVISOR',
  '+SUP': 'FINAL_APPROVED by SUPERVISOR', '+DIR': 'FINAL_APPROVED by DIRECTOR', '-nobody': 'REJECTED by MISSING', trip: 'Start trip', reminder: 'Send Reminder',
};

const documents: Readonly<Record<string, string>> = { permit: 'Permit', declaration: 'Declaration' };

/**
 * A case in shorthand for specs: "submitted +adm +SUP requested handled"; + approves, - rejects, capitals are final. Where a case has
 * several documents an event says which: "permit:submitted permit:+SUP trip declaration:submitted".
 */
export function caseOf(id: string, shorthand: string, unit: string | null = 'unit 1'): HistoryCase {
  const events = shorthand.split(' ').map((short, index) => {
    const [name = '', prefix] = short.split(':').reverse();
    const activity = names[name];
    if (activity === undefined) throw new Error(`"${short}" is no shorthand for an event.`);
    const whole = prefix === undefined ? activity : `${documents[prefix] ?? prefix} ${activity}`;
    return { ...readActivity(whole), activity: whole, statedTime: `2017-01-01T00:00:${String(index).padStart(2, '0')}.000+01:00` };
  });
  return { id, unit, facts: new Map([['Amount', '12.50']]), events };
}

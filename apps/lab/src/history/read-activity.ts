import { stepRoles, type Act, type ActorRole } from './history-case.js';

const acts: Readonly<Record<string, Act>> = { SAVED: 'saved', SUBMITTED: 'submitted', APPROVED: 'approved', FINAL_APPROVED: 'final_approved', REJECTED: 'rejected' };
const actors: readonly string[] = [...stepRoles, 'EMPLOYEE', 'MISSING', 'UNDEFINED'];

/**
 * What an activity's name says: "Request For Payment APPROVED by BUDGET OWNER" is an approval by the budget owner.
 * Throws for a name of another shape: an event that is not understood must not be passed over.
 */
export function readActivity(activity: string): { act: Act; role: ActorRole } {
  if (activity === 'Request Payment') return { act: 'payment_requested', role: 'UNDEFINED' };
  if (activity === 'Payment Handled') return { act: 'payment_handled', role: 'UNDEFINED' };
  const match = /\b([A-Z_]+) by ([A-Z_ ]+)$/.exec(activity);
  const act = match?.[1] === undefined ? undefined : acts[match[1]];
  const role = match?.[2];
  if (act === undefined || role === undefined || !isActor(role)) throw new Error(`The log has an event that is not understood: "${activity}".`);
  return { act, role };
}

const isActor = (role: string): role is ActorRole => actors.includes(role);

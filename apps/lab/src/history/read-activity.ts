import { isStepRole, stepRoles, type Act, type ActorRole } from './history-case.js';

const acts: Readonly<Record<string, Act>> = { SAVED: 'saved', SUBMITTED: 'submitted', APPROVED: 'approved', FINAL_APPROVED: 'final_approved', REJECTED: 'rejected' };
const actors: readonly string[] = [...stepRoles, 'EMPLOYEE', 'MISSING', 'UNDEFINED'];

export interface ReadActivity {
  readonly act: Act;
  readonly role: ActorRole;
  readonly document: string | null;
}

/**
 * What an activity's name says: "Request For Payment APPROVED by BUDGET OWNER" is an approval of a request for payment by the
 * budget owner. Where the name does not say by whom, `statedRole` does. What names no act of ours is a note: "Start trip".
 * Throws for a decision by somebody who has no part in the process: it must neither be passed over nor be given to another.
 */
export function readActivity(activity: string, statedRole: string | null = null): ReadActivity {
  const name = activity.trim();
  if (name === 'Request Payment') return { act: 'payment_requested', role: 'UNDEFINED', document: null };
  if (name === 'Payment Handled') return { act: 'payment_handled', role: 'UNDEFINED', document: null };
  const [, document = '', verb = '', named] = /^(.*?)\s*\b([A-Z]+(?:_[A-Z]+)*)(?:\s+by\s+(.+))?$/.exec(name) ?? [];
  const act = acts[verb];
  const role = (named ?? statedRole ?? '').trim();
  if (act === undefined) return { act: 'noted', role: isActor(role) ? role : 'UNDEFINED', document: null };
  if (!isActor(role)) throw new Error(`The log has "${activity}" by ${role === '' ? 'nobody' : `"${role}"`}; the process knows ${actors.join(', ')}.`);
  // What the employee and nobody on record cannot do: sign.
  if ((act === 'approved' || act === 'final_approved') && !isStepRole(role)) throw new Error(`The log has "${activity}", and ${role} signs no step of the process.`);
  return { act, role, document: document === '' ? null : document };
}

const isActor = (role: string): role is ActorRole => actors.includes(role);

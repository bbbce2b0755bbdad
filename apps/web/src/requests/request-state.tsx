import type { RequestStatus, RequestSummary } from '@countersign/contracts/requests';
import type { ReactNode } from 'react';
import { State, type StateName } from '../ui/state/state.js';

const names: Readonly<Record<RequestStatus, StateName>> = { open: 'waiting', returned: 'blocked', needs_approver: 'blocked', approved: 'recorded', rejected: 'void', withdrawn: 'void', cancelled: 'void', reversed: 'void' };
const words: Readonly<Record<RequestStatus, string>> = { open: 'Open', returned: 'Returned to its requester', needs_approver: 'Needs an approver', approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn', cancelled: 'Cancelled', reversed: 'Reversed' };

/** The state that the server has on record, in its sentence where there is one. */
export function RequestState({ status, children }: { readonly status: RequestStatus; readonly children?: ReactNode }) {
  return <State name={names[status]}>{children ?? words[status]}</State>;
}

/** Where a request stands: what it waits for, and what of it was not carried out. */
export function StandingOf({ request: { status, waitingOn, stopped = null } }: { readonly request: Pick<RequestSummary, 'status' | 'waitingOn' | 'stopped'> }) {
  if (stopped !== null) return <State name="blocked">{`${words[status]}, but ${stopped.stepName} stopped`}</State>;
  return <RequestState status={status}>{status === 'open' && waitingOn !== null ? `Waiting on ${waitingOn.stepName}` : undefined}</RequestState>;
}

import type { NotificationRow } from '@countersign/database/notifications';
import type { NotificationKind, NotificationView } from '@countersign/contracts/notifications';
import type { RequestStatus } from '@countersign/contracts/requests';

const words: Readonly<Record<NotificationKind, string>> = {
  mentioned: 'mentioned you on',
  noted: 'wrote a note on',
  approved: 'approved',
  rejected: 'rejected',
  changes_requested: 'asked for changes to',
  revised: 'submitted a new version of',
  cancelled: 'cancelled',
  reversed: 'undid',
  revoked: 'took back a decision on',
  withdrawn: 'withdrew',
  reminded: 'reminds you of',
  overdue: 'counts as overdue',
  asked: 'asks you to decide',
  unasked: 'needs your decision no more on',
  expired: 'closed an undecided step of',
  went_on: 'ended the wait of',
  moved: 'changed the workflow of',
  endpoint_disabled: 'disabled a webhook endpoint after',
  connection_needs_grant: 'found that a connection needs connecting again at',
  notice: 'says of',
  effect_stopped: 'carries out no further',
  asked_to_do: 'asks you to do something for',
};
/** What the act led to, where that is the end, or asks for somebody. */
const ends: Readonly<Partial<Record<RequestStatus, string>>> = { approved: 'It is approved', rejected: 'It is rejected', needs_approver: 'It needs an approver' };

export function notificationOf(row: NotificationRow): NotificationView {
  const kind = row.kind as NotificationKind;
  const requestStatus = row.requestStatus as RequestStatus;
  const end = kind === 'approved' || kind === 'rejected' ? ends[requestStatus] : undefined;
  return {
    id: row.entryId,
    kind,
    did: didOf(row, end),
    webhookEndpoint: row.endpoint,
    ...(row.connection !== null && { connection: row.connection }),
    ...(row.effect !== null && { effect: row.effect }),
    by: row.byMemberId === null || row.byName === null ? null : { memberId: row.byMemberId, name: row.byName },
    request: { id: row.requestId, number: row.requestNumber, title: row.requestTitle },
    requestStatus,
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}

function didOf({ kind, endpoint, connection, effect, notice, requestNumber }: NotificationRow, end: string | undefined): string {
  if (notice !== null && kind === 'asked_to_do') return `asks you to do something for request ${requestNumber}: ${notice}`;
  if (notice !== null) return `says of request ${requestNumber}: ${notice}`;
  if (effect !== null) return `says that “${effect.name}” of request ${requestNumber} stopped and waits for somebody. More may have: what stopped stands under Effects`;
  if (endpoint !== null) return `disabled the webhook endpoint ${endpoint.name}: nothing had arrived there for too long. The last to fail was for request ${requestNumber}`;
  if (connection !== null) return `set aside what calls ${connection.name}: it needs connecting again. The first was for request ${requestNumber}`;
  return `${words[kind as NotificationKind]} request ${requestNumber}${end === undefined ? '' : `. ${end}`}`;
}

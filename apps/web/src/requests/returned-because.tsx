import type { RequestSheet, TimelineRow } from '@countersign/contracts/screens';
import { Notice } from '../ui/notice/notice.js';

const returns: readonly TimelineRow['kind'][] = ['changes_requested', 'rejected', 'expired'];

/** Who returned a request to its requester, and why; nothing where it was not returned. */
export function ReturnedBecause({ sheet: { request, timeline } }: { readonly sheet: RequestSheet }) {
  const row = request.status === 'returned' ? timeline.findLast(({ kind }) => returns.includes(kind)) : undefined;
  if (row === undefined) return null;
  return <Notice state="blocked" title={row.who === null ? row.what : `${row.who} ${row.what}`}>{row.note !== null && <blockquote>{row.note}</blockquote>}</Notice>;
}

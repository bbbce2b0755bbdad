import type { Client } from '@countersign/client';
import { channels } from '@countersign/contracts/audit';
import type { InputOf } from '@countersign/contracts/platform';
import { spansDays } from '@countersign/contracts/requests';
import { showAudit, type AuditScreen } from '@countersign/contracts/screens';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';
import { isId, oneOf, withoutGaps } from '../platform/screens/read-search.js';

/** What the audit is asked for. */
export type AuditAsked = Omit<InputOf<typeof showAudit>['query'], 'cursor'>;

/** The one request that draws the audit, and a further one for each further page. An answer belongs to the question that it answers. */
export const auditQuery = (client: Client, frames: FrameStore, asked: AuditAsked) =>
  infiniteQueryOptions({
    queryKey: ['screen', 'audit', asked] as const,
    queryFn: async ({ signal, pageParam }): Promise<AuditScreen> => frames.take(await client.call(showAudit, { query: { ...asked, ...(pageParam !== null && { cursor: pageParam }) } }, { signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }) => data.nextCursor,
    placeholderData: keepPreviousData,
  });

/** What stands in the address of the audit; what cannot be asked is left out. */
export interface AuditSearch {
  readonly who?: string;
  readonly did?: string;
  readonly request?: string;
  readonly subject?: string;
  readonly by?: (typeof channels)[number];
  readonly days?: (typeof spansDays)[number];
  /** The entry whose sheet is open. */
  readonly entry?: string;
}
/** What is to be asked otherwise; undefined asks for anything. */
export type AuditChange = { readonly [Name in keyof AuditSearch]?: AuditSearch[Name] | undefined };

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name].slice(0, 80) : undefined);
  const request = String(search['request'] ?? '');
  return withoutGaps({
    who: isId(search['who']) ? search['who'] : undefined,
    did: text('did'),
    request: /^[1-9]\d{0,14}$/.test(request) ? request : undefined,
    subject: text('subject'),
    by: oneOf(channels, search['by']),
    days: oneOf(spansDays, search['days']),
    entry: isId(search['entry']) ? search['entry'] : undefined,
  });
}

/** The address as the question that the server is asked; which entry is open is no question. */
export const auditAskedBy = ({ who, did, request, subject, by, days }: AuditSearch): AuditAsked =>
  withoutGaps({ memberId: who, action: did, requestNumber: request, subjectId: subject, channel: by, withinDays: days });

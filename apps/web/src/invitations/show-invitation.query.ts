import type { Client } from '@countersign/client';
import { showInvitation } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';

/** The one request that draws an invitation; it answers whoever has the link. */
export const invitationQuery = (client: Client, token: string) =>
  queryOptions({ queryKey: ['screen', 'invitation', token] as const, queryFn: ({ signal }) => client.call(showInvitation, { query: { token } }, { signal }) });

import type { ConnectionAuth, ConnectionHealth } from '@countersign/contracts/connections';
import type { ConnectionRow } from '@countersign/contracts/screens';
import type { ConnectionOverview, ConnectionUse } from '@countersign/database/connections';

/** How the other system knows who calls. */
export function callerWords(auth: ConnectionAuth, kind: string = 'http'): string {
  if (kind === 'chat') return 'A chat, by an address that is kept sealed';
  if (kind === 'smtp' && auth.kind === 'none') return 'A mail server that lets everybody send';
  switch (auth.kind) {
    case 'none':
      return 'It is not told who calls';
    case 'api_key':
      return `A key in ${auth.header}`;
    case 'basic':
      return `The user ${auth.username}, with a password`;
    case 'hmac':
      return `A signature in ${auth.header}`;
    case 'oauth_client_credentials':
      return auth.grant === undefined ? `An access token from ${new URL(auth.tokenUrl).host}` : `An access token that somebody allows at ${new URL(auth.grant.authorizeUrl).host}`;
  }
}

export const healthOf = ({ pausedAt, failures, closedUntil, waiting, needy, access }: ConnectionOverview): ConnectionHealth => ({
  pausedAt: pausedAt?.toISOString() ?? null, failures, closedUntil: closedUntil?.toISOString() ?? null, waiting, needy, ...(access !== null && { access }),
});

const namedMax = 5;

/** What uses one of these connections. */
export function usesOf(uses: readonly ConnectionUse[], id: string): ConnectionRow['uses'] {
  const workflows = uses.filter(({ connectionId }) => connectionId === id).map(({ workflow }) => workflow);
  return { workflows: workflows.slice(0, namedMax), count: workflows.length };
}

import type { Tx } from '@countersign/database/platform';
import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import type { Actor } from '../platform/index.js';

/** What people are asked to do outside and have not said to be done. Looked for only where something is. */
export async function asksOf(tx: Tx, { memberId, permissions }: Actor, { requestId }: RequestFile, { effects }: RequestHistory): Promise<Pick<RequestSheet, 'asks'>> {
  if (effects.every(({ state }) => state !== 'asked')) return {};
  const open = await tx.asks.listOpen(requestId);
  const asks = open.map(({ people, askedAt, ...ask }) => {
    const isMine = people.some((person) => person.memberId === memberId);
    return { ...ask, people: [...people], askedAt: askedAt.toISOString(), isMine, answers: isMine || permissions.includes('effect.repair') };
  });
  return { asks };
}

import { listRequests, type RequestStatus } from '@countersign/contracts/requests';
import type { Person } from '../platform/person.js';

/**
 * Holds the product's own list of requests against what the replay believes: the same requests, each with its status. Says what
 * differs; nothing when all is well. `admin` reads all requests of the tenant.
 */
export async function checkRequests(admin: Person, expected: ReadonlyMap<string, RequestStatus>): Promise<string[]> {
  const problems: string[] = [];
  let seen = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(admin, cursor);
    for (const { id, number, status } of page.items) {
      seen += 1;
      const wanted = expected.get(id);
      // A step without an approver is open for who waits: it waits for somebody all the same.
      const found = status === 'needs_approver' ? 'open' : status;
      if (wanted === undefined) problems.push(`Request ${number} is there, and no case submitted it.`);
      else if (wanted !== found) problems.push(`Request ${number} is ${status}, and should be ${wanted}.`);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (seen < expected.size) problems.push(`The product lists ${seen} requests; ${expected.size} were submitted.`);
  return problems;
}

const pageOf = (admin: Person, cursor: string | null) => admin.call(listRequests, { query: { limit: '100', ...(cursor !== null && { cursor }) } });

import type { BesideRequest } from '@countersign/database/requests';
import type { Tx } from '@countersign/database/platform';
import { Refusal, type Permission } from '@countersign/contracts/platform';
import { mentionsMax } from '@countersign/contracts/requests';
import { abilityFor, asRequest } from '@countersign/permissions';

/** Whether a member may read the request beside which they were found. */
export function mayRead({ memberId, permissions, isRequester, isCandidate }: BesideRequest): boolean {
  const ability = abilityFor({ memberId, permissions: permissions as Permission[] });
  // Only their own part matters: nobody else's id gives them anything.
  return ability.can('read', asRequest({ requesterId: isRequester ? memberId : '', candidateIds: isCandidate ? [memberId] : [], ended: false }));
}

/** Refuses a text that mentions somebody who may not read the request, by name; one who is no member has none here. */
export async function refuseUnseeing(tx: Tx, requestId: string, mentionedIds: readonly string[]): Promise<void> {
  if (mentionedIds.length === 0) return;
  if (mentionedIds.length > mentionsMax) throw unseeing(`A note can mention ${mentionsMax} members.`);
  const found = await tx.notes.listBeside(requestId, mentionedIds);
  const blind = found.filter((person) => !mayRead(person)).map(({ name }) => name);
  if (blind.length > 0) throw unseeing(`${blind.sort().join(', ')} may not see this request, and so cannot be mentioned in it.`);
  if (found.length < mentionedIds.length) throw unseeing('Somebody who is mentioned is no member of your company.');
}

const unseeing = (why: string) => new Refusal('mention_unseeing', { detail: `${why} Nothing was recorded.`, errors: [{ pointer: '/body/text', detail: why }] });

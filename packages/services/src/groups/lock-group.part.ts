import type { GroupRow } from '@countersign/database/groups';
import type { Tx } from '@countersign/database/platform';

/** A group as it is shown, held until the transaction ends; null where there is none. */
export const lockGroup = async (tx: Tx, groupId: string): Promise<GroupRow | null> => ((await tx.groups.lock(groupId)) ? tx.groups.find(groupId) : null);

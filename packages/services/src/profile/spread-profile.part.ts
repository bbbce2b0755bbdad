import type { Tx } from '@countersign/database/platform';
import type { Record } from '../platform/index.js';

/** Copies what a user now says of themselves to their membership here; a job copies it to their others. */
export async function spreadProfile(tx: Tx, record: Record, userId: string): Promise<void> {
  const profile = await tx.entry.findProfile(userId);
  if (profile) await tx.profiles.save(userId, profile);
  record.enqueue('profiles', { userId });
}

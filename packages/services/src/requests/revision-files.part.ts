import type { AttachmentRow } from '@countersign/database/attachments';
import type { Tx } from '@countersign/database/platform';
import type { AttachmentType, AttachmentView } from '@countersign/contracts/attachments';
import { Refusal } from '@countersign/contracts/platform';
import type { Actor } from '../platform/call.js';

export const attachmentViewOf = ({ id, name, mediaType, bytes, sha256 }: AttachmentRow): AttachmentView => ({ id, name, mediaType: mediaType as AttachmentType, bytes, sha256 });

/** Stands for the files among the fields of a content, where contents are compared. */
export const filesField = '(files)';

/** A content with its files among its fields: they are material like any field, and a signature may be bound to them or not. */
export const withFiles = (content: Readonly<Record<string, unknown>>, files: readonly Pick<AttachmentRow, 'name' | 'sha256'>[]): Readonly<Record<string, unknown>> => (files.length === 0 ? content : { ...content, [filesField]: partOfDigest(files) });

/** What a revision's digests cover of its files: how each is called, and its bytes. In an order that does not depend on how they were chosen. */
export const partOfDigest = (attachments: readonly Pick<AttachmentRow, 'name' | 'sha256'>[]) =>
  attachments.map(({ name, sha256 }) => ({ name, sha256 })).sort((one, other) => (one.name === other.name ? (one.sha256 < other.sha256 ? -1 : 1) : one.name < other.name ? -1 : 1));

/** The files that a revision is to have, in the order given; held until the transaction ends. What is not theirs to use looks like what is not there. */
export async function usableFiles(tx: Tx, actor: Actor, ids: readonly string[], requestId: string | null): Promise<AttachmentRow[]> {
  if (ids.length === 0) return [];
  const found = new Map((await tx.attachments.lockUsable(ids, actor.memberId, requestId)).map((row) => [row.id, row]));
  return ids.map((id, at) => found.get(id) ?? refuse(at));
}

function refuse(at: number): never {
  const detail = 'This is no file of yours that has arrived and was looked at.';
  // The place only: an id that is another's is answered like one that nobody has.
  throw new Refusal('attachment_unknown', { detail: `${detail} Nothing was submitted.`, errors: [{ pointer: `/body/attachmentIds/${at}`, detail }] });
}

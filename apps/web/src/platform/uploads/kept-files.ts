import type { AttachmentView } from '@countersign/contracts/attachments';

/** A file of a form that is being filled in, as this browser remembers it: its bytes are on the server, or have to be chosen again. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  /** Null where it had not arrived. */
  readonly attachment: AttachmentView | null;
  /** When it had, in milliseconds; null of one that is part of a version, and stays. */
  readonly arrivedAtMs: number | null;
}

/** The server removes after a day what is part of no request; an hour less, so that what is offered is there. */
const keptForMs = 23 * 3600_000;

/** What is remembered of files. What cannot be attached is not. */
export const keptFilesOf = (uploads: readonly (KeptFile & { readonly state: string })[]): KeptFile[] => uploads.filter(({ state }) => state !== 'unusable').map(({ name, bytes, attachment, arrivedAtMs }) => ({ name, bytes, attachment, arrivedAtMs }));

export interface FoundFile extends KeptFile {
  /** Why it has to be chosen again; null where it is there. */
  readonly why: string | null;
}

/** What of the remembered files is there still, and why not. */
export function foundFiles(files: readonly KeptFile[], nowMs: number): FoundFile[] {
  return files.map((file): FoundFile => {
    if (file.attachment === null) return { ...file, why: 'It had not arrived when this page was left. Choose it again, or remove it.' };
    if (file.arrivedAtMs === null || nowMs - file.arrivedAtMs < keptForMs) return { ...file, why: null };
    return { ...file, attachment: null, arrivedAtMs: null, why: 'What is not part of a request within a day is removed from the server. Choose it again, or remove it.' };
  });
}

/** The files of a version, as a form begins with them. */
export const filesOfVersion = (attachments: readonly AttachmentView[]): FoundFile[] => attachments.map((attachment) => ({ name: attachment.name, bytes: attachment.bytes, attachment, arrivedAtMs: null, why: null }));

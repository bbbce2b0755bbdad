import type { Client } from '@countersign/client';
import { attachmentBytesMax, attachmentsMax, attachmentTypes, checkAttachment, startAttachmentUpload, type AttachmentType, type AttachmentView } from '@countersign/contracts/attachments';
import { isRefusal, readFailure } from '../api/failure.js';
import { AddressRefused, NotArrived, type Sending } from '../pictures/put-bytes.js';
import type { FoundFile } from './kept-files.js';

/** A file that was chosen, and how far it is. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** `ready`: looked at by the server, and can be part of what is submitted. `unusable`: it cannot, and trying again would not help. `lost`: remembered from before, and has to be chosen again. */
  readonly state: 'sending' | 'checking' | 'ready' | 'failed' | 'unusable' | 'lost';
  /** From 0 to 1, while it is sent. */
  readonly share: number;
  readonly why: string | null;
  readonly attachment: AttachmentView | null;
  /** When it had arrived, in milliseconds; null where it has not, or is part of a version. */
  readonly arrivedAtMs: number | null;
}

export interface Uploads {
  add(files: readonly File[]): void;
  /** Stops it, or takes it away; nothing of it is submitted. */
  remove(key: string): void;
  retry(key: string): void;
  list(): readonly Upload[];
  subscribe(listener: () => void): () => void;
}

export interface UploadsOptions {
  readonly client: Client;
  readonly put: (sending: Sending) => Promise<void>;
  readonly hash: (blob: Blob) => Promise<string>;
  readonly newKey: () => string;
  readonly say: (sentence: string) => void;
  readonly nowMs: () => number;
  /** What is part of the version at hand, or was chosen before. */
  readonly begun?: readonly FoundFile[];
}

interface Held extends Upload {
  readonly file: File | null;
  readonly stop: AbortController;
}

const byEnding: Readonly<Record<string, AttachmentType>> = {
  pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', csv: 'text/csv', txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
/** What a file's name says it is: browsers do not agree on the types of all of these. */
export const typeByName = (name: string): AttachmentType | null => byEnding[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;

/** For a field that chooses files. */
export const acceptedEndings = Object.keys(byEnding).map((ending) => `.${ending}`).join(',');

/** Over a slow line the largest takes a while. */
const putTimeoutMs = 20 * 60_000;

function problemOf({ name, size }: File): string | null {
  if (typeByName(name) === null) return `This kind of file cannot be attached. What can be: ${Object.values(attachmentTypes).join(', ')}.`;
  if (size === 0) return 'It is empty.';
  return size > attachmentBytesMax ? 'It is larger than 25 MB.' : null;
}

/** One that a form begins with: there already, or to be chosen again. */
function heldOf(found: FoundFile, newKey: () => string): Held {
  const isThere = found.attachment !== null;
  return { ...found, key: found.attachment?.id ?? newKey(), state: isThere ? 'ready' : 'lost', share: isThere ? 1 : 0, file: null, stop: new AbortController() };
}

/** One that was chosen just now; with a problem it is not even sent. */
const chosenOf = (file: File, problem: string | null): Omit<Held, 'key'> => ({ name: file.name, bytes: file.size, state: problem === null ? 'sending' : 'unusable', share: 0, why: problem, attachment: null, arrivedAtMs: null, file, stop: new AbortController() });

/** Files on their way, each by itself: announced, sent, looked at. One that fails leaves the others as they are. */
export function createUploads(options: UploadsOptions): Uploads {
  const listeners = new Set<() => void>();
  let held: readonly Held[] = (options.begun ?? []).map((found) => heldOf(found, options.newKey));
  const set = (next: readonly Held[]) => {
    held = next;
    for (const listener of listeners) listener();
  };
  const change = (key: string, part: Partial<Held>) => set(held.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const isThere = (key: string) => held.some((one) => one.key === key);

  const run = async ({ key, file, name, stop }: Held) => {
    if (file === null) return;
    try {
      const attachment = await send(options, file, { signal: stop.signal, onProgress: (share) => change(key, { share }), onSent: () => change(key, { state: 'checking', share: 1 }) });
      if (!isThere(key)) return;
      change(key, { state: 'ready', attachment, arrivedAtMs: options.nowMs() });
      options.say(`${name} is attached.`);
    } catch (error) {
      if (!isThere(key) || stop.signal.aborted) return;
      change(key, { state: isRefusal(error, 'attachment_unusable', 'invalid_input') ? 'unusable' : 'failed', why: whyOf(error) });
      options.say(`${name} is not attached.`);
    }
  };
  return {
    add(files) {
      // What is chosen again takes the place of what was lost.
      const others = held.filter((one) => one.state !== 'lost' || !files.some((file) => file.name === one.name));
      const room = Math.max(0, attachmentsMax - others.length);
      const added = files.map((file, at): Held => ({ ...chosenOf(file, at >= room ? `A request holds ${attachmentsMax} files.` : problemOf(file)), key: options.newKey() }));
      set([...others, ...added]);
      for (const one of added) if (one.state === 'sending') void run(one);
    },
    remove(key) {
      held.find((one) => one.key === key)?.stop.abort();
      set(held.filter((one) => one.key !== key));
    },
    retry(key) {
      const one = held.find((candidate) => candidate.key === key);
      if (one?.state !== 'failed') return;
      const again: Held = { ...one, state: 'sending', share: 0, why: null, stop: new AbortController() };
      set(held.map((each) => (each.key === key ? again : each)));
      void run(again);
    },
    list: () => held,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

interface Steps {
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
  readonly onSent: () => void;
}

async function send({ client, put, hash }: UploadsOptions, file: File, { signal, onProgress, onSent }: Steps): Promise<AttachmentView> {
  const type = typeByName(file.name);
  if (type === null) throw new Error('a file of no known kind was let through');
  const sha256 = await hash(file);
  signal.throwIfAborted();
  const { attachmentId, url, headers } = await client.call(startAttachmentUpload, { body: { name: file.name, type, bytes: file.size, sha256 } });
  signal.throwIfAborted();
  await put({ url, headers, blob: file, onProgress, signal, timeoutMs: putTimeoutMs });
  onSent();
  return (await client.call(checkAttachment, { params: { attachmentId } })).attachment;
}

const whyOf = (error: unknown): string => (error instanceof AddressRefused || error instanceof NotArrived ? 'It did not reach the server.' : readFailure(error).sentence);

/** Those that can be submitted, in order. */
export const readyIds = (uploads: readonly Upload[]): string[] => uploads.flatMap(({ attachment }) => attachment?.id ?? []);

/** Why nothing can be submitted yet, in a sentence; null where nothing stands in the way. */
export function stillOpen(uploads: readonly Upload[]): string | null {
  const open = uploads.filter(({ state }) => state !== 'ready');
  if (open.length === 0) return null;
  const isMoving = open.some(({ state }) => state === 'sending' || state === 'checking');
  const names = open.map(({ name }) => name).join(', ');
  if (open.every(({ state }) => state === 'lost')) return `${names} is not attached: choose it again or remove it.`;
  return isMoving ? `Wait until ${names} has arrived, or remove it.` : `${names} is not attached: retry or remove it.`;
}

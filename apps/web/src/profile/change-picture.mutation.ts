import type { Client } from '@countersign/client';
import { changePicture, pictureTypes, startPictureUpload, type PictureView } from '@countersign/contracts/profile';
import { createContext, use, useSyncExternalStore } from 'react';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import type { CroppedPicture } from '../platform/pictures/crop-picture.js';
import type { PictureKeeper } from '../platform/pictures/kept-picture.js';
import { AddressRefused, NotArrived, type Sending } from '../platform/pictures/put-bytes.js';

/** The picture that one has chosen and that is not saved yet. Nobody else sees it. */
export interface PendingPicture {
  readonly memberId: string;
  /** An address that holds on this page only. */
  readonly path: string;
  readonly colour: string;
  /** `unsaved`: it is kept at this browser, and can be sent again or put back. */
  readonly state: 'sending' | 'unsaved';
  /** From 0 to 1, while it is sent. */
  readonly share: number;
  readonly why: string | null;
}

export interface Pictures {
  /** Shows it at once, and saves it behind that. */
  choose(memberId: string, cropped: CroppedPicture): Promise<void>;
  retry(): Promise<void>;
  /** Lets it go: the one before shows again. */
  putBack(): void;
  /** Takes up what an earlier page could not save. */
  resume(): Promise<void>;
  read(): PendingPicture | null;
  subscribe(listener: () => void): () => void;
}

export interface PicturesOptions {
  readonly client: Client;
  readonly keeper: PictureKeeper;
  readonly put: (sending: Sending) => Promise<void>;
  readonly hash: (blob: Blob) => Promise<string>;
  readonly addressOf: (blob: Blob) => string;
  readonly release: (address: string) => void;
  /** Resolves once the browser can draw it, so that the swap shows nothing in between. */
  readonly decode: (path: string) => Promise<void>;
  /** It is saved: what is on screen may name it now. */
  readonly onSaved: (memberId: string, picture: PictureView) => void;
  readonly say: (sentence: string) => void;
}

interface Held extends PendingPicture {
  readonly blob: Blob;
}

/** An address is renewed once without a word: it may have expired while the page was asleep. */
const addressesMax = 2;

type PictureType = (typeof pictureTypes)[number];

/** One picture on its way at a time; a newer one takes its place, and what the older one still brings is not listened to. */
export function createPictures(options: PicturesOptions): Pictures {
  const { keeper, addressOf, release } = options;
  const listeners = new Set<() => void>();
  let held: Held | null = null;
  const set = (next: Held | null) => {
    if (held !== null && held.path !== next?.path) release(held.path);
    held = next;
    for (const listener of listeners) listener();
  };
  const save = (mine: Held) => saveHeld(options, mine, { read: () => held, set });
  return {
    async choose(memberId, { blob, colour }) {
      const mine: Held = { memberId, blob, colour, path: addressOf(blob), state: 'sending', share: 0, why: null };
      set(mine);
      await keeper.keep({ memberId, blob, colour });
      await save(mine);
    },
    async retry() {
      if (held?.state !== 'unsaved') return;
      const mine: Held = { ...held, state: 'sending', share: 0, why: null };
      set(mine);
      await save(mine);
    },
    putBack() {
      set(null);
      void keeper.forget();
    },
    async resume() {
      const kept = await keeper.read();
      if (kept !== null && held === null) set({ ...kept, path: addressOf(kept.blob), state: 'unsaved', share: 0, why: 'The page was closed before it was saved.' });
    },
    read: () => held,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

interface Place {
  read(): Held | null;
  set(next: Held | null): void;
}

/** Sends what is held, for as long as it is still the one; then shows the saved one, or says that it is not saved. */
async function saveHeld(options: PicturesOptions, mine: Held, { read, set }: Place): Promise<void> {
  const change = (part: Partial<Held>) => {
    const held = read();
    if (held?.path === mine.path) set({ ...held, ...part });
  };
  const isMine = () => read()?.path === mine.path;
  try {
    const picture = await send(options, mine.blob, (share) => change({ share }));
    await options.decode(picture.path).catch(() => undefined);
    if (!isMine()) return;
    options.onSaved(mine.memberId, picture);
    await options.keeper.forget();
    if (isMine()) set(null);
    options.say('Your new picture is saved.');
  } catch (error) {
    if (!isMine()) return;
    change({ state: 'unsaved', share: 0, why: whyOf(error) });
    options.say('Your new picture is not saved. It is kept here.');
  }
}

/** Asks for an address, puts the bytes there, and makes them the picture. */
async function send({ client, put, hash }: PicturesOptions, blob: Blob, onProgress: (share: number) => void): Promise<PictureView> {
  const type = pictureTypes.find((known) => known === blob.type) ?? ('image/png' as PictureType);
  const body = { type, bytes: blob.size, sha256: await hash(blob) };
  for (let tried = 1; ; tried += 1) {
    const { uploadId, url, headers } = await client.call(startPictureUpload, { body });
    try {
      await put({ url, headers, blob, onProgress });
      return (await client.call(changePicture, { body: { uploadId } })).picture;
    } catch (error) {
      const isStale = error instanceof AddressRefused || isRefusal(error, 'upload_missing', 'not_found');
      if (!isStale || tried >= addressesMax) throw error;
    }
  }
}

const whyOf = (error: unknown): string => (error instanceof AddressRefused || error instanceof NotArrived ? 'It did not reach the server.' : readFailure(error).sentence);

export const PicturesContext = createContext<Pictures | null>(null);

export function usePictures(): Pictures {
  const pictures = use(PicturesContext);
  if (pictures === null) throw new Error('There is no PicturesContext around this component.');
  return pictures;
}

export function usePendingPicture(): PendingPicture | null {
  const pictures = usePictures();
  return useSyncExternalStore(pictures.subscribe, pictures.read);
}
